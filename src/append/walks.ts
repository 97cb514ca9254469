import { quoteText, sqlFile } from '../duckdb/sql.js';
import type { Limits } from '../config.js';
import type { DatabaseLimits } from '../duckdb/database.js';
import type { CodeLayout } from '../evidence/history.js';
import { GATHERING, shardCount } from '../evidence/shard-count.js';
import type { Case } from '../model/case.js';
import type { Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Begun } from '../trace/begun.js';
import { runShard } from '../trace/run-shard.js';
import { runShards } from '../trace/shard-pool.js';
import type { ShardResult } from '../trace/shard-result.js';
import { ofPersons } from './queries.js';

/** What every walk of an analysis has in common. */
export interface WalkSettings {
  readonly kase: Case;
  readonly counts: Counts;
  readonly routes: readonly Route[];
  readonly collectors: readonly string[];
  readonly layout: CodeLayout;
  readonly limits: Limits;
  /** Folder for what does not fit the memory. */
  readonly spill: string;
  readonly onTransfers: (count: number) => void;
}

/** Whose histories are walked, and what of them. */
export interface WalkedRows {
  /** Queries of transfers (with `file` as its place) and consents. */
  readonly transfers: string;
  readonly consents: string;
  /** Parquet file of the persons; undefined for everyone. */
  readonly persons: string | undefined;
  /** How many transfers there are, about. */
  readonly count: number;
  /** What the histories go on from, as the Parquet file of the persons says; null for whole histories. */
  readonly begun: Begun | null;
}

/** Fewer transfers are walked sooner than a thread for them has started. */
const FEW = 50_000;

/** Walks histories on worker threads, shard by shard; few of them in this one. */
export async function walk(
  { kase, counts, routes, collectors, layout, limits, spill, onTransfers }: WalkSettings,
  { transfers, consents, persons, count, begun }: WalkedRows,
  onResult: (result: ShardResult) => void,
): Promise<void> {
  const of = (query: string): string => (persons === undefined ? query : ofPersons(query, persons));
  const codes = { route: String(2 ** layout.placeBits), file: String(2 ** layout.rowBits) };
  const accepted = sqlFile('append/sql/coded.sql', { ...codes, rows: of(transfers) });
  const setup = [sqlFile('append/sql/source.sql', { accepted, consents: of(consents) })];
  const goesOn = begun !== null && persons !== undefined;
  if (goesOn) setup.push(sqlFile('append/sql/pasts.sql', { persons: quoteText(persons) }));
  const shards = limits.shards ?? shardCount(count, limits);
  const { memory, threads } = limits;
  const database: DatabaseLimits = { memory: (memory * GATHERING) / threads, threads: 1, tempDir: spill };
  const jobs = Array.from({ length: shards }, (_, shard) => ({
    kase,
    readings: [{ kase, counts }],
    routes,
    collectors,
    source: { setup, layout, part: { shard, of: shards }, dealt: shards === 1, begun: goesOn },
    limits: database,
    options: { named: 0, keepsPasts: true, begun },
  }));
  const [only] = jobs;
  if (only !== undefined && jobs.length === 1 && count < FEW) {
    // Nothing else is at work: who is asked after is found with all threads.
    const alone: DatabaseLimits = { memory: memory * GATHERING, threads, tempDir: spill };
    onResult(await runShard({ ...only, limits: alone }, onTransfers));
    return;
  }
  const heap = (memory * (1 - GATHERING)) / Math.min(threads, shards);
  await runShards(jobs, threads, heap, onTransfers, onResult);
}
