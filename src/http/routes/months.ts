import type { Verdict } from '../../model/decision.js';
import type { Flow } from '../../model/flow.js';
import { periodOf } from '../../model/instant.js';
import { formatMonth, monthOf } from '../../model/month.js';

interface Month {
  readonly month: string;
  records: number;
  readonly byVerdict: Record<Verdict, number>;
}

/** The months from the first to the last of some flows, those without records too, and the records of each. */
export function monthsOf(flows: readonly Flow[]): Month[] {
  if (flows.length === 0) return [];
  const { firstAt, lastAt } = periodOf(flows);
  const first = monthOf(firstAt);
  const last = monthOf(lastAt);
  const months = Array.from({ length: last - first + 1 }, (_, i) => ({
    month: formatMonth(first + i),
    records: 0,
    byVerdict: { unsupported: 0, contested: 0, supported: 0, out_of_scope: 0 },
  }));
  const byName = new Map(months.map((m) => [m.month, m]));
  for (const f of flows) {
    for (const { month, records } of f.months) {
      const m = byName.get(month);
      if (m === undefined)
        throw new RangeError(`flow ${f.id} has records in ${month}, outside its own period`);
      m.records += records;
      m.byVerdict[f.verdict] += records;
    }
  }
  return months;
}
