import { LRUCache } from 'lru-cache';
import type { RemediesAnswer } from '../../remedies/answer-schema.js';
import type { RemedyOptions } from '../../remedies/kinds.js';
import type { Job, Jobs } from '../work/jobs.js';
import type { Source } from '../work/task.js';
import { Worker } from '../work/worker.js';

/** Answers that are kept. */
const KEPT = 32;

/** The least remedies of one case: looked for by a process of its own, as a proof may take long. */
export class Remedies {
  readonly #answers = new LRUCache<string, RemediesAnswer>({ max: KEPT });

  constructor(
    private readonly caseId: string,
    private readonly jobs: Jobs,
  ) {}

  /** The answer, or the job that looks for it. @throws WayleaveError BUSY */
  ask(of: Source, options: RemedyOptions): RemediesAnswer | Job<RemediesAnswer> {
    const key = JSON.stringify([of.fingerprint, options]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const about = `Least remedies of ${this.caseId}`;
    return this.jobs.submit(`${this.caseId} remedies ${key}`, about, async (onProgress, signal) => {
      const worker = new Worker();
      try {
        const task = { kind: 'remedies', of, options } as const;
        const answer = await worker.run<'remedies'>(task, onProgress, signal);
        this.#answers.set(key, answer);
        return answer;
      } finally {
        worker.close();
      }
    });
  }
}
