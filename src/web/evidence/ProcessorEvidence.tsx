import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { ExpandButton } from '../map/ExpandButton.js';
import { Icon } from '../ui/Icon.js';
import { isolated } from '../ui/shown.js';
import { Pending } from '../ui/Pending.js';
import { VerdictMark } from '../ui/VerdictMark.js';

/** A processor: who it is, what it holds and from whom, and the way to see only what leads to it and from it. */
export function ProcessorEvidence({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, speech, nameOf, view, change } = useDesk();
  const { t, n, day, place } = speech;
  const isProcessor = id !== '@user' && (view.group ?? 'none') === 'none';
  const asked = useAnswer(
    'getProcessor',
    isProcessor ? { params: { case: caseId, id }, query: window } : null,
  );
  const processor = asked.answer?.processor;
  const focus = (
    <button
      type="button"
      className="button"
      onClick={() => {
        change({ focus: id, expanded: [], chosen: null, side: view.side === 'trails' ? 'map' : view.side });
      }}
    >
      <Icon name="focus" /> {t.map.focus}
    </button>
  );
  if (!isProcessor) {
    return (
      <>
        <h3 className="way-title">{nameOf(id)}</h3>
        {id === '@user' ? <p className="subtitle">{t.personAbout}</p> : <GroupMembers id={id} />}
      </>
    );
  }
  if (processor === undefined) return <Pending asked={asked} />;
  return (
    <>
      <h3 className="way-title">{nameOf(id)}</h3>
      <p className="subtitle">
        {place(processor.jurisdiction)} · {processor.home ? t.home : t.abroad}
        {processor.parent !== null && ` · ${t.columns.owner}: ${nameOf(processor.parent)}`} <code>{id}</code>
      </p>
      <p>
        {focus} {view.focus !== null && <ExpandButton id={id} />}
      </p>
      <section>
        <h4>{t.evidence.holds}</h4>
        <ul className="holdings">
          {processor.holdings.map((holding) => (
            <li key={holding.field}>
              <p className="flow-top">
                <button
                  type="button"
                  className="link-button"
                  title={t.trailList.follow}
                  onClick={() => {
                    change({ follow: holding.field });
                  }}
                >
                  {holding.field}
                </button>
                <span className="trail-people">{n(holding.people)}</span>
              </p>
              <p className="trail-facts">
                {holding.verdict !== null && <VerdictMark verdict={holding.verdict} />}
                {holding.from.length > 0 && (
                  <span>{t.evidence.from(holding.from.map((one) => isolated(nameOf(one))).join(', '))}</span>
                )}
                {holding.firstAt !== null && (
                  <span className="date">{t.evidence.since(day(holding.firstAt))}</span>
                )}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** The processors of a country or an owner; to see them one by one is a change of the view. */
function GroupMembers({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, view, change, nameOf, speech } = useDesk();
  const group = view.group ?? 'jurisdiction';
  const asked = useAnswer('getLineage', {
    params: { case: caseId },
    query: group === 'none' ? window : { ...window, group },
  });
  const members = asked.answer?.nodes.find((node) => node.id === id)?.members;
  if (members === undefined) return <Pending asked={asked} />;
  return (
    <>
      <p>
        <button
          type="button"
          className="button"
          onClick={() => {
            const processor = members.slice(0, 50);
            change({ group: 'none', filters: { ...view.filters, processor }, chosen: null });
          }}
        >
          {speech.t.map.groups.none}: {speech.n(members.length)}
        </button>
      </p>
      <ul className="plain-list">
        {members.slice(0, 200).map((member) => (
          <li key={member}>{nameOf(member)}</li>
        ))}
      </ul>
      {members.length > 200 && <p>{speech.t.map.hidden(speech.n(members.length - 200))}</p>}
    </>
  );
}
