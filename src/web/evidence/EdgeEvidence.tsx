import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { usePages } from '../api/use-pages.js';
import { MOST_OPENED } from '../map/use-opened.js';
import { pairOf } from '../state/view.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { Pending } from '../ui/Pending.js';
import { VerdictCells, VerdictHeads } from '../ui/VerdictNumbers.js';
import { Facts } from './Facts.js';
import { FlowItems } from './FlowItems.js';
import { MonthChart } from './MonthChart.js';

/** All flows between two: together, by verdict, by month, and one by one. */
export function EdgeEvidence({
  source,
  target,
}: {
  readonly source: string;
  readonly target: string;
}): ReactNode {
  const { caseId, view, change, window, speech, nameOf } = useDesk();
  const { t, n } = speech;
  const pair = pairOf(source, target);
  const query = { ...window, sender: source, recipient: target, order: '-people' as const };
  const lineage = useAnswer('getLineage', {
    params: { case: caseId },
    query: { ...window, sender: source, recipient: target },
  });
  const months = useAnswer('getTimeline', {
    params: { case: caseId },
    query: { ...window, sender: source, recipient: target },
  });
  const flows = usePages('listFlows', { case: caseId }, query);
  const edge = lineage.answer?.edges.find((e) => e.source === source && e.target === target);
  const opened = view.open.includes(pair);
  return (
    <>
      <h3 className="way-title">
        {nameOf(source)} <span aria-hidden="true">→</span> {nameOf(target)}
      </h3>
      {edge === undefined ? (
        <Pending asked={lineage} />
      ) : (
        <>
          <Facts {...edge} flows={edge.flows} />
          <table className="by-verdict">
            <thead>
              <tr>
                <VerdictHeads />
              </tr>
            </thead>
            <tbody>
              {edge.byVerdict.map((part) => (
                <tr key={part.verdict}>
                  <VerdictCells part={part} />
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {months.answer !== undefined && <MonthChart months={months.answer.months} />}
      <div className="section-head">
        <h4>{t.evidence.byFlow}</h4>
        <button
          type="button"
          className="plain-button"
          aria-pressed={opened}
          onClick={() => {
            change({ open: opened ? view.open.filter((p) => p !== pair) : [...view.open, pair] });
          }}
        >
          {opened ? t.map.close : t.map.open}
        </button>
        <CsvLink operation="listFlows" params={{ case: caseId }} query={query} name={t.evidence.byFlow} />
      </div>
      {opened && (flows.total ?? 0) > MOST_OPENED && (
        <p className="note">{t.map.openedMost(n(MOST_OPENED))}</p>
      )}
      <FlowItems pages={flows} />
    </>
  );
}
