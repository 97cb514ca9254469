/** A column of rows: 64-bit numbers as pairs of 32-bit words, the lower one first. */
export type PairColumn = Uint32Array;

/** All numbers of some rows; the first column is the hash by which they are dealt. */
export type PairColumns = readonly [PairColumn, ...PairColumn[]];

/** Rows of numbers in pages of memory that threads share: two words a column, row by row, `PAGE` rows a page but for the last one. */
export interface SharedRows {
  readonly pages: readonly Uint32Array[];
  readonly rows: number;
}

/** Rows of a page. */
export const PAGE = 4096;

/** Pages that are made at once. */
const SLAB = 64;

/** Pages of one width, which can be used again when nobody reads them any more. */
export class PagePool {
  readonly #pages: Uint32Array[] = [];
  #taken = 0;

  /** @param columns of a row */
  constructor(readonly columns: number) {}

  /** A page that nobody else has, until all are used again; its memory may be seen from other threads. */
  take(): Uint32Array {
    const page = this.#pages[this.#taken];
    this.#taken++;
    if (page !== undefined) return page;
    const words = this.columns * 2 * PAGE;
    const slab = new SharedArrayBuffer(SLAB * words * 4);
    const made = Array.from({ length: SLAB }, (_, i) => new Uint32Array(slab, i * words * 4, words));
    this.#pages.push(...made);
    return made[0] ?? new Uint32Array();
  }

  /** All pages may be used again. */
  reuse(): void {
    this.#taken = 0;
  }
}

/** In which of `parts` parts a hash is, given its upper word: multiplying takes a fraction of the time that a remainder takes. */
export function partOf(upper: number, parts: number): number {
  return Math.floor((upper * parts) / 0x100000000);
}

/**
 * Deals rows out into parts by a 64-bit hash that is their first column, so that all rows of one hash are in one part. Each
 * row costs some nanoseconds: nothing is made of it but words in memory.
 */
export class DealtRows {
  readonly #pages: Uint32Array[][];
  readonly #rows: Uint32Array;
  /** By part: the page that its next row goes to, unless it is full. */
  readonly #last: Uint32Array[];

  constructor(
    readonly parts: number,
    readonly pool: PagePool,
  ) {
    this.#pages = Array.from({ length: parts }, () => []);
    this.#last = this.#pages.map(() => new Uint32Array());
    this.#rows = new Uint32Array(parts);
  }

  /** @param columns as many as `pool` has */
  deal(rows: number, columns: PairColumns): void {
    const [hash, first, second, ...others] = columns;
    if (first !== undefined && second !== undefined && others.length === 0) {
      this.#dealThree(rows, hash, first, second);
      return;
    }
    const width = columns.length * 2;
    for (let i = 0; i < rows; i++) {
      const { page, row } = this.#place(hash[2 * i + 1] ?? 0);
      let word = row * width;
      for (const column of columns) {
        page[word++] = column[2 * i] ?? 0;
        page[word++] = column[2 * i + 1] ?? 0;
      }
    }
  }

  /** By part. */
  all(): SharedRows[] {
    return this.#pages.map((pages, part) => ({ pages, rows: this.#rows[part] ?? 0 }));
  }

  /** Transfers, which are nearly all rows, have three columns: in a loop that knows it they take half of the time. */
  #dealThree(rows: number, hash: PairColumn, first: PairColumn, second: PairColumn): void {
    const { parts } = this;
    const counts = this.#rows;
    const last = this.#last;
    for (let i = 0; i < rows; i++) {
      const lower = 2 * i;
      const upper = lower + 1;
      const part = partOf(hash[upper] ?? 0, parts);
      const row = counts[part] ?? 0;
      counts[part] = row + 1;
      const page = row % PAGE === 0 ? this.#turn(part) : (last[part] ?? hash);
      const word = (row % PAGE) * 6;
      page[word] = hash[lower] ?? 0;
      page[word + 1] = hash[upper] ?? 0;
      page[word + 2] = first[lower] ?? 0;
      page[word + 3] = first[upper] ?? 0;
      page[word + 4] = second[lower] ?? 0;
      page[word + 5] = second[upper] ?? 0;
    }
  }

  /** The page that a row goes to, and its place there. */
  #place(upper: number): { page: Uint32Array; row: number } {
    const part = partOf(upper, this.parts);
    const row = (this.#rows[part] ?? 0) % PAGE;
    this.#rows[part] = (this.#rows[part] ?? 0) + 1;
    const page = row === 0 ? this.#turn(part) : (this.#last[part] ?? new Uint32Array());
    return { page, row };
  }

  /** A new page for a part. */
  #turn(part: number): Uint32Array {
    const page = this.pool.take();
    this.#pages[part]?.push(page);
    this.#last[part] = page;
    return page;
  }
}
