import { at, getOrMake } from '../model/collect.js';
import { mix } from '../model/hash.js';
import { same } from './sorted-sets.js';

/** Persons with the same flows and trails, as ascending indexes. */
export interface CohortCount {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  people: number;
}

/** Counts persons by their set of flows and their set of trails. */
export class CohortTable {
  /** In the order in which they were met. */
  readonly cohorts: CohortCount[] = [];
  readonly #buckets = new Map<number, number[]>();

  /**
   * @param flows ascending
   * @param trails ascending
   * @returns the cohort's index in `cohorts`
   */
  add(flows: Int32Array, trails: Int32Array, people: number): number {
    const bucket = getOrMake(this.#buckets, hashOf(flows) ^ mix(hashOf(trails)), () => []);
    for (const index of bucket) {
      const c = at(this.cohorts, index);
      if (!same(c.flows, flows) || !same(c.trails, trails)) continue;
      c.people += people;
      return index;
    }
    const index = this.cohorts.push({ flows, trails, people }) - 1;
    bucket.push(index);
    return index;
  }

  /**
   * The cohorts when only some trails count: those that then look alike are one.
   *
   * @returns the merged cohorts, and by index here the index there
   */
  without(isKept: (trail: number) => boolean): { cohorts: CohortCount[]; indexes: Int32Array } {
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
