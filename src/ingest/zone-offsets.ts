import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { offsetRanges, type OffsetRange } from '../input/time.js';
import type { LogSource } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import { EXACT } from './typed-sql.js';

/** Years for which clock changes are looked up; before and after, the nearest offset holds. */
const YEARS = { first: 1900, last: 2100 };
const ENDLESS = 1e18;

/** How the times of a staged log become instants. */
export interface ZoneOffsets {
  /**
   * The source zone's offsets over the years in which the log has times without an offset of their own; empty when it has
   * none.
   */
  readonly offsets: readonly OffsetRange[];
  /** Columns of which every cell is an instant. */
  readonly sound: ReadonlySet<string>;
}

/** Microseconds by which a local time may differ from its instant at most, and more. */
const WIDEST_OFFSET = 2 * 86_400_000_000;

/** @param staged a query of the staged log */
export async function zoneOffsets(db: Database, source: LogSource, staged: string): Promise<ZoneOffsets> {
  const columns = LOG_COLUMNS[source.table].flatMap(({ name, kind }) => (kind === 'time' ? [name] : []));
  const bounds = columns.flatMap((name) => [
    ...['min', 'max'].map((f) => `${f}(${name}_local) FILTER (WHERE ${name}_offset IS NULL)`),
    `count(*) = count(${name}_local)`,
    `max(abs(${name}_local))`,
  ]);
  const [row = {}] = await db.rows(
    sqlFile('ingest/sql/local-bounds.sql', { bounds: bounds.join(', '), staged }),
  );
  const values = Object.values(row);
  const found = columns.flatMap((name, i) => {
    const [min, max, all, farthest] = values.slice(4 * i, 4 * i + 4);
    const exact = all === true && Number(farthest) <= EXACT - WIDEST_OFFSET;
    return { name, exact, local: min == null ? [] : [Number(min), Number(max)] };
  });
  const offsets = offsetsOver(
    source.timezone,
    found.flatMap((f) => f.local),
  );
  // A zone whose clock changes skips local times.
  const sound = found.filter((f) => f.exact && (f.local.length === 0 || offsets.length === 1));
  return { offsets, sound: new Set(sound.map((f) => f.name)) };
}

function offsetsOver(timezone: string, found: readonly number[]): OffsetRange[] {
  if (found.length === 0) return [];
  const ranges = offsetRanges(timezone, year(Math.min(...found) / 1000), year(Math.max(...found) / 1000));
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
