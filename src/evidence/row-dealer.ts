import { Worker } from 'node:worker_threads';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import { DealtRows, PagePool, type PairColumns, type SharedRows } from './dealt-rows.js';

/** Deals rows into parts, one pass after the other. What was dealt in a pass is gone when the next one begins. */
export interface RowDealer {
  begin(parts: number): void;
  /** Takes rows over: once it is done, their columns may be thrown away. */
  take(rows: number, columns: PairColumns): void | Promise<void>;
  /** All rows of the pass, by part. */
  end(): readonly SharedRows[] | Promise<readonly SharedRows[]>;
  close(): Promise<void>;
}

/** Deals rows at once, on the thread of who has them. */
export class DealerHere implements RowDealer {
  readonly #pool: PagePool;
  #dealt: DealtRows;

  /** @param columns of a row */
  constructor(columns: number) {
    this.#pool = new PagePool(columns);
    this.#dealt = new DealtRows(0, this.#pool);
  }

  begin(parts: number): void {
    this.#pool.reuse();
    this.#dealt = new DealtRows(parts, this.#pool);
  }

  take(rows: number, columns: PairColumns): void {
    this.#dealt.deal(rows, columns);
  }

  end(): readonly SharedRows[] {
    return this.#dealt.all();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a thread that deals begins with: blocks of rows, in memory that both threads see. */
export interface DealingRoom {
  /** Of a row. */
  readonly columns: number;
  readonly blocks: readonly PairColumns[];
}

/** What it is told: to deal the first rows of a block. */
export type DealingOrder =
  | { readonly kind: 'begin'; readonly parts: number }
  | { readonly kind: 'deal'; readonly block: number; readonly rows: number }
  | { readonly kind: 'end' };

/** What it answers: that a block may be filled again, or all that was dealt. */
export type DealingAnswer =
  | { readonly kind: 'free'; readonly block: number }
  | { readonly kind: 'dealt'; readonly parts: readonly SharedRows[] };

/** Rows of a block: some chunks of the database's, so that the threads rarely have to talk. */
const BLOCK = 1 << 16;

/** One block is filled and one dealt; the others are for when one of the two threads has to wait. */
const BLOCKS = 6;

function room(columns: number): PairColumns {
  const column = (): Uint32Array => new Uint32Array(new SharedArrayBuffer(BLOCK * 2 * 4));
  return [column(), ...Array.from({ length: columns - 1 }, column)];
}

/** Deals rows on a thread of its own: whoever has them only copies them, and goes on to make more. */
export class DealerAside implements RowDealer {
  readonly #worker: Worker;
  readonly #blocks: readonly PairColumns[];
  #free: number[] = [];
  #filling: number | undefined;
  /** Rows in the block that is being filled. */
  #rows = 0;
  #parts: readonly SharedRows[] | undefined;
  #error: Error | undefined;
  #wake: () => void = () => undefined;

  /** @param columns of a row */
  constructor(columns: number) {
    this.#blocks = Array.from({ length: BLOCKS }, () => room(columns));
    const workerData: DealingRoom = { columns, blocks: this.#blocks };
    this.#worker = new Worker(new URL('./dealing-thread.js', import.meta.url), { workerData })
      .on('message', (answer: DealingAnswer) => {
        if (answer.kind === 'free') this.#free.push(answer.block);
        else this.#parts = answer.parts;
        this.#wake();
      })
      .on('error', (error) => {
        this.#error = error;
        this.#wake();
      })
      .on('exit', (code) => {
        this.#error ??= internal(`the thread that deals rows ended with ${code}`);
        this.#wake();
      });
  }

  begin(parts: number): void {
    this.#free = [...this.#blocks.keys()];
    this.#parts = undefined;
    this.#tell({ kind: 'begin', parts });
  }

  /** @throws Error when the thread failed */
  async take(rows: number, columns: PairColumns): Promise<void> {
    for (let from = 0; from < rows;) {
      const block = this.#filling ?? (await this.#freeBlock());
      this.#filling = block;
      const to = Math.min(rows, from + BLOCK - this.#rows);
      at(this.#blocks, block).forEach((column, i) => {
        column.set(at(columns, i).subarray(2 * from, 2 * to), 2 * this.#rows);
      });
      this.#rows += to - from;
      from = to;
      if (this.#rows === BLOCK) this.#send();
    }
  }

  /** @throws Error when the thread failed */
  async end(): Promise<readonly SharedRows[]> {
    this.#send();
    this.#tell({ kind: 'end' });
    while (this.#parts === undefined) await this.#answer();
    return this.#parts;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(): void {
    if (this.#filling === undefined) return;
    this.#tell({ kind: 'deal', block: this.#filling, rows: this.#rows });
    this.#filling = undefined;
    this.#rows = 0;
  }

  async #freeBlock(): Promise<number> {
    for (;;) {
      const block = this.#free.pop();
      if (block !== undefined) return block;
      await this.#answer();
    }
  }

  /** Waits until the thread says something. */
  async #answer(): Promise<void> {
    if (this.#error === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #tell(order: DealingOrder): void {
    this.#worker.postMessage(order);
  }
}
