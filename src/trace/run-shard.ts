import { Database, type DatabaseLimits } from '../duckdb/database.js';
import type { ShardSource } from '../evidence/hand-over.js';
import { readHistories } from '../evidence/read-histories.js';
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
  readonly source: ShardSource;
  readonly limits: DatabaseLimits;
  readonly options: WalkOptions;
}

/** Computes one shard, alone: histories out of the logs, then law and walk, person by person. */
export async function runShard(
  job: ShardJob,
  onTransfers: (count: number) => void = () => undefined,
): Promise<ShardResult> {
  const db = await Database.open(':memory:', job.limits);
  try {
    const walk = new Walk(job.kase, job.readings, job.routes, job.collectors, job.options);
    for await (const histories of readHistories(db, job.source, onTransfers)) {
      for (const history of histories) walk.person(history);
    }
    return walk.result();
  } finally {
    db.close();
  }
}
