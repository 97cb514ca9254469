import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { internal, WayleaveError } from '../../errors.js';
import type { OnProgress } from '../../model/progress.js';
import type { job } from '../contract/answers.js';
import { toldOf } from '../problem.js';

/** Jobs that have ended are remembered for so long: milliseconds. */
const REMEMBERED = 10 * 60_000;

/** Work that an answer waits for; several askers may wait for the same. */
export class Job<T> {
  readonly id = randomUUID();
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' = 'waiting';
  stage = '';
  done = 0;
  total = 0;
  error: WayleaveError | undefined;
  /** Requests that wait for it just now. */
  waiters = 0;
  readonly result: Promise<T>;
  readonly #abort = new AbortController();
  #begin: () => void = () => undefined;

  constructor(
    readonly key: string,
    readonly about: string,
    work: (onProgress: OnProgress, signal: AbortSignal) => Promise<T>,
  ) {
    const begun = new Promise<void>((resolve) => {
      this.#begin = resolve;
    });
    const report: OnProgress = (stage, done, total) => {
      [this.stage, this.done, this.total] = [stage, done, total];
    };
    this.result = begun.then(() => {
      if (this.state === 'cancelled') throw cancelled();
      return work(report, this.#abort.signal);
    });
    // It may be cancelled before anyone waits for it.
    this.result.catch(() => undefined);
  }

  /** True until it has ended, however. */
  get isOpen(): boolean {
    return this.state === 'waiting' || this.state === 'running';
  }

  /** Does the work; resolves when it has ended, however. */
  async run(): Promise<void> {
    this.state = 'running';
    this.#begin();
    try {
      await this.result;
      if (this.isOpen) this.state = 'done';
    } catch (error) {
      this.error ??= error instanceof WayleaveError ? error : internal(String(error), error);
      if (this.isOpen) this.state = 'failed';
    }
  }

  /** Ends the work, or lets it never begin; whoever waits for it hears INTERRUPTED. */
  cancel(): void {
    if (!this.isOpen) return;
    this.state = 'cancelled';
    this.error = cancelled();
    this.#abort.abort();
    this.#begin();
  }
}

function cancelled(): WayleaveError {
  return new WayleaveError('INTERRUPTED', 'the job was cancelled', { advice: 'Ask again.' });
}

/** Jobs, one at a time: each may use all the memory and threads that the settings give. */
export class Jobs {
  readonly #all = new LRUCache<string, Job<unknown>>({ max: 1000, ttl: REMEMBERED, ttlAutopurge: false });
  #queue: Job<unknown>[] = [];
  #running: Job<unknown> | undefined;

  /**
   * @param most jobs that may wait
   * @param onFailed told of each job that comes to an error, but not of those that are cancelled
   */
  constructor(
    private readonly most: number,
    private readonly onFailed: (failed: Job<unknown>) => void = () => undefined,
  ) {}

  /**
   * The job of a key that waits or runs, or a new one.
   *
   * @throws WayleaveError BUSY when too many wait already
   */
  submit<T>(
    key: string,
    about: string,
    work: (onProgress: OnProgress, signal: AbortSignal) => Promise<T>,
  ): Job<T> {
    const known = [this.#running, ...this.#waiting()].find((j) => j?.key === key && j.isOpen);
    if (known !== undefined) return known as Job<T>;
    if (this.#queue.length >= this.most) {
      throw new WayleaveError('BUSY', `${this.#queue.length} analyses wait already`, {
        advice: 'Ask again later, or for a window that was asked for before.',
      });
    }
    const job = new Job(key, about, work);
    this.#all.set(job.id, job);
    this.#queue.push(job);
    void this.#next();
    return job;
  }

  get(id: string): Job<unknown> | undefined {
    return this.#all.get(id);
  }

  get waiting(): number {
    return this.#waiting().length + (this.#running === undefined ? 0 : 1);
  }

  /** A job, as it is shown. */
  show(shown: Job<unknown>): z.output<typeof job> {
    const place = this.#waiting().indexOf(shown);
    return {
      id: shown.id,
      state: shown.state,
      about: shown.about,
      stage: shown.stage,
      done: shown.done,
      total: shown.total,
      ahead: place < 0 ? 0 : place + (this.#running === undefined ? 0 : 1),
      error: shown.error === undefined ? null : toldOf(shown.error),
    };
  }

  cancelAll(): void {
    for (const j of [this.#running, ...this.#queue]) j?.cancel();
  }

  /** Those that wait: what was cancelled meanwhile makes way. */
  #waiting(): Job<unknown>[] {
    return (this.#queue = this.#queue.filter((j) => j.isOpen));
  }

  async #next(): Promise<void> {
    if (this.#running !== undefined) return;
    this.#running = this.#waiting().shift();
    if (this.#running === undefined) return;
    await this.#running.run();
    if (this.#running.state === 'failed') this.onFailed(this.#running);
    this.#running = undefined;
    void this.#next();
  }
}
