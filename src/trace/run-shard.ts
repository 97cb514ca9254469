import { gatheredHistories, type GatheredSource } from '../evidence/gathered.js';
import type { ShardSource } from '../evidence/hand-over.js';
import type { Case } from '../model/case.js';
import type { Reading } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { WalkOptions } from './begun.js';
import type { ShardResult } from './shard-result.js';
import { Walk } from './walk.js';

/** All that a shard worker needs; plain data, so that it crosses threads and machines. */
export interface ShardJob {
  /** Whose registers the rows were resolved against. */
  readonly kase: Case;
  /** The case as its law is read, see `Walk`. */
  readonly readings: readonly Reading[];
  readonly routes: readonly Route[];
  readonly collectors: readonly string[];
  readonly source: ShardSource | GatheredSource;
  readonly options: WalkOptions;
}

/** Computes one shard, alone: histories out of the logs, then law and walk, person by person. */
export async function runShard(
  job: ShardJob,
  onTransfers: (count: number) => void = () => undefined,
): Promise<ShardResult> {
  const { source } = job;
  const walk = new Walk(job.kase, job.readings, job.routes, job.collectors, job.options);
  if ('parts' in source) {
    for (const part of source.parts) {
      for (const history of gatheredHistories(part, source.layout)) walk.person(history);
      onTransfers(part.transfers.rows);
    }
    return walk.result();
  }
  // Loaded where rows come by way of the database alone: a thread that does not need it starts in half the time.
  const { Database } = await import('../duckdb/database.js');
  const { readHistories } = await import('../evidence/read-histories.js');
  const db = await Database.open(':memory:', source.limits);
  try {
    for await (const histories of readHistories(db, source, onTransfers)) {
      for (const history of histories) walk.person(history);
    }
    return walk.result();
  } finally {
    db.close();
  }
}
