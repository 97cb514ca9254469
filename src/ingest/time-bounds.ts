import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';

/** What is known of all times of a column. */
export interface TimeBounds {
  /** First and last, in microseconds since 1970, local where they have no offset; undefined where there is no time. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Whether any is written without an offset. */
  readonly zoneless: boolean;
  /** Whether every cell of the column is a time. */
  readonly all: boolean;
  /** How far from 1970 any is, at most: given where first and last leave some out. */
  readonly farthest?: number;
}

/** A column of times of Parquet files. */
export interface TimeColumn {
  /** SQL of a cell. */
  readonly cell: string;
  readonly type: string | undefined;
}

/** Types of which the database knows the least and the greatest value from what Parquet files say of themselves. */
const ZONED = 'TIMESTAMP WITH TIME ZONE';
const TOLD = new Set(['TIMESTAMP', ZONED]);

/** Of a column that files lack. */
const NO_TIMES: TimeBounds = { first: undefined, last: undefined, zoneless: false, all: false };

/**
 * The bounds of a column of times in Parquet files, told by what they say of their row groups, without reading rows.
 *
 * @param cells the rows of the files
 * @param column which may be one that they lack
 * @returns undefined for a column that has to be read
 */
export async function timeBounds(
  db: Database,
  cells: string,
  column: TimeColumn,
): Promise<TimeBounds | undefined> {
  const { cell, type } = column;
  if (type === undefined) return NO_TIMES;
  if (!TOLD.has(type)) return undefined;
  const [row = {}] = await db.rows(sqlFile('ingest/sql/time-bounds.sql', { cell, cells }));
  const [first, last] = [row['first'], row['last']].map((us) => (us == null ? undefined : Number(us)));
  if (row['finite'] === false) return undefined;
  return { first, last, zoneless: type !== ZONED && first !== undefined, all: row['all'] === true };
}

/** The bounds of a column over several groups of files; undefined when those of one are not known. */
export function boundsOver(groups: readonly (TimeBounds | undefined)[]): TimeBounds | undefined {
  const [one, ...others] = groups;
  return others.reduce(
    (a, b) =>
      a &&
      b && {
        first: a.first === undefined || (b.first !== undefined && b.first < a.first) ? b.first : a.first,
        last: a.last === undefined || (b.last !== undefined && b.last > a.last) ? b.last : a.last,
        zoneless: a.zoneless || b.zoneless,
        all: a.all && b.all,
      },
    one,
  );
}
