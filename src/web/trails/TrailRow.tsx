import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Trail } from '../api/types.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import { Way } from './Way.js';

/** One trail of the list. */
export function TrailRow(props: {
  readonly trail: Trail;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { trail, chosen, onChoose } = props;
  const { speech } = useDesk();
  const { t, n, day } = speech;
  const fields = new Set(trail.fieldChains.flat()).size;
  return (
    <button type="button" className="trail" aria-pressed={chosen} onClick={onChoose}>
      <span className="trail-top">
        <Way processors={trail.processors} jurisdictions={trail.jurisdictions} />
        <span className="trail-people">{n(trail.people)}</span>
      </span>
      <span className="trail-facts">
        <VerdictMark verdict={trail.verdict} />
        <span>{t.hops(n(trail.hops))}</span>
        <span>{t.fields(n(fields))}</span>
        <span className="date">{t.trailList.from(day(trail.firstArrival))}</span>
      </span>
      {trail.codes.length > 0 && (
        <span className="trail-codes">{trail.codes.map((code) => t.codes[code]).join(' · ')}</span>
      )}
    </button>
  );
}
