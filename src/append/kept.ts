import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { reason } from '../errors.js';
import { databaseVersion } from '../duckdb/database.js';
import type { Window } from '../ingest/read-logs.js';
import type { Case } from '../model/case.js';
import type { Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { KeptFiles, Store } from '../store/store.js';
import type { ShardResult } from '../trace/shard-result.js';

/**
 * Changes when what is kept is understood otherwise, or the same rows may come to another result; and with the database, whose
 * hashes are kept.
 */
const FORMAT = `6, DuckDB ${databaseVersion()}`;

/** A log file that was read. */
export interface KeptFile {
  /** By what it is known again: path, size and times of change. */
  readonly stamp: readonly string[];
  /** Its number in what is kept: never given twice, so that the place of a file among the others may change. */
  readonly number: number;
  readonly rows: number;
  readonly rejected: number;
}

/** A Parquet file in the store, with rows of some log files. */
export interface KeptPart {
  readonly name: string;
  readonly files: readonly number[];
}

/**
 * What is kept of an analysis, so that files can be added to it: the accepted rows of all logs, everyone's past, and the sum
 * of all shards.
 */
export interface Kept {
  readonly format: string;
  /** What rows and names were read with, and what trails go by: another key, and nothing can be added. */
  readonly key: string;
  /** In the order of their listing. */
  readonly transfers: readonly KeptFile[];
  readonly consents: readonly KeptFile[];
  readonly nextNumber: number;
  readonly routes: readonly Route[];
  /** Accepted transfers of the window by route number. */
  readonly live: readonly number[];
  readonly counts: Counts;
  /** The case as it was, and what names its law (`lawKey`). */
  readonly kase: Case;
  readonly law: string;
  readonly collectors: readonly string[];
  readonly rows: readonly KeptPart[];
  readonly consentRows: readonly KeptPart[];
  /** Record ids of the accepted transfers. */
  readonly ids: readonly KeptPart[];
  /** Name of the Parquet file that says everyone's past, by its place among the cohorts of `sum`. */
  readonly persons: string;
  readonly sum: ShardResult;
}

/** What an analysis that adds needs of the store: what is kept, with the result that it belongs to. */
export type KeptStore = Pick<Store, 'kept'>;

/** Names what analyses of a case have in common when they differ in their log files and their law alone. */
export function keyOf(
  { home, trace, registers, transfers, consents }: Case,
  window: Window,
  named: number,
): string {
  const { jurisdictions, processors, fields, purposes, notices } = registers;
  const names = {
    processors: processors.map(({ id, aliases, jurisdiction }) => [id, aliases, jurisdiction]),
    fields: fields.map(({ id, derivedFrom }) => [id, derivedFrom]),
    purposes: purposes.map((p) => p.id),
    notices: notices.map(({ id, controller }) => [id, controller]),
  };
  const sources = [transfers, consents].map((source) => ({ ...source, files: [] }));
  return createHash('sha256')
    .update(serialize([FORMAT, home, trace, jurisdictions, names, sources, window, named]))
    .digest('hex');
}

/** What the store keeps, or why nothing can be added to it. */
export function readKept(files: KeptFiles | undefined, key: string): Kept | string {
  if (files === undefined) return 'nothing is kept of a former analysis';
  const kept = keptIn(files);
  if (typeof kept === 'string') return kept;
  return kept.key === key ? kept : 'names, places or options are others than before';
}

function keptIn({ dir, state, files, result }: KeptFiles): Kept | string {
  const missing = [state, ...files].find((name) => !existsSync(join(dir, name)));
  if (missing !== undefined) return `${missing} is missing from what was kept`;
  if (!existsSync(result)) return 'the result that it belongs to is missing';
  let kept: Kept;
  try {
    // Written by this program; of another version, it says so in the number of its format.
    kept = deserialize(readFileSync(join(dir, state))) as Kept;
  } catch (error) {
    return `${state} cannot be read: ${reason(error)}`;
  }
  return kept.format === FORMAT ? kept : 'it was kept by another version of the program';
}

/** What is kept, as the bytes of a file. */
export function keptBytes(kept: Omit<Kept, 'format'>): Buffer {
  return serialize({ format: FORMAT, ...kept } satisfies Kept);
}

/** The Parquet files that it consists of. */
export function partsOf({ rows, consentRows, ids, persons }: Omit<Kept, 'format'>): string[] {
  return [...[...rows, ...consentRows, ...ids].map((p) => p.name), persons];
}
