import { join } from 'node:path';
import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { quoteText, quoteTexts, sqlFile } from '../duckdb/sql.js';
import { windowSql } from '../ingest/name-transfers.js';
import { readLogs, type Logs, type Window } from '../ingest/read-logs.js';
import { addTexts } from '../ingest/reject.js';
import { logFiles, type Case } from '../model/case.js';
import type { Route } from '../model/flow.js';
import type { CurrentFile, FileChanges } from './file-changes.js';
import { placeValues, transfersOf, type Place } from './queries.js';

/** What was read of the files that were not read before. */
export interface ReadFiles {
  /** Routes that were known before, then those that are new. */
  readonly routes: readonly Route[];
  /** Accepted transfers of the window by route number. */
  readonly live: ReadonlyMap<number, number>;
  /** Rows of each file by its place among all files. */
  readonly rows: ReadonlyMap<number, number>;
  /** Their numbers and places among all files. */
  readonly transfers: readonly Place[];
  readonly consents: readonly Place[];
  /** Parquet files of what was accepted, by name; undefined where nothing could be. */
  readonly rowPart: string | undefined;
  readonly consentPart: string | undefined;
  readonly idPart: string | undefined;
}

/** Where accepted rows go, and what they must not repeat. */
export interface ReadInto {
  /** Folder of the Parquet files, and how their names begin. */
  readonly dir: string;
  readonly prefix: string;
  readonly nextNumber: number;
  readonly routes: readonly Route[];
  /** Parquet files with record ids of files that were read before, and the places of those that stayed. */
  readonly ids: readonly string[];
  readonly stayed: readonly Place[];
}

/**
 * Reads the log files that are new or changed into a work database, and writes their accepted rows as Parquet. Rejected rows
 * are in its table `rejects` then, by the places of files among all.
 *
 * @returns a reason when a row of them stands before one that was accepted, and takes its record id
 */
export async function readFiles(
  db: Database,
  kase: Case,
  window: Window,
  { transfers, consents }: FileChanges,
  into: ReadInto,
  onBytes: (count: number) => void,
): Promise<ReadFiles | string> {
  const places = numbered(transfers, consents, into.nextNumber);
  const only = {
    ...kase,
    transfers: { ...kase.transfers, files: places.transfers.map((p) => p.file.file) },
    consents: { ...kase.consents, files: places.consents.map((p) => p.file.file) },
  };
  const logs = await readLogs(
    db,
    only,
    window,
    { bytes: onBytes },
    { known: into.routes, whole: into.nextNumber === 0 },
  );
  const read = [...places.transfers, ...places.consents];
  await db.run(sqlFile('append/sql/numbers.sql'));
  const appender = await db.connection.createAppender('read_files', 'main', 'temp');
  read.forEach(({ number, place }, i) => {
    for (const n of [i, number, place]) appender.appendInteger(n);
    appender.endRow();
  });
  appender.closeSync();
  const repeats = await rejectRepeats(db, only, logs, into);
  if (repeats !== undefined) return repeats;
  const written = await writeParts(db, window, logs, into, places);
  await db.run(sqlFile('append/sql/by-places-now.sql'));
  return {
    ...written,
    routes: logs.routes,
    rows: new Map(read.map(({ place }, i) => [place, logs.rowsOf[i] ?? 0])),
    transfers: places.transfers.map(({ number, place }) => [number, place]),
    consents: places.consents.map(({ number, place }) => [number, place]),
  };
}

interface Numbered {
  readonly file: CurrentFile;
  readonly number: number;
  readonly place: number;
}

/** The files to be read, with a number each. */
function numbered(
  transfers: readonly CurrentFile[],
  consents: readonly CurrentFile[],
  nextNumber: number,
): { transfers: Numbered[]; consents: Numbered[] } {
  let number = nextNumber;
  const unread = (files: readonly CurrentFile[], first: number): Numbered[] =>
    files.flatMap((file, i) =>
      file.kept === undefined ? [{ file, number: number++, place: first + i }] : [],
    );
  return { transfers: unread(transfers, 0), consents: unread(consents, transfers.length) };
}

async function rejectRepeats(
  db: Database,
  kase: Case,
  { numbered: ids }: Logs,
  { ids: known, stayed }: ReadInto,
): Promise<string | undefined> {
  if (ids === 0 || known.length === 0 || stayed.length === 0) return undefined;
  const fragments = { ids: quoteTexts(known), places: placeValues(stayed) };
  await db.run(sqlFile('append/sql/known-ids.sql', fragments));
  const [before] = await db.rows(sqlFile('append/sql/repeats-before.sql'));
  if (Number(before?.['n']) > 0) {
    return 'a file that stands before others repeats record ids of theirs';
  }
  if ((await count(db, 'repeated')) === 0) return undefined;
  await db.run(sqlFile('append/sql/reject-known.sql'));
  await addTexts(db, kase, logFiles(kase));
  return undefined;
}

async function writeParts(
  db: Database,
  window: Window,
  logs: Logs,
  { dir, prefix }: ReadInto,
  places: { readonly transfers: readonly Numbered[]; readonly consents: readonly Numbered[] },
): Promise<Pick<ReadFiles, 'rowPart' | 'consentPart' | 'idPart' | 'live'>> {
  const write = async (
    name: string,
    file: string,
    fragments: Record<string, string> = {},
  ): Promise<string> => {
    const part = `${prefix}-${name}.parquet`;
    await db.run(sqlFile(`append/sql/${file}`, { ...fragments, path: quoteText(join(dir, part)) }));
    return part;
  };
  const live = new Map<number, number>();
  let rowPart: string | undefined;
  if (places.transfers.length > 0) {
    rowPart = await write('rows', 'keep-rows.sql', { within: windowSql(window) });
    const { query: rows } = transfersOf(
      [join(dir, rowPart)],
      places.transfers.map((p) => [p.number, p.place]),
    );
    for (const row of await db.rows(sqlFile('append/sql/live.sql', { rows }))) {
      live.set(Number(row['route']), Number(row['n']));
    }
  }
  return {
    live,
    rowPart,
    consentPart: places.consents.length > 0 ? await write('consents', 'keep-consents.sql') : undefined,
    idPart: logs.numbered > 0 ? await write('ids', 'keep-ids.sql') : undefined,
  };
}
