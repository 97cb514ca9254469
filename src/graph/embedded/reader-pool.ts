import { WayleaveError } from '../../errors.js';
import type { GraphCounts } from '../graph-rows.js';
import type { GraphRows, QueryLimits } from '../graph-store.js';
import type { Question } from './messages.js';
import { QueryReader } from './query-reader.js';

/** Milliseconds after which a process beyond the first that nobody asks anything is ended. */
const IDLE = 60_000;

export interface PoolLimits {
  /** Bytes that one query may take beyond the graph itself. */
  readonly memory: number;
  /** Queries at a time; each process holds the graph in memory. */
  readonly readers: number;
}

/** Processes that answer queries on one graph file, as many as are asked at a time, up to a limit. */
export class ReaderPool {
  readonly #limits: PoolLimits;
  readonly #all = new Set<QueryReader>();
  #idle: QueryReader[] = [];
  readonly #waiting: (() => void)[] = [];
  /** Takes no new processes in: what is asked already is answered. */
  #retired = false;
  #closed = false;

  constructor(
    readonly path: string,
    limits: PoolLimits,
  ) {
    this.#limits = limits;
  }

  /** What the file counts. */
  async counts(): Promise<GraphCounts> {
    const reader = await this.#take();
    const counts = await reader.opened;
    this.#give(reader);
    return counts;
  }

  /** @throws WayleaveError as a reader does */
  async query(question: Question, limits: QueryLimits): Promise<GraphRows> {
    const reader = await this.#take(limits.signal);
    let worn = false;
    try {
      const answer = await reader.query(question, limits);
      worn = answer.worn;
      return answer.rows;
    } catch (error) {
      throw this.#closed ? closed() : error;
    } finally {
      if (worn || reader.ended) this.#replace(reader);
      else this.#give(reader);
    }
  }

  /** Ends all processes; queries that still run are ended with them. */
  async close(): Promise<void> {
    this.#closed = this.#retired = true;
    for (const go of this.#waiting.splice(0)) go();
    await Promise.all([...this.#all].map((reader) => reader.end()));
  }

  /** Ends each process as soon as it has answered. */
  retire(): void {
    this.#retired = true;
    for (const reader of this.#idle.splice(0)) this.#drop(reader);
  }

  /** A reader that has opened the file and that nobody else asks. @throws WayleaveError GRAPH_UNAVAILABLE */
  async #take(signal?: AbortSignal): Promise<QueryReader> {
    for (;;) {
      if (signal?.aborted === true) {
        throw new WayleaveError('INTERRUPTED', 'the query was not begun, as its asker has gone');
      }
      if (this.#closed) throw closed();
      this.#idle = this.#idle.filter((reader) => !reader.ended || this.#drop(reader));
      const open = this.#idle.findIndex((reader) => reader.isOpen);
      const [idle] = this.#idle.splice(Math.max(open, 0), 1);
      const reader = idle ?? (this.#all.size < this.#limits.readers ? this.#start() : undefined);
      if (reader === undefined) {
        await this.#turn(signal);
        continue;
      }
      try {
        await reader.opened;
        return reader;
      } catch (error) {
        this.#drop(reader);
        this.#waiting.shift()?.();
        throw error;
      }
    }
  }

  /** Waits until a reader may be free. */
  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal?.removeEventListener('abort', go);
        // One who has gone must not take the turn of another.
        const place = this.#waiting.indexOf(go);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve();
      };
      this.#waiting.push(go);
      signal?.addEventListener('abort', go);
    });
  }

  #start(): QueryReader {
    const reader = new QueryReader(this.path, this.#limits.memory);
    this.#all.add(reader);
    return reader;
  }

  #give(reader: QueryReader): void {
    if (this.#retired) this.#drop(reader);
    else {
      this.#idle.push(reader);
      if (this.#all.size > 1) this.#endWhenIdle(reader);
    }
    this.#waiting.shift()?.();
  }

  /** Another takes its place at once, so that the next query need not wait for a file to be opened. */
  #replace(reader: QueryReader): void {
    this.#drop(reader);
    if (!this.#retired) this.#idle.push(this.#start());
    this.#waiting.shift()?.();
  }

  #endWhenIdle(reader: QueryReader): void {
    setTimeout(() => {
      const place = this.#idle.indexOf(reader);
      if (place < 0 || this.#all.size <= 1) return;
      this.#idle.splice(place, 1);
      this.#drop(reader);
    }, IDLE).unref();
  }

  #drop(reader: QueryReader): false {
    this.#all.delete(reader);
    void reader.end();
    return false;
  }
}

/** What is said to whoever asks a store that was closed. */
export function closed(): WayleaveError {
  return new WayleaveError('GRAPH_UNAVAILABLE', 'the graph store was closed');
}
