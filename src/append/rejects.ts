import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import type { LogTable } from '../model/case.js';
import type { SourceCount } from '../model/result.js';
import type { CurrentFile, FileChanges } from './file-changes.js';
import type { Kept } from './kept.js';
import { movedPlaces } from './places.js';
import { placeValues } from './queries.js';
import type { ReadFiles } from './read-files.js';

/** What became of the rows of all files. */
export interface Rejected {
  readonly sources: Readonly<Record<LogTable, SourceCount>>;
  /** By place of a file: how many of its rows were rejected. */
  readonly byPlace: ReadonlyMap<number, number>;
  /** Whether some were for repeating a record id. */
  readonly repeats: boolean;
}

/**
 * Takes over what was rejected of the files that stayed, and counts what became of all rows.
 *
 * @param db its table `rejects` has the rows that were rejected now
 * @param result the result that files are added to
 */
export async function takeRejects(
  db: Database,
  changes: FileChanges,
  read: ReadFiles,
  former: Kept | undefined,
  result: string | undefined,
): Promise<Rejected> {
  const moved = former === undefined ? [] : [...movedPlaces(changes, former)];
  if (moved.length > 0) {
    if (result === undefined) throw internal('there is no result that belongs to what is kept');
    const fragments = { path: quoteText(result), places: placeValues(moved) };
    await db.run(sqlFile('append/sql/take-rejects.sql', fragments));
  }
  const counts = await db.rows(sqlFile('append/sql/rejected.sql'));
  const byPlace = new Map(counts.map((row) => [Number(row['file']), Number(row['n'])]));
  const source = (files: readonly CurrentFile[], first: number): SourceCount => {
    const places = files.map((_, i) => first + i);
    const rows = places.map((place, i) => files[i]?.kept?.rows ?? read.rows.get(place) ?? 0);
    const all = rows.reduce((sum, n) => sum + n, 0);
    const rejected = places.reduce((sum, place) => sum + (byPlace.get(place) ?? 0), 0);
    return { read: all, accepted: all - rejected, rejected };
  };
  return {
    sources: {
      transfers: source(changes.transfers, 0),
      consents: source(changes.consents, changes.transfers.length),
    },
    byPlace,
    repeats: counts.some((row) => Number(row['repeats']) > 0),
  };
}
