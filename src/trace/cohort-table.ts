import { at, getOrMake } from '../model/collect.js';
import { mix } from '../model/hash.js';
import { same } from './sorted-sets.js';

/** Persons with the same flows and trails, as ascending indexes. */
export interface CohortCount {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  people: number;
}

/** Persons of whom the same is held as well. */
export interface PastCount extends CohortCount {
  /** Empty where holdings do not tell persons apart. */
  readonly holdings: Int32Array;
}

const NO_HOLDINGS = new Int32Array();

/** Counts persons by their set of flows, their set of trails and, where it is given, what is held of them. */
export class CohortTable {
  /** In the order in which they were met. */
  readonly cohorts: PastCount[] = [];
  readonly #buckets = new Map<number, number[]>();

  /**
   * @param flows ascending
   * @param trails ascending
   * @param people how many more; negative when they are taken away
   * @param holdings ascending
   * @returns the cohort's index in `cohorts`
   */
  add(flows: Int32Array, trails: Int32Array, people: number, holdings: Int32Array = NO_HOLDINGS): number {
    const hash = hashOf(flows) ^ mix(hashOf(trails)) ^ (holdings.length === 0 ? 0 : mix(~hashOf(holdings)));
    const bucket = getOrMake(this.#buckets, hash, () => []);
    for (const index of bucket) {
      const c = at(this.cohorts, index);
      if (!same(c.flows, flows) || !same(c.trails, trails) || !same(c.holdings, holdings)) continue;
      c.people += people;
      return index;
    }
    // What is kept shares no memory with sets that are forgotten.
    const kept = { flows: flows.slice(), trails: trails.slice(), holdings: holdings.slice() };
    const index = this.cohorts.push({ ...kept, people }) - 1;
    bucket.push(index);
    return index;
  }

  /**
   * The cohorts when only some trails count, and no holdings: those that then look alike are one.
   *
   * @returns the merged cohorts, and by index here the index there
   */
  without(isKept: (trail: number) => boolean): { cohorts: PastCount[]; indexes: Int32Array } {
    const merged = new CohortTable();
    const indexes = this.cohorts.map((c) => merged.add(c.flows, c.trails.filter(isKept), c.people));
    return { cohorts: merged.cohorts, indexes: Int32Array.from(indexes) };
  }
}

function hashOf(set: Int32Array): number {
  let hash = set.length;
  for (const n of set) hash = (Math.imul(hash, 31) + mix(n)) | 0;
  return hash;
}
