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

/** By number of a flow, trail or holding: another number. */
export interface Renumbering {
  readonly flowOf: ArrayLike<number>;
  readonly trailOf: ArrayLike<number>;
  readonly holdingOf: ArrayLike<number>;
}

/** A past by other numbers. */
export function renumbered(
  { flows, trails, holdings }: Past,
  { flowOf, trailOf, holdingOf }: Renumbering,
): Past {
  return {
    flows: renumberedSet(flows, flowOf),
    trails: renumberedSet(trails, trailOf),
    holdings: renumberedSet(holdings, holdingOf),
  };
}

function renumberedSet(set: Int32Array, numberOf: ArrayLike<number>): Int32Array {
  const here = new Int32Array(set.length);
  let sorted = true;
  for (let i = 0, last = -1; i < set.length; i++) {
    const number = at(numberOf, at(set, i));
    if (number < last) sorted = false;
    last = here[i] = number;
  }
  return sorted ? here : here.sort();
}

/**
 * Puts pasts into columns.
 *
 * @param pastOf asked for each twice: once for its lengths, once for its lists
 * @param asWritten the same past by the numbers that are to be written
 */
export function pastColumns(
  count: number,
  pastOf: (i: number) => Past,
  peopleOf: (i: number) => number,
  asWritten: (past: Past) => Past = (past) => past,
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
    const { flows, trails, holdings } = asWritten(pastOf(i));
    for (const list of [flows, trails, holdings]) {
      numbers.set(list, from);
      from += list.length;
    }
    people[i] = peopleOf(i);
  }
  return { lengths, numbers, people };
}
