import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../config.js';
import type { WhatIfAnswer } from '../../what-if/answer-schema.js';
import type { Job, Jobs } from '../work/jobs.js';
import type { Source } from '../work/task.js';
import { Worker } from '../work/worker.js';

/** Answers that are kept, and milliseconds for which a process without work holds the analysis. */
const KEPT = { answers: 64, idle: 15 * 60_000 };

/**
 * What would be, if, of one case. A process of its own holds the analysis that was asked about last, with its situations,
 * so that an answer takes milliseconds and the server answers others meanwhile.
 */
export class Suppositions {
  readonly #holder = new Worker(KEPT.idle, false);
  readonly #answers = new LRUCache<string, WhatIfAnswer>({ max: KEPT.answers });

  constructor(
    private readonly caseId: string,
    private readonly jobs: Jobs,
    private readonly limits: Limits,
  ) {}

  /**
   * The answer, or the job that reads the logs for it.
   *
   * @param changes as `changeSchema` has them
   * @param scan whether the logs may be read where the numbers cannot be exact otherwise
   * @throws WayleaveError CHANGE_INVALID, PACK_INVALID, STALE_RESULT, BUSY
   */
  async ask(
    of: Source,
    changes: unknown,
    scan: boolean,
    signal: AbortSignal,
  ): Promise<WhatIfAnswer | Job<WhatIfAnswer>> {
    const key = createHash('sha256')
      .update(JSON.stringify([of.fingerprint, changes]))
      .digest('hex');
    const known = this.#answers.get(key) ?? (await this.#fromStates(key, of, changes, signal));
    if (!known.scanNeeded || !scan) return known;
    const scanned = this.#answers.get(`${key} scan`);
    if (scanned !== undefined) return scanned;
    const about = `What if, with the logs of ${this.caseId} read`;
    return this.jobs.submit(`${this.caseId} what-if ${key}`, about, async (onProgress, gone) => {
      const worker = new Worker();
      try {
        const task = { kind: 'suppose', of, changes, scan: this.limits } as const;
        const answer = await worker.run<'suppose'>(task, onProgress, gone);
        this.#answers.set(`${key} scan`, answer);
        return answer;
      } finally {
        worker.close();
      }
    });
  }

  /** Lets the process take an analysis in before anybody asks; what goes wrong is told to whoever asks. */
  prepare(of: Source): void {
    this.#holder.run<'hold'>({ kind: 'hold', of }, () => undefined).catch(() => undefined);
  }

  close(): void {
    this.#holder.close();
  }

  async #fromStates(key: string, of: Source, changes: unknown, signal: AbortSignal): Promise<WhatIfAnswer> {
    const task = { kind: 'suppose', of, changes, scan: null } as const;
    const answer = await this.#holder.run<'suppose'>(task, () => undefined, signal);
    this.#answers.set(key, answer);
    return answer;
  }
}
