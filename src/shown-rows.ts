import type { Limits } from './config.js';
import { Database } from './duckdb/database.js';
import { fetchRows } from './ingest/fetch-rows.js';
import type { RowRef } from './model/flow.js';
import type { Analysis } from './model/result.js';
import type { ShownRow } from './report/explanation.js';
import type { Session } from './session.js';
import type { Store } from './store/store.js';

interface Options {
  readonly limits: Limits;
  /** Real user ids; it is for the caller to note that they were shown. */
  readonly reveal?: boolean;
  /** Whose key makes the pseudonyms; the session's store when it is left out. */
  readonly names?: Store;
}

/** Rows of the logs, as they are there now, in the order in which they are asked for. */
export async function shownRows(
  { kase, store }: Session,
  a: Analysis,
  refs: readonly (RowRef & { readonly at: number })[],
  { limits: { memory, threads }, reveal, names = store }: Options,
): Promise<ShownRow[]> {
  const db = await Database.open(':memory:', { memory: memory / 2, threads, tempDir: store.dir });
  try {
    const rows = await fetchRows(db, kase, refs);
    return refs.map((ref) => {
      const row = rows.get(`${ref.file}:${ref.row}`);
      const line = row?.line === null || row === undefined ? '' : `, line ${row.line}`;
      return {
        where: `${a.files[ref.file] ?? ''}, row ${ref.row}${line}`,
        at: ref.at,
        person: row === undefined ? '?' : reveal === true ? row.userId : names.pseudonym(row.userId),
        values:
          row === undefined
            ? 'the row is not there any more'
            : `${row.sender} → ${row.recipient}, ${row.fields}, for ${row.purpose}, basis ${row.basis ?? 'none'}`,
      };
    });
  } finally {
    db.close();
  }
}
