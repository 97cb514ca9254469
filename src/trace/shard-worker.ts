import { parentPort } from 'node:worker_threads';
import { collectAllGarbage } from '../duckdb/collect-garbage.js';
import { WayleaveError } from '../errors.js';
import { runShard, type ShardJob } from './run-shard.js';
import type { ShardMessage } from './shard-pool.js';

/** The thread in which shards are computed: takes jobs, answers with progress and one result or error each. */
const port = parentPort;
port?.on('message', (job: ShardJob) => {
  const post = (message: ShardMessage): void => {
    port.postMessage(message);
  };
  runShard(job, (transfers) => {
    post({ kind: 'progress', transfers });
  }).then(
    (result) => {
      post({ kind: 'result', result });
      // What was walked is of no more use; while the next rows are gathered, others need the memory.
      collectAllGarbage();
    },
    (error: unknown) => {
      const { code, message, advice } =
        error instanceof WayleaveError
          ? error
          : {
              code: 'INTERNAL' as const,
              message: error instanceof Error ? (error.stack ?? error.message) : String(error),
              advice: undefined,
            };
      post({ kind: 'error', code, message, advice });
    },
  );
});
