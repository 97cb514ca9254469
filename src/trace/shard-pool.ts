import { Worker } from 'node:worker_threads';
import { WayleaveError, type ErrorCode } from '../errors.js';
import { halve } from '../evidence/hand-over.js';
import { FEW, GATHERING } from '../evidence/shard-count.js';
import { runShard, type ShardJob } from './run-shard.js';
import type { ShardResult } from './shard-result.js';

/** What a shard worker says. */
export type ShardMessage =
  | { readonly kind: 'progress'; readonly transfers: number }
  | { readonly kind: 'result'; readonly result: ShardResult }
  | {
      readonly kind: 'error';
      readonly code: ErrorCode;
      readonly message: string;
      readonly advice: string | undefined;
    };

/** Shards are not halved for ever: persons cannot be. */
export const MOST_SHARDS = 65_536;

/** Megabytes for what a thread made last, as Node itself has it; with little memory they are much, and a walk needs few. */
const MOST_YOUNG = 48;

/** A shard whose rows did not fit the memory of its database. */
class ShardTooLarge extends WayleaveError {}

/** What walks may use: bytes in all, and threads. */
export interface WalkLimits {
  readonly memory: number;
  readonly threads: number;
}

/** Bytes of JavaScript heap that each walk may use. */
export function walkHeap({ memory, threads }: WalkLimits): number {
  return (memory * (1 - GATHERING)) / threads;
}

/**
 * Computes shards: a single one of few transfers at once, as a thread takes longer to start; others on worker threads, each
 * thread one shard at a time.
 *
 * @param transfers of all shards, about
 * @param onResult given each shard's result as it comes, in no particular order, one after the other
 * @throws WayleaveError as the shards do, or what `onResult` throws; the first error ends all threads
 */
export async function runShards(
  jobs: readonly ShardJob[],
  transfers: number,
  limits: WalkLimits,
  onTransfers: (count: number) => void,
  onResult: (result: ShardResult) => void | Promise<void>,
): Promise<void> {
  const [only] = jobs;
  if (only !== undefined && jobs.length === 1 && transfers < FEW) {
    await onResult(await runShard(only, onTransfers));
    return;
  }
  let taken = Promise.resolve();
  await runOnThreads(jobs, limits, onTransfers, (result) => {
    taken = taken.then(() => onResult(result));
    // What goes wrong is told below, once the walks have ended.
    taken.catch(() => undefined);
  });
  await taken;
}

/** A shard whose rows do not fit the memory of its database is halved, as only its size can tell how much its lists take. */
async function runOnThreads(
  jobs: readonly ShardJob[],
  limits: WalkLimits,
  onTransfers: (count: number) => void,
  onResult: (result: ShardResult) => void,
): Promise<void> {
  const heap = walkHeap(limits);
  const queue = [...jobs];
  const workers: Worker[] = [];
  const runOne = async (): Promise<void> => {
    const worker = new Worker(new URL('./shard-worker.js', import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: Math.max(256, Math.floor(heap / 1e6)),
        maxYoungGenerationSizeMb: Math.min(MOST_YOUNG, Math.ceil(heap / 1e6 / 16)),
      },
    });
    workers.push(worker);
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      try {
        onResult(await answer(worker, job, onTransfers));
      } catch (error) {
        const { source } = job;
        const halves = error instanceof ShardTooLarge && 'part' in source && source.part.of <= MOST_SHARDS;
        if (!halves) throw error;
        for (const half of halve(source)) queue.push({ ...job, source: half });
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limits.threads, jobs.length) }, runOne));
  } finally {
    await Promise.all(workers.map((w) => w.terminate()));
  }
}

function answer(worker: Worker, job: ShardJob, onTransfers: (count: number) => void): Promise<ShardResult> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: ShardMessage): void => {
      if (message.kind === 'progress') {
        onTransfers(message.transfers);
        return;
      }
      done();
      if (message.kind === 'result') resolve(message.result);
      else {
        const { code, advice } = message;
        const Kind = code === 'OUT_OF_MEMORY' ? ShardTooLarge : WayleaveError;
        reject(new Kind(code, message.message, advice === undefined ? {} : { advice }));
      }
    };
    const onError = (error: Error & { code?: string }): void => {
      done();
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new WayleaveError('OUT_OF_MEMORY', 'a shard did not fit the memory of its thread', {
              advice: 'Give more memory (--memory), fewer threads (--threads) or a smaller trace.maxTrails.',
              cause: error,
            })
          : error,
      );
    };
    const onExit = (code: number): void => {
      done();
      reject(new Error(`a shard worker ended with ${code} and no answer`));
    };
    const done = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}
