import type { Limits } from './config.js';
import { Database } from './duckdb/database.js';
import { fetchRows, type LogRow } from './ingest/fetch-rows.js';
import type { RowRef } from './model/flow.js';
import type { Analysis } from './model/result.js';
import type { RowSays, ShownRow } from './report/shown-row.js';
import { nobodyIn } from './report/nobody.js';
import { withoutPerson } from './report/shown-value.js';
import { withResult, type Session } from './session.js';
import { readProof, readSpans } from './store/read-result.js';
import type { Store } from './store/store.js';

interface Options {
  readonly limits: Limits;
  /** Real user ids; it is for the caller to note that they were shown. */
  readonly reveal?: boolean;
  /** Whose key makes the pseudonyms; the session's store when it is left out. */
  readonly names?: Store;
}

/**
 * Transfers by `file:row`, as their logs write them now; those of logs at addresses as they were when the case was analyzed.
 *
 * @param tempDir for what does not fit the memory
 * @throws WayleaveError LOG_UNREADABLE, NO_RESULT
 */
export async function logRows(
  session: Session,
  refs: readonly RowRef[],
  { memory, threads }: Limits,
  tempDir: string,
): Promise<ReadonlyMap<string, LogRow>> {
  const { kase, store } = session;
  const isHere = ({ file }: RowRef): boolean => kase.transfers.files[file]?.remote === undefined;
  const there = refs.filter((ref) => !isHere(ref));
  const here = refs.filter(isHere);
  const inText = here.filter(({ file }) => kase.transfers.files[file]?.format !== 'parquet');
  const [kept, spans] =
    there.length + inText.length === 0 || store.current() === undefined
      ? [[], undefined]
      : await withResult(session, async (result) => [
          await readProof(result, there),
          await readSpans(result, inText),
        ]);
  const db = await Database.open(':memory:', { memory: memory / 2, threads, tempDir });
  try {
    return new Map([...(await fetchRows(db, kase, here, spans)), ...kept]);
  } finally {
    db.close();
  }
}

/** Rows of the logs, as they are there now, in the order in which they are asked for. */
export async function shownRows(
  session: Session,
  a: Analysis,
  refs: readonly (RowRef & { readonly at: number })[],
  { limits, reveal, names = session.store }: Options,
): Promise<ShownRow[]> {
  const rows = await logRows(session, refs, limits, session.store.dir);
  const isNobody = nobodyIn(session.kase);
  const pseudonym = (userId: string): string => names.pseudonym(userId);
  return refs.map((ref) => {
    const row = rows.get(`${ref.file}:${ref.row}`);
    const { file, row: number, at } = ref;
    const place = { file: a.files[file] ?? '', row: number, line: row?.line ?? null, at };
    if (row === undefined) return { ...place, person: '?', says: null };
    if (reveal === true) return { ...place, person: row.userId, says: saysOf(row) };
    // A basis that is free text may hold the user id.
    const basis = row.basis === null ? null : withoutPerson(row.basis, row.userId, pseudonym, isNobody);
    return { ...place, person: pseudonym(row.userId), says: saysOf({ ...row, basis }) };
  });
}

/** Without the person, whose id is shown to nobody by mistake. */
function saysOf({ sender, recipient, fields, purpose, basis }: LogRow): RowSays {
  return { sender, recipient, fields, purpose, basis };
}
