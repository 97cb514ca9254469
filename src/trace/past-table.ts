import { at } from '../model/collect.js';
import { mix } from '../model/hash.js';
import { ListTable } from './list-table.js';
import { writeUnion } from './sorted-sets.js';

/**
 * All that a person's past means for their future: the flows they had, the trails their data took, what is held where.
 * Each list is ascending.
 */
export interface Past {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly holdings: Int32Array;
}

/** What is added to a past: numbers that are not in its lists, in any order. */
export interface Added {
  readonly flows: readonly number[];
  readonly trails: readonly number[];
  readonly holdings: readonly number[];
}

const NO_MORE: Added = { flows: [], trails: [], holdings: [] };

/** Numbers that stand before a past's lists: how long the first two are. */
const HEAD = 2;

/**
 * The pasts that persons had, or parts of them, each once, numbered as they are met. The hash does not depend on an order: that
 * of a past and of what is added to it is the sum of theirs.
 */
export class PastTable {
  readonly #lists = new ListTable();

  get length(): number {
    return this.#lists.length;
  }

  /** Memory that the pasts take. */
  get bytes(): number {
    return this.#lists.bytes;
  }

  /** The lists of a past, in the memory of the table. */
  past(number: number): Past {
    const all = this.#lists.list(number);
    const trails = HEAD + at(all, 0);
    const holdings = trails + at(all, 1);
    return {
      flows: all.subarray(HEAD, trails),
      trails: all.subarray(trails, holdings),
      holdings: all.subarray(holdings),
    };
  }

  /** The number of a past that comes from elsewhere. */
  find(past: Past): number {
    return this.#find(past, NO_MORE, hashOf(past));
  }

  /** The number of a past and what is added to it. */
  join(number: number, past: Past, added: Added): number {
    return this.#find(past, added, (this.#lists.hash(number) + hashOf(added)) | 0);
  }

  #find(past: Past, added: Added, hash: number): number {
    const flows = past.flows.length + added.flows.length;
    const trails = past.trails.length + added.trails.length;
    const all = this.#lists.room(HEAD + flows + trails + past.holdings.length + added.holdings.length);
    all[0] = flows;
    all[1] = trails;
    let end = writeUnion(past.flows, added.flows, all, HEAD);
    end = writeUnion(past.trails, added.trails, all, end);
    writeUnion(past.holdings, added.holdings, all, end);
    return this.#lists.find(all, hash);
  }
}

function hashOf({ flows, trails, holdings }: Past | Added): number {
  let hash = 0;
  for (const f of flows) hash = (hash + mix(f * 3)) | 0;
  for (const t of trails) hash = (hash + mix(t * 3 + 1)) | 0;
  for (const h of holdings) hash = (hash + mix(h * 3 + 2)) | 0;
  return hash;
}
