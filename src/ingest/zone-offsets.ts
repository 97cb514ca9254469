import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { offsetRanges, type OffsetRange } from '../input/time.js';
import type { LogSource } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import { EXACT } from './typed-sql.js';

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
    // An end beyond the times that are exact means "never" at whatever offset: 9999-12-31 asks for no 8,000 years of clock changes.
    ...['min', 'max'].map(
      (f) =>
        `${f}(${name}_local) FILTER (WHERE ${name}_offset IS NULL AND abs(${name}_local) <= ${EXACT + WIDEST_OFFSET})`,
    ),
    `count(*) FILTER (WHERE ${name}_local IS NOT NULL AND ${name}_offset IS NULL) > 0`,
    `count(*) = count(${name}_local)`,
    `max(abs(${name}_local))`,
  ]);
  const [row = {}] = await db.rows(
    sqlFile('ingest/sql/local-bounds.sql', { bounds: bounds.join(', '), staged }),
  );
  const values = Object.values(row);
  const found = columns.flatMap((name, i) => {
    const [min, max, zoneless, all, farthest] = values.slice(5 * i, 5 * i + 5);
    const exact = all === true && Number(farthest) <= EXACT - WIDEST_OFFSET;
    return { name, exact, zoneless: zoneless === true, local: min == null ? [] : [Number(min), Number(max)] };
  });
  const local = found.flatMap((f) => f.local);
  const offsets = found.some((f) => f.zoneless) ? offsetsOver(source.timezone, local) : [];
  // A zone whose clock changes skips local times.
  const sound = found.filter((f) => f.exact && (!f.zoneless || offsets.length === 1));
  return { offsets, sound: new Set(sound.map((f) => f.name)) };
}

/** The first and the last range go on without end, so that "never" has an instant. */
function offsetsOver(timezone: string, local: readonly number[]): OffsetRange[] {
  const years = (local.length === 0 ? [0] : local).map((us) => new Date(us / 1000).getUTCFullYear());
  // A year more on both sides: what has no end must not cover a gap in which a year of the log begins or ends.
  const ranges = offsetRanges(timezone, Math.min(...years) - 1, Math.max(...years) + 1);
  return ranges.map((r, i) => ({
    offset: r.offset,
    localFrom: i === 0 ? -ENDLESS : r.localFrom,
    localUntil: i === ranges.length - 1 ? ENDLESS : r.localUntil,
  }));
}
