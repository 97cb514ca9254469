import { WayleaveError } from '../../errors.js';
import type { GraphCounts } from '../graph-rows.js';
import type { GraphRows, QueryLimits } from '../graph-store.js';
import { Child, ProcessEnded } from './child.js';
import { errorOf, type Question, type ReaderMessage } from './messages.js';
import { countMaps } from './schema-counts.js';

/** Longest time that a timer can wait: milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Last words of JavaScript and of the engine where they can get no more memory. */
const OUT_OF_MEMORY = /heap out of memory|memory allocation of \d+ bytes failed/;

/** A process that answers queries on one graph file. */
export class QueryReader {
  readonly #child: Child<Question, ReaderMessage>;
  readonly #memory: number;
  /** What the file counts, once it is open. */
  readonly opened: Promise<GraphCounts>;
  isOpen = false;

  /** @param memory bytes that a query may take */
  constructor(path: string, memory: number) {
    this.#memory = memory;
    const heap = Math.max(64, Math.ceil(memory / 1e6));
    this.#child = new Child('./reader.js', [path, String(memory)], heap);
    this.opened = this.#child.hear().then((message) => {
      if (message.kind === 'failed') throw errorOf(message);
      if (message.kind !== 'open') throw new RangeError(`a reader began with ${message.kind}`);
      this.isOpen = true;
      return countMaps(message);
    });
    this.opened.catch(() => undefined);
  }

  get ended(): boolean {
    return this.#child.ended;
  }

  /**
   * Runs a query. One that goes over a limit is ended with its process.
   *
   * @throws WayleaveError QUERY_…, INTERRUPTED when the asker has gone
   */
  async query(question: Question, limits: QueryLimits): Promise<{ rows: GraphRows; worn: boolean }> {
    const watch = watching(limits);
    try {
      const message = await Promise.race([this.#child.ask(question), watch.over]);
      if (message.kind === 'answer') return message;
      throw message.kind === 'failed' ? errorOf(message) : this.#tooMuch();
    } catch (error) {
      const ends = ['QUERY_TIMEOUT', 'QUERY_MEMORY', 'INTERRUPTED'];
      if (!(error instanceof WayleaveError) || ends.includes(error.code)) await this.end();
      throw error instanceof ProcessEnded && OUT_OF_MEMORY.test(error.lastWords) ? this.#tooMuch() : error;
    } finally {
      watch.stop();
    }
  }

  end(): Promise<void> {
    return this.#child.end();
  }

  #tooMuch(): WayleaveError {
    return new WayleaveError(
      'QUERY_MEMORY',
      `the query needed more than ${Math.round(this.#memory / 1e6)} MB of memory, and was ended`,
      { advice: 'Ask for less at once (a LIMIT, a tighter MATCH), or raise WAYLEAVE_QUERY_MEMORY.' },
    );
  }
}

/** A promise that is broken when a query is over its time, or its asker has gone. */
function watching({ timeoutMs, signal }: QueryLimits): { over: Promise<never>; stop: () => void } {
  let stop = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(new WayleaveError('INTERRUPTED', 'the query was ended, as its asker has gone'));
    };
    const timer = setTimeout(
      () => {
        reject(
          new WayleaveError('QUERY_TIMEOUT', `the query took longer than ${timeoutMs} ms, and was ended`, {
            advice: 'Ask for less at once (a LIMIT, a tighter MATCH), or allow it more time.',
          }),
        );
      },
      Math.min(timeoutMs, LONGEST),
    );
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  over.catch(() => undefined);
  return { over, stop };
}
