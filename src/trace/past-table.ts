import { at } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import { mix } from '../model/hash.js';
import { ListPool } from './list-pool.js';
import { same, writeUnion } from './sorted-sets.js';

/**
 * All that a person's past means for their future: the flows they had, the trails their data took, what is held where.
 * Each list is ascending.
 */
export interface Past {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly holdings: Int32Array;
}

/** What an instant adds to a past: numbers that are not in its lists, in any order. */
export interface Added {
  readonly flows: readonly number[];
  readonly trails: readonly number[];
  readonly holdings: readonly number[];
}

const NONE = -1;
const NO_MORE: Added = { flows: [], trails: [], holdings: [] };

/** Numbers that stand before a past's lists: how long the first two are. */
const HEAD = 2;

/** Bytes of a past beside its lists: its columns, and its two places in the table in which it is looked up. */
const BYTES_EACH = 8 + 8;

/**
 * The pasts that persons had, each once, numbered as they are met. Found by open addressing over an order-independent hash of
 * the three sets: that of a past and of what is added to it is the sum of theirs.
 */
export class PastTable {
  readonly #lists = new ListPool();
  /** By past: where its lists are, and their hash. */
  readonly #place = new IntColumn();
  readonly #hash = new IntColumn();
  #slots = new Int32Array(1024).fill(NONE);

  get length(): number {
    return this.#place.length;
  }

  /** Memory that the pasts take. */
  get bytes(): number {
    return this.#lists.size * 4 + this.length * BYTES_EACH;
  }

  /** The lists of a past, in the memory of the table. */
  past(number: number): Past {
    const all = this.#lists.list(at(this.#place.data, number));
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
    return this.#find(past, added, (at(this.#hash.data, number) + hashOf(added)) | 0);
  }

  #find(past: Past, added: Added, hash: number): number {
    const { flows, trails, holdings } = past;
    const most =
      HEAD +
      (flows.length + added.flows.length) +
      (trails.length + added.trails.length) +
      (holdings.length + added.holdings.length);
    // Written where it will stay when it is new: what is compared then is one list with another.
    const all = this.#lists.room(most);
    all[0] = flows.length + added.flows.length;
    all[1] = trails.length + added.trails.length;
    let end = writeUnion(flows, added.flows, all, HEAD);
    end = writeUnion(trails, added.trails, all, end);
    writeUnion(holdings, added.holdings, all, end);
    const mask = this.#slots.length - 1;
    let slot = mix(hash) & mask;
    for (let known = this.#slots[slot] ?? NONE; known !== NONE; known = this.#slots[slot] ?? NONE) {
      if (this.#hash.data[known] === hash && same(this.#lists.list(at(this.#place.data, known)), all)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    const number = this.#place.push(this.#lists.keep(most));
    this.#slots[slot] = number;
    this.#hash.push(hash);
    if (this.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.length; number++) {
      let slot = mix(at(this.#hash.data, number)) & mask;
      while (this.#slots[slot] !== NONE) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }
}

function hashOf({ flows, trails, holdings }: Past | Added): number {
  let hash = 0;
  for (const f of flows) hash = (hash + mix(f * 3)) | 0;
  for (const t of trails) hash = (hash + mix(t * 3 + 1)) | 0;
  for (const h of holdings) hash = (hash + mix(h * 3 + 2)) | 0;
  return hash;
}
