import { join } from 'node:path';
import type { CurrentFile, FileChanges } from './file-changes.js';
import type { Kept, KeptPart } from './kept.js';
import { consentsOf, transfersOf, type Place, type TransferRows } from './queries.js';
import type { ReadFiles } from './read-files.js';

/** What was recorded: before, now, and where these differ; as queries of consents, or transfers with the places of then. */
export interface Recordings<Rows> {
  readonly before: Rows;
  readonly now: Rows;
  /** Of files that went, by their places before. */
  readonly gone: Rows;
  /** Of files that came, by their places now. */
  readonly came: Rows;
}

/** What was recorded of all. */
export interface RowQueries {
  /** `ever`: of files that were there before, or are now. */
  readonly transfers: Recordings<TransferRows> & { readonly ever: TransferRows };
  readonly consents: Recordings<string>;
}

/** The queries of all transfers and consents. */
export function rowQueries(
  changes: FileChanges,
  read: ReadFiles,
  former: Kept | undefined,
  keptDir: string,
  newDir: string,
): RowQueries {
  const paths = (parts: readonly KeptPart[] = []): string[] => parts.map((p) => join(keptDir, p.name));
  const fresh = (part: string | undefined): string[] => (part === undefined ? [] : [join(newDir, part)]);
  const rows = { before: paths(former?.rows), came: fresh(read.rowPart) };
  const consents = { before: paths(former?.consentRows), came: fresh(read.consentPart) };
  const before = (former?.transfers ?? []).map((f, i): Place => [f.number, i]);
  const gone = new Set(changes.goneTransfers);
  const numbers = (places: readonly Place[]): number[] => places.map(([number]) => number);
  const consentsBefore = (former?.consents ?? []).map((f) => f.number);
  const consentsNow = [...numbers(stayed(changes.consents)), ...numbers(read.consents)];
  return {
    transfers: {
      before: transfersOf(rows.before, before),
      now: transfersOf([...rows.before, ...rows.came], [...stayed(changes.transfers), ...read.transfers]),
      gone: transfersOf(
        rows.before,
        before.filter(([number]) => gone.has(number)),
      ),
      came: transfersOf(rows.came, read.transfers),
      ever: transfersOf([...rows.before, ...rows.came], [...before, ...read.transfers]),
    },
    consents: {
      before: consentsOf(consents.before, consentsBefore),
      now: consentsOf([...consents.before, ...consents.came], consentsNow),
      gone: consentsOf(consents.before, changes.goneConsents),
      came: consentsOf(consents.came, numbers(read.consents)),
    },
  };
}

/** The files that stayed as they were: their numbers and their places in the list now. */
export function stayed(files: readonly CurrentFile[]): Place[] {
  return files.flatMap((f, i) => (f.kept === undefined ? [] : [[f.kept.number, i] as const]));
}

/** By place of a file in the list of all files before: its place now; files that went have none. */
export function movedPlaces(changes: FileChanges, former: Kept): Map<number, number> {
  const now = new Map([...changes.transfers, ...changes.consents].map((f, i) => [f.kept?.number ?? -1, i]));
  const before = [...former.transfers, ...former.consents];
  return new Map(
    before.flatMap((f, i) => {
      const place = now.get(f.number);
      return place === undefined ? [] : [[i, place] as const];
    }),
  );
}
