import type { Database } from '../duckdb/database.js';
import { quoteText, quoteTexts, sqlFile } from '../duckdb/sql.js';
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
}

/**
 * Takes over what was found in the files that stayed (rows that were rejected, places of lines), and counts what became of all rows.
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
    await withFormer(db, result, () =>
      db.run(sqlFile('append/sql/take-former.sql', { places: placeValues(moved) })),
    );
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
  };
}

/**
 * Whether rows of files that stayed were rejected because of rows of files that went: they may count now.
 *
 * @param ids paths of the Parquet files of record ids
 */
export async function areRevived(
  db: Database,
  changes: FileChanges,
  former: Kept,
  ids: readonly string[],
  result: string | undefined,
): Promise<boolean> {
  const stayed = former.transfers.flatMap((f, place) =>
    changes.goneTransfers.includes(f.number) ? [] : [place],
  );
  if (ids.length === 0 || changes.goneTransfers.length === 0 || stayed.length === 0) return false;
  const gone = changes.goneTransfers.join(', ');
  const query = sqlFile('append/sql/revived.sql', { ids: quoteTexts(ids), gone, stayed: stayed.join(', ') });
  const [row] = await withFormer(db, result, () => db.rows(query));
  return Number(row?.['n']) > 0;
}

/** Uses the result that files are added to, as the schema `former`. */
async function withFormer<T>(db: Database, result: string | undefined, use: () => Promise<T>): Promise<T> {
  if (result === undefined) throw internal('there is no result that belongs to what is kept');
  await db.run(sqlFile('append/sql/attach-former.sql', { path: quoteText(result) }));
  try {
    return await use();
  } finally {
    await db.run(sqlFile('append/sql/detach-former.sql'));
  }
}
