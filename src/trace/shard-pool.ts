import { Worker } from 'node:worker_threads';
import { WayleaveError, type ErrorCode } from '../errors.js';
import { halve } from '../evidence/hand-over.js';
import { FEW, GATHERING, walkCount } from '../evidence/shard-count.js';
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

/** How many walks there are in all: bytes, threads, and how many shards are asked for. */
export interface PoolLimits extends WalkLimits {
  readonly shards: number | undefined;
}

/**
 * The threads that walk, for as long as an analysis takes: what the engine learnt of the code in one pass over the logs serves the
 * next. They start when this is made, so that they are there once rows have been gathered. Close them.
 */
export class WalkThreads {
  readonly #threads: readonly WalkThread[];

  /** @param transfers about as many as are walked in all: few of them are sooner walked here than a thread has started */
  constructor(transfers: number, limits: PoolLimits) {
    const walks = Math.min(limits.threads, limits.shards ?? walkCount(transfers, limits.threads));
    const count = walks === 1 && transfers < FEW ? 0 : walks;
    this.#threads = Array.from({ length: count }, () => new WalkThread(limits));
  }

  /**
   * Computes shards, each thread one shard at a time. A shard whose rows do not fit the memory of its database is halved, as only
   * its size can tell how much its lists take.
   *
   * @param onResult given each shard's result as it comes, in no particular order, one after the other
   * @throws WayleaveError as the shards do, or what `onResult` throws; after an error nothing may be asked but to close
   */
  async run(
    jobs: readonly ShardJob[],
    onTransfers: (count: number) => void,
    onResult: (result: ShardResult) => void | Promise<void>,
  ): Promise<void> {
    if (this.#threads.length === 0) {
      for (const job of jobs) await onResult(await runShard(job, onTransfers));
      return;
    }
    const queue = [...jobs];
    let taken = Promise.resolve();
    const runOn = async (thread: WalkThread): Promise<void> => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        try {
          const result = await thread.answer(job, onTransfers);
          taken = taken.then(() => onResult(result));
          // What goes wrong is told below, once the walks have ended.
          taken.catch(() => undefined);
        } catch (error) {
          const { source } = job;
          const halves = error instanceof ShardTooLarge && 'part' in source && source.part.of <= MOST_SHARDS;
          if (!halves) throw error;
          for (const half of halve(source)) queue.push({ ...job, source: half });
        }
      }
    };
    await Promise.all(this.#threads.map(runOn));
    await taken;
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((t) => t.close()));
  }
}

/** A thread that computes one shard at a time. */
class WalkThread {
  readonly #worker: Worker;
  /** What ended it. */
  #ended: Error | undefined;
  /** Who waits for an answer. */
  #onMessage: (message: ShardMessage) => void = () => undefined;
  #onEnd: (error: Error) => void = () => undefined;

  constructor(limits: WalkLimits) {
    const heap = walkHeap(limits) / 1e6;
    const resourceLimits = {
      maxOldGenerationSizeMb: Math.max(256, Math.floor(heap)),
      maxYoungGenerationSizeMb: Math.min(MOST_YOUNG, Math.ceil(heap / 16)),
    };
    const end = (error: Error): void => {
      this.#ended ??= error;
      this.#onEnd(this.#ended);
    };
    this.#worker = new Worker(new URL('./shard-worker.js', import.meta.url), { resourceLimits })
      .on('message', (message: ShardMessage) => {
        this.#onMessage(message);
      })
      .on('error', (error: Error & { code?: string }) => {
        end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory(error) : error);
      })
      .on('exit', (code) => {
        end(new Error(`a shard worker ended with ${code} and no answer`));
      });
  }

  /** @throws WayleaveError what the shard does, or OUT_OF_MEMORY when the thread ended of it */
  answer(job: ShardJob, onTransfers: (count: number) => void): Promise<ShardResult> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#onEnd = reject;
      this.#onMessage = (message) => {
        if (message.kind === 'progress') onTransfers(message.transfers);
        else if (message.kind === 'result') resolve(message.result);
        else {
          const { code, advice } = message;
          const Kind = code === 'OUT_OF_MEMORY' ? ShardTooLarge : WayleaveError;
          reject(new Kind(code, message.message, advice === undefined ? {} : { advice }));
        }
      };
      this.#worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function outOfMemory(cause: Error): WayleaveError {
  return new WayleaveError('OUT_OF_MEMORY', 'a shard did not fit the memory of its thread', {
    advice: 'Give more memory (--memory), fewer threads (--threads) or a smaller trace.maxTrails.',
    cause,
  });
}
