import { at } from '../model/collect.js';
import type { Past } from './past-table.js';

/** Persons by their pasts, in columns: plain data that crosses threads and machines, and is kept, as it is. */
export interface PastColumns {
  /** By past, three each: how many flows, trails and holdings it has. */
  readonly lengths: Int32Array;
  /** The flows, trails and holdings of the first past, then those of the next; each list is ascending. */
  readonly numbers: Int32Array;
  readonly people: Float64Array;
}

export const NO_PASTS: PastColumns = {
  lengths: new Int32Array(),
  numbers: new Int32Array(),
  people: new Float64Array(),
};

/** Reads columns of pasts. */
export class PastReader {
  /** By past: where its numbers begin. */
  readonly #starts: Float64Array;

  constructor(readonly columns: PastColumns) {
    const { lengths, people } = columns;
    this.#starts = new Float64Array(people.length);
    let from = 0;
    for (let i = 0; i < people.length; i++) {
      this.#starts[i] = from;
      from += at(lengths, 3 * i) + at(lengths, 3 * i + 1) + at(lengths, 3 * i + 2);
    }
  }

  get length(): number {
    return this.#starts.length;
  }

  people(past: number): number {
    return at(this.columns.people, past);
  }

  /** The lists of a past, in the memory of the columns. */
  past(past: number): Past {
    const { lengths, numbers } = this.columns;
    const flows = at(this.#starts, past);
    const trails = flows + at(lengths, 3 * past);
    const holdings = trails + at(lengths, 3 * past + 1);
    return {
      flows: numbers.subarray(flows, trails),
      trails: numbers.subarray(trails, holdings),
      holdings: numbers.subarray(holdings, holdings + at(lengths, 3 * past + 2)),
    };
  }
}

/**
 * Puts pasts into columns.
 *
 * @param pastOf asked for each twice
 */
export function pastColumns(
  count: number,
  pastOf: (i: number) => Past,
  peopleOf: (i: number) => number,
): PastColumns {
  const lengths = new Int32Array(3 * count);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const { flows, trails, holdings } = pastOf(i);
    lengths.set([flows.length, trails.length, holdings.length], 3 * i);
    size += flows.length + trails.length + holdings.length;
  }
  const numbers = new Int32Array(size);
  const people = new Float64Array(count);
  let from = 0;
  for (let i = 0; i < count; i++) {
    const { flows, trails, holdings } = pastOf(i);
    for (const list of [flows, trails, holdings]) {
      numbers.set(list, from);
      from += list.length;
    }
    people[i] = peopleOf(i);
  }
  return { lengths, numbers, people };
}
