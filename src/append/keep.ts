import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../model/case.js';
import type { Counts } from '../model/counts.js';
import { KEPT_LIST, type KeptNames } from '../store/store.js';
import type { ShardResult } from '../trace/shard-result.js';
import type { CurrentFile, FileChanges } from './file-changes.js';
import { keptBytes, partsOf, type Kept, type KeptFile, type KeptPart } from './kept.js';
import { lawKey } from './law-changes.js';
import type { Place } from './queries.js';
import type { ReadFiles } from './read-files.js';
import type { Rejected } from './rejects.js';

/** What was found out of an analysis that is to be kept. */
export interface Facts {
  readonly asked: { readonly key: string; readonly kase: Case };
  readonly changes: FileChanges;
  readonly former: Kept | undefined;
  readonly read: ReadFiles;
  readonly rejected: Rejected;
  readonly counts: Counts;
  readonly collectors: readonly string[];
  readonly live: readonly number[];
}

/**
 * Writes what is kept of an analysis beside the Parquet files that it names.
 *
 * @param out folder of what is kept
 * @param prefix how names of this run begin
 * @param persons name of the Parquet file of everyone's past
 */
export function keep(out: string, prefix: string, facts: Facts, sum: ShardResult, persons: string): void {
  const { asked, changes, former, read, rejected, counts, collectors, live } = facts;
  const files = (current: readonly CurrentFile[], came: readonly Place[], first: number): KeptFile[] => {
    const numbers = new Map(came.map(([number, place]) => [place, number]));
    return current.map(({ stamp, kept }, i): KeptFile => {
      const place = first + i;
      const [rows, number] = [read.rows.get(place) ?? 0, numbers.get(place) ?? -1];
      return kept ?? { stamp, number, rows, rejected: rejected.byPlace.get(place) ?? 0 };
    });
  };
  const transfers = files(changes.transfers, read.transfers, 0);
  const consents = files(changes.consents, read.consents, transfers.length);
  const present = new Set([...transfers, ...consents].map((f) => f.number));
  const parts = (
    before: readonly KeptPart[] = [],
    name: string | undefined,
    came: readonly Place[],
  ): KeptPart[] =>
    [...before, ...(name === undefined ? [] : [{ name, files: came.map(([number]) => number) }])].filter(
      (p) => p.files.some((number) => present.has(number)),
    );
  const kept = {
    key: asked.key,
    transfers,
    consents,
    nextNumber: 1 + Math.max((former?.nextNumber ?? 0) - 1, ...present),
    routes: read.routes,
    live,
    counts,
    collectors,
    kase: asked.kase,
    law: lawKey(asked.kase, counts),
    rows: parts(former?.rows, read.rowPart, read.transfers),
    consentRows: parts(former?.consentRows, read.consentPart, read.consents),
    ids: parts(former?.ids, read.idPart, read.transfers),
    persons,
    sum,
  };
  const state = `${prefix}.kept`;
  writeFileSync(join(out, state), keptBytes(kept));
  writeFileSync(join(out, KEPT_LIST), JSON.stringify({ state, files: partsOf(kept) } satisfies KeptNames));
}
