import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { offsetRanges, type OffsetRange } from '../input/time.js';
import type { LogSource } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/** Years for which clock changes are looked up; before and after, the nearest offset holds. */
const YEARS = { first: 1900, last: 2100 };
const ENDLESS = 1e18;

/**
 * The source zone's offsets over the years in which a staged log has times without an offset of their own; empty when
 * it has none.
 *
 * @param staged a query of the staged log
 */
export async function zoneOffsets(db: Database, source: LogSource, staged: string): Promise<OffsetRange[]> {
  const bounds = LOG_COLUMNS[source.table]
    .filter((c) => c.kind === 'time')
    .flatMap(({ name }) =>
      ['min', 'max'].map((f) => `${f}(${name}_local) FILTER (WHERE ${name}_offset IS NULL) AS ${f}_${name}`),
    );
  const [row = {}] = await db.rows(
    sqlFile('ingest/sql/local-bounds.sql', { bounds: bounds.join(', '), staged }),
  );
  const found = Object.values(row)
    .filter((v) => v !== null)
    .map(Number);
  if (found.length === 0) return [];
  const ranges = offsetRanges(
    source.timezone,
    year(Math.min(...found) / 1000),
    year(Math.max(...found) / 1000),
  );
  return ranges.map((r, i) => ({
    offset: r.offset,
    localFrom: i === 0 ? -ENDLESS : r.localFrom,
    localUntil: i === ranges.length - 1 ? ENDLESS : r.localUntil,
  }));
}

function year(ms: number): number {
  const time = new Date(ms).getUTCFullYear();
  return Number.isNaN(time) ? YEARS.last : Math.min(Math.max(time, YEARS.first), YEARS.last);
}
