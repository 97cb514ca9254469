import { graphLimits } from '../../config.js';
import { WayleaveError } from '../../errors.js';
import type { QueryLimits } from '../../graph/graph-store.js';
import { PSEUDONYMS } from '../../graph/pseudonyms.js';
import type { QueryAnswer } from '../../query/run.js';

/** What a query may cost: never more than the server allows. */
export function limitsOf(maxRows: number | undefined, signal: AbortSignal, seconds?: number): QueryLimits {
  const most = graphLimits();
  return {
    timeoutMs: Math.min(most.timeoutMs, (seconds ?? Infinity) * 1000),
    maxRows: Math.min(most.maxRows, maxRows ?? Infinity),
    signal,
  };
}

/** @throws WayleaveError QUERY_ROWS when rows are missing */
export function requireAll({ complete, cut }: QueryAnswer): void {
  if (complete) return;
  throw new WayleaveError('QUERY_ROWS', `the query has more than ${cut?.limit ?? 0} rows`, {
    advice: 'Ask for fewer with LIMIT, or page with SKIP and a total ORDER BY.',
  });
}

/** The pseudonyms in a value, wherever they stand in it. */
export function personsIn(value: unknown, found = new Set<string>()): string[] {
  if (typeof value === 'string')
    for (const [, digits] of value.matchAll(PSEUDONYMS)) found.add(`u-${digits ?? ''}`);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) personsIn(part, found);
  return [...found];
}
