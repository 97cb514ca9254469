/** Numbers of a column of rows as 32-bit words, lower words first: one word a row, or two. */
export interface WordColumn {
  readonly words: Uint32Array;
  readonly each: 1 | 2;
}

/** All numbers of some rows; the first column is the hash by which they are dealt. */
export type WordColumns = readonly [WordColumn, ...WordColumn[]];

/** How many words each column of them has a row. */
export type ColumnWidths = readonly [1 | 2, ...(1 | 2)[]];

/** Words of a row. */
export function rowWords(widths: ColumnWidths): number {
  return widths.reduce((sum: number, each) => sum + each, 0);
}

/** Rows of numbers in pages of memory that threads share: `width` words a row, `PAGE` rows a page but for the last one. */
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

  /** @param width words of a row */
  constructor(readonly width: number) {}

  take(): Uint32Array {
    const page = this.#pages[this.#taken];
    this.#taken++;
    if (page !== undefined) return page;
    const words = this.width * PAGE;
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

/**
 * Deals rows out into parts by a 64-bit hash that is their first column, so that all rows of one hash are in one part. Each
 * row costs some nanoseconds: nothing is made of it but words in memory.
 */
export class DealtRows {
  readonly #pages: Uint32Array[][];
  readonly #rows: Uint32Array;
  /** Of each row that is being dealt: its page, and where in it. */
  #page: Uint32Array[] = [];
  #place = new Uint32Array(0);

  constructor(
    readonly parts: number,
    readonly pool: PagePool,
  ) {
    this.#pages = Array.from({ length: parts }, () => []);
    this.#rows = new Uint32Array(parts);
  }

  /** @param columns all of a row's numbers, `pool.width` words together */
  deal(rows: number, columns: WordColumns): void {
    this.#findPlaces(rows, columns[0].words);
    let offset = 0;
    for (const { words, each } of columns) {
      this.#write(rows, words, each, offset);
      offset += each;
    }
  }

  /** By part. */
  all(): SharedRows[] {
    return this.#pages.map((pages, part) => ({ pages, rows: this.#rows[part] ?? 0 }));
  }

  #findPlaces(rows: number, hash: Uint32Array): void {
    if (rows > this.#place.length) this.#place = new Uint32Array(rows);
    const { parts, pool } = this;
    const { width } = pool;
    const counts = this.#rows;
    const places = this.#place;
    for (let i = 0; i < rows; i++) {
      const part = (hash[2 * i + 1] ?? 0) % parts;
      const row = counts[part] ?? 0;
      counts[part] = row + 1;
      const pages = this.#pages[part] ?? [];
      if (row % PAGE === 0) pages.push(pool.take());
      this.#page[i] = pages[pages.length - 1] ?? hash;
      places[i] = (row % PAGE) * width;
    }
  }

  #write(rows: number, words: Uint32Array, each: 1 | 2, offset: number): void {
    const pages = this.#page;
    const places = this.#place;
    for (let i = 0; i < rows; i++) {
      const page = pages[i] ?? words;
      const place = (places[i] ?? 0) + offset;
      if (each === 1) page[place] = words[i] ?? 0;
      else {
        page[place] = words[2 * i] ?? 0;
        page[place + 1] = words[2 * i + 1] ?? 0;
      }
    }
  }
}
