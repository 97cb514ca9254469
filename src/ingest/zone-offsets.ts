import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { offsetRanges, type OffsetRange } from '../input/time.js';
import type { LogSource } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import type { TimeBounds } from './time-bounds.js';
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

/**
 * @param staged a query of the staged log
 * @param told of columns of times what is known of them without reading the log
 */
export async function zoneOffsets(
  db: Database,
  source: LogSource,
  staged: string,
  told: ReadonlyMap<string, TimeBounds>,
): Promise<ZoneOffsets> {
  const columns = LOG_COLUMNS[source.table].flatMap(({ name, kind }) => (kind === 'time' ? [name] : []));
  const enough = columns.every((name) => isEnough(told.get(name)));
  const bounds = enough ? told : await boundsRead(db, columns, staged);
  const found = [...bounds].map(([name, { first, last, zoneless, all, farthest = 0 }]) => {
    const most = Math.max(farthest, Math.abs(first ?? 0), Math.abs(last ?? 0));
    const local = !zoneless || first === undefined || last === undefined ? [] : [first, last];
    return { name, exact: all && most <= EXACT - WIDEST_OFFSET, zoneless, local };
  });
  const local = found.flatMap((f) => f.local);
  const offsets = found.some((f) => f.zoneless) ? offsetsOver(source.timezone, local) : [];
  // A zone whose clock changes skips local times.
  const sound = found.filter((f) => f.exact && (!f.zoneless || offsets.length === 1));
  return { offsets, sound: new Set(sound.map((f) => f.name)) };
}

/** Local times beyond those that are exact are left out of the bounds, for which each has to be looked at. */
function isEnough(bounds: TimeBounds | undefined): boolean {
  if (bounds === undefined) return false;
  const { first = 0, last = 0, zoneless } = bounds;
  return !zoneless || Math.max(Math.abs(first), Math.abs(last)) <= EXACT + WIDEST_OFFSET;
}

/** The same by reading all times: first and last of those without an offset, and how far from 1970 any is. */
async function boundsRead(
  db: Database,
  columns: readonly string[],
  staged: string,
): Promise<ReadonlyMap<string, TimeBounds>> {
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
  const time = (value: unknown): number | undefined => (value == null ? undefined : Number(value));
  return new Map(
    columns.map((name, i) => {
      const [min, max, zoneless, all, farthest] = values.slice(5 * i, 5 * i + 5);
      return [
        name,
        {
          first: time(min),
          last: time(max),
          zoneless: zoneless === true,
          all: all === true,
          farthest: Number(farthest),
        },
      ];
    }),
  );
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
