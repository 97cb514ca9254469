import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { GROUPS } from '../state/view.js';

/** Cases with more flows than these are shown by country first. */
const MANY_FLOWS = 1500;

export type Grouping = (typeof GROUPS)[number];

/** How processors are put together: as chosen, else by the size of the case; undefined while that is not known. */
export function useGroup(): Grouping | undefined {
  const { caseId, view } = useDesk();
  const summary = useAnswer(
    'getCase',
    view.group === null && view.focus === null ? { params: { case: caseId }, query: {} } : null,
  );
  if (view.group !== null) return view.group;
  if (view.focus !== null) return 'none';
  const flows = summary.answer?.summary.flows.total;
  if (flows === undefined) return undefined;
  return flows > MANY_FLOWS ? 'jurisdiction' : 'none';
}

/** A choice of how processors are put together. What is chosen or opened of another grouping is let go. */
export function GroupChoice({ group }: { readonly group: Grouping | undefined }): ReactNode {
  const { speech, change } = useDesk();
  return (
    <select
      aria-label={speech.t.map.group}
      value={group ?? 'none'}
      onChange={(event) => {
        const chosen = GROUPS.find((g) => g === event.target.value) ?? 'none';
        change({ group: chosen, focus: null, chosen: null, open: [] });
      }}
    >
      {GROUPS.map((one) => (
        <option key={one} value={one}>
          {speech.t.map.groups[one]}
        </option>
      ))}
    </select>
  );
}
