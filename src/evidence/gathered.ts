import { at } from '../model/collect.js';
import { textAt, type Texts } from '../model/text-column.js';
import { PAGE, type SharedRows } from './dealt-rows.js';
import type { CodeLayout, History } from './history.js';

/** How many numbers say what is recorded of a transfer: hash of the person, instant, code. */
export const TRANSFER_COLUMNS = 3;

/** And of a consent: hash of the person, notice, and its three instants. */
export const CONSENT_COLUMNS = 5;

/** Persons of a part, each once, in memory that threads share. */
export interface SharedPersons {
  /** The i-th person's hash: the lower 32 bits at 2i, the upper at 2i + 1. No two persons have the same. */
  readonly hash: Uint32Array;
  /** Their names. */
  readonly names: Texts;
  /** From which past each history goes on; -1 for a whole one. */
  readonly past: Int32Array;
}

/** All that is recorded of the persons of one part, row by row. There may be persons of whom there is nothing. */
export interface GatheredPart {
  readonly persons: SharedPersons;
  readonly transfers: SharedRows;
  readonly consents: SharedRows;
}

/** Persons whose rows were gathered into shared memory. */
export interface GatheredSource {
  readonly layout: CodeLayout;
  readonly parts: readonly GatheredPart[];
}

/**
 * The histories of a part, one person after the other, in no particular order: rows are brought together by person, in two
 * passes over memory that fits a processor's cache when the part does. Linear.
 */
export function* gatheredHistories(
  { persons, transfers, consents }: GatheredPart,
  layout: CodeLayout,
): Generator<History> {
  const finder = new PersonFinder(persons.hash);
  const times = new Float64Array(transfers.rows);
  const code = new Uint32Array(transfers.rows * 2);
  const transferEnds = bringTogether(transfers, TRANSFER_COLUMNS, finder, [wordsOf(times), code]);
  const column = (): Float64Array => new Float64Array(consents.rows);
  const [notice, givenAt, withdrawnAt, expiresAt] = [column(), column(), column(), column()];
  const consentEnds = bringTogether(
    consents,
    CONSENT_COLUMNS,
    finder,
    [notice, givenAt, withdrawnAt, expiresAt].map(wordsOf),
  );
  const { names } = persons;
  const count = names.ends.length;
  for (let p = 0, from = 0, first = 0; p < count; p++) {
    const to = at(transferEnds, p);
    const end = at(consentEnds, p);
    if (to > from) {
      yield {
        userId: () => textAt(names, p),
        addUserTo: (users) => {
          users.addFrom(names, p);
        },
        at: times,
        code,
        layout,
        from,
        to,
        past: at(persons.past, p),
        consents: { notice, givenAt, withdrawnAt, expiresAt, from: first, to: end },
      };
    }
    from = to;
    first = end;
  }
}

function wordsOf(numbers: Float64Array): Uint32Array {
  return new Uint32Array(numbers.buffer);
}

/** Finds persons by their hash: open addressing in one typed array. */
class PersonFinder {
  readonly count: number;
  readonly #hash: Uint32Array;
  /** Number of the person plus one; 0 where there is none. */
  readonly #slots: Uint32Array;
  readonly #mask: number;

  constructor(hash: Uint32Array) {
    this.count = hash.length / 2;
    this.#hash = hash;
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, this.count * 2)));
    this.#slots = new Uint32Array(size);
    this.#mask = size - 1;
    for (let p = 0; p < this.count; p++) {
      let slot = (hash[2 * p] ?? 0) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = p + 1;
    }
  }

  /** @returns the person's number; -1 when there is none */
  find(lower: number, upper: number): number {
    const hash = this.#hash;
    for (let slot = lower & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const p = (this.#slots[slot] ?? 0) - 1;
      if (p < 0 || (hash[2 * p] === lower && hash[2 * p + 1] === upper)) return p;
    }
  }
}

/**
 * Copies rows so that those of a person follow each other. Rows of nobody, such as consents of people without transfers, are
 * left out.
 *
 * @param into where the numbers of the second and further columns go, as pairs of words
 * @returns by person, the place after their last row
 */
function bringTogether(
  { pages, rows }: SharedRows,
  columns: number,
  finder: PersonFinder,
  into: readonly Uint32Array[],
): Uint32Array {
  const width = columns * 2;
  const personOf = new Int32Array(rows);
  const ends = new Uint32Array(finder.count);
  const ownOf = (page: number): Int32Array => personOf.subarray(page * PAGE, (page + 1) * PAGE);
  for (const [k, page] of pages.entries()) findPersons(page, width, finder, ownOf(k), ends);
  for (let p = 0, sum = 0; p < ends.length; p++) {
    const own = ends[p] ?? 0;
    ends[p] = sum;
    sum += own;
  }
  for (const [k, page] of pages.entries()) {
    const places = ownOf(k);
    placeRows(places, ends);
    for (const [c, column] of into.entries()) putColumn(page, width, c + 1, places, column);
  }
  return ends;
}

// The loops over rows are functions of their own: within the one above, the engine compiled them anew for nearly every part.

/** Finds the person of each row of a page, -1 for nobody, and counts their rows. */
function findPersons(
  page: Uint32Array,
  width: number,
  finder: PersonFinder,
  personOf: Int32Array,
  counts: Uint32Array,
): void {
  for (let i = 0; i < personOf.length; i++) {
    const person = finder.find(page[i * width] ?? 0, page[i * width + 1] ?? 0);
    personOf[i] = person;
    if (person >= 0) counts[person] = (counts[person] ?? 0) + 1;
  }
}

/**
 * Puts in place of each row's person where the row goes.
 *
 * @param next by person, where their next row goes: what is where a person begins is where they end, once all rows are placed
 */
function placeRows(personOf: Int32Array, next: Uint32Array): void {
  for (let i = 0; i < personOf.length; i++) {
    const person = personOf[i] ?? -1;
    if (person < 0) continue;
    const place = next[person] ?? 0;
    personOf[i] = place;
    next[person] = place + 1;
  }
}

/** Copies a column of a page's rows to their places. */
function putColumn(
  page: Uint32Array,
  width: number,
  column: number,
  places: Int32Array,
  into: Uint32Array,
): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? -1;
    if (place < 0) continue;
    const word = i * width + 2 * column;
    into[2 * place] = page[word] ?? 0;
    into[2 * place + 1] = page[word + 1] ?? 0;
  }
}
