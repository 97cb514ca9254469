import { useState, type ReactNode } from 'react';
import type { CaseSummary, Lineage, LineageEdge, LineageNode } from '../api/types.js';
import { useAnswer } from '../api/use-answer.js';
import type { Speech } from '../text/use-texts.js';
import { Emphasized } from '../ui/Emphasized.js';
import { Pending } from '../ui/Pending.js';
import { useDesk } from './desk.js';

/** What was counted last, and the months that it was counted for: numbers must not stand beside another window's name. */
interface Counted {
  readonly summary: CaseSummary;
  readonly lineage: Lineage;
  readonly from: string | null;
  readonly to: string | null;
}

/** What the case comes to, in a sentence and a few numbers, all from the server. */
export function Headline({ title, stale }: { readonly title: string; readonly stale: boolean }): ReactNode {
  const { caseId, speech, window: asked, view } = useDesk();
  const { t, n, month } = speech;
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
    keep({ summary: now, lineage: crossings, from: view.from, to: view.to });
  }
  const counted = failed ? undefined : kept;
  const known = counted?.summary;
  return (
    <section className="headline" aria-busy={!ready && !failed}>
      <div className="headline-words">
        <h1 title={title}>{title}</h1>
        {counted === undefined ? (
          <Pending asked={summary.state === 'ready' ? lineage : summary} />
        ) : (
          <p className="sentence">
            <Emphasized
              text={sentences(
                speech,
                counted.summary,
                worst(counted.lineage.edges),
                counted.lineage.nodes,
              ).join(' ')}
            />
            {(counted.from !== null || counted.to !== null) && (
              <span className="window-note">
                {' '}
                {t.headline.window(
                  month(counted.from ?? monthOf(counted.summary.firstAt)),
                  month(counted.to ?? monthOf(counted.summary.lastAt)),
                )}
              </span>
            )}
          </p>
        )}
        {stale && <p className="warning">{t.states.stale}</p>}
      </div>
      {known !== undefined && (
        <dl className="figures">
          <Figure name={t.figures.people} value={n(known.people)} />
          <Figure name={t.figures.abroad} value={n(known.trails.people)} />
          <Figure
            name={t.figures.unsupported}
            value={n(known.flows.byVerdict.find(({ verdict }) => verdict === 'unsupported')?.flows ?? 0)}
            of={t.flows(n(known.flows.total))}
          />
          <Figure name={t.figures.trails} value={n(known.trails.foreign)} />
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

const monthOf = (instant: string | null): string => (instant ?? '1970-01').slice(0, 7);

/** The crossing of most people without recorded basis; where there is none, of most people with an open question, or at all. */
function worst(edges: readonly LineageEdge[]): LineageEdge | undefined {
  const abroad = edges.filter(({ source, crossBorder }) => crossBorder && source !== '@user');
  const by = (verdict: string) => (edge: LineageEdge) =>
    edge.byVerdict.find((part) => part.verdict === verdict)?.people ?? 0;
  for (const people of [by('unsupported'), by('contested'), (edge: LineageEdge) => edge.people]) {
    const [most] = [...abroad].sort((a, b) => people(b) - people(a));
    if (most !== undefined && people(most) > 0) return most;
  }
  return undefined;
}

/** @param nodes those of the edge among them: the names of all processors may come later */
function sentences(
  speech: Speech,
  summary: CaseSummary,
  edge: LineageEdge | undefined,
  nodes: readonly LineageNode[],
): string[] {
  const { t, n, place } = speech;
  if (edge === undefined) return [t.headline.nothing];
  const there = nodes.find(({ id }) => id === edge.target)?.jurisdiction ?? '';
  const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.name ?? id;
  // Where no crossing stands for the case, its sums do.
  if (edge.people * 3 < summary.trails.people) return sums(speech, summary);
  const people = (verdict: string) => edge.byVerdict.find((part) => part.verdict === verdict)?.people ?? 0;
  const lacking = people('unsupported');
  const open = people('contested');
  return [
    t.headline.went(t.people(n(edge.people)), nameOf(edge.source), nameOf(edge.target), place(there)),
    ...(lacking > 0 ? [t.headline.unsupported(t.people(n(lacking)), lacking === edge.people)] : []),
    ...(lacking === 0 && open > 0 ? [t.headline.contested(t.people(n(open)))] : []),
    ...(lacking === 0 && open === 0 ? [t.headline.supported] : []),
    ...summary.exposed
      .filter(({ jurisdiction, people }) => jurisdiction !== there && people > 0)
      .slice(0, 2)
      .map(({ jurisdiction, people }) => t.headline.reached(t.people(n(people)), place(jurisdiction))),
  ];
}

function sums({ t, n }: Speech, { trails, exposed }: CaseSummary): string[] {
  const lacking = trails.byVerdict.find(({ verdict }) => verdict === 'unsupported')?.people ?? 0;
  const countries = exposed.filter(({ people }) => people > 0).length;
  return [
    t.headline.abroad(t.people(n(trails.people)), n(countries)),
    // Trails at home are listed in some cases: then these sums are not about what went abroad.
    ...(lacking > 0 && trails.total === trails.foreign
      ? [t.headline.unsupported(t.people(n(lacking)), lacking === trails.people)]
      : []),
  ];
}
