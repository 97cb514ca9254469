import { getOrMake } from '../model/collect.js';
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
  readonly #buckets = new Map<number, CohortCount[]>();

  /** @param flows ascending @param trails ascending */
  add(flows: Int32Array, trails: Int32Array, people: number): void {
    const bucket = getOrMake(this.#buckets, hashOf(flows) ^ mix(hashOf(trails)), () => []);
    const known = bucket.find((c) => same(c.flows, flows) && same(c.trails, trails));
    if (known === undefined) bucket.push({ flows, trails, people });
    else known.people += people;
  }

  cohorts(): CohortCount[] {
    return [...this.#buckets.values()].flat();
  }
}

function hashOf(set: Int32Array): number {
  let hash = set.length;
  for (const n of set) hash = (Math.imul(hash, 31) + mix(n)) | 0;
  return hash;
}
