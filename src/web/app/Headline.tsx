import { useState, type ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.js';
import type { Speech } from '../text/texts.js';
import { Emphasized } from '../ui/Emphasized.js';
import { Pending } from '../ui/Pending.js';
import { useDesk } from './desk.js';
import { sentences, type Told } from './sentences.js';

/** What was counted last, and the months that it was counted for: numbers must not stand beside another window's name. */
interface Counted extends Told {
  readonly from: string | null;
  readonly to: string | null;
  /** Whether longer trails were left out, as there are too many. */
  readonly cut: boolean;
}

/** What the case comes to, in a sentence and a few numbers, all from the server. */
export function Headline({ title, stale }: { readonly title: string; readonly stale: boolean }): ReactNode {
  const { caseId, speech, window: asked, view } = useDesk();
  const { t, n } = speech;
  const summary = useAnswer('getCase', { params: { case: caseId }, query: asked });
  const lineage = useAnswer('getLineage', {
    params: { case: caseId },
    query: { ...asked, crossBorder: 'true', limit: '200' },
  });
  const [kept, keep] = useState<Counted>();
  const ready = summary.state === 'ready' && lineage.state === 'ready';
  const failed = summary.state === 'failed' || lineage.state === 'failed';
  const [now, crossings] = [summary.answer?.summary, lineage.answer];
  if (
    ready &&
    now !== undefined &&
    crossings !== undefined &&
    !(kept?.summary === now && kept.lineage === crossings && kept.from === view.from && kept.to === view.to)
  ) {
    const complete = crossings.complete && summary.answer?.complete === true;
    const cut = summary.answer?.cuts.some(({ by }) => by === 'maxTrails') === true;
    keep({ summary: now, lineage: crossings, complete, cut, from: view.from, to: view.to });
  }
  const counted = failed ? undefined : kept;
  const known = counted?.summary;
  const windowed = counted !== undefined && (counted.from !== null || counted.to !== null);
  const cut = counted?.cut === true;
  return (
    <section className="headline" aria-busy={!ready && !failed}>
      <div className="headline-words">
        <h1 title={title}>{title}</h1>
        {counted === undefined ? (
          <Pending asked={summary.state === 'ready' ? lineage : summary} />
        ) : (
          <p className="sentence">
            <Emphasized text={sentences(speech, counted).join(' ')} />
            {windowed && <span className="window-note"> {windowSaid(speech, counted)}</span>}
          </p>
        )}
        {stale && <p className="warning">{t.states.stale}</p>}
      </div>
      {known !== undefined && (
        <dl className="figures">
          <Figure name={windowed ? t.figures.peopleThen : t.figures.people} value={n(known.people)} />
          {/* Of trails that were cut, some are listed: with none listed, not even who went abroad is known of them. */}
          <Figure
            name={t.figures.abroad}
            value={cut && known.trails.foreign === 0 ? t.figures.atLeast(n(0)) : n(known.trails.people)}
          />
          <Figure
            name={t.figures.unsupported}
            value={n(known.flows.byVerdict.find(({ verdict }) => verdict === 'unsupported')?.flows ?? 0)}
            of={t.flows(n(known.flows.total))}
          />
          <Figure
            name={t.figures.trails}
            value={cut ? t.figures.atLeast(n(known.trails.foreign)) : n(known.trails.foreign)}
          />
          <Figure
            name={t.figures.findings}
            value={n(known.findings.high)}
            of={t.figures.inAll(n(known.findings.total))}
          />
        </dl>
      )}
    </section>
  );
}

function Figure(props: { readonly name: string; readonly value: string; readonly of?: string }): ReactNode {
  return (
    <div className="figure">
      <dt>{props.name}</dt>
      <dd>
        {props.value}
        {props.of !== undefined && <small> / {props.of}</small>}
      </dd>
    </div>
  );
}

/** The months that are counted; where nothing lies in them, an end that is open has no month. */
function windowSaid({ t, month }: Speech, { from, to, summary }: Counted): string {
  const said = (instant: string | null): string => (instant === null ? '' : month(instant.slice(0, 7)));
  return t.headline.window(
    from === null ? said(summary.firstAt) : month(from),
    to === null ? said(summary.lastAt) : month(to),
  );
}
