import { getOrMake } from '../model/collect.js';
import type { Analysis, Cohort } from '../model/result.js';

/** Counts the persons of any union of flows or of trails, exactly and without the logs: cohorts are a lossless quotient. */
export class PeopleCounter {
  readonly #byFlow = new Map<string, Cohort[]>();
  readonly #byTrail = new Map<string, Cohort[]>();

  constructor({ cohorts }: Pick<Analysis, 'cohorts'>) {
    for (const c of cohorts) this.add(c);
  }

  /** Takes in one more cohort. */
  add(c: Cohort): void {
    for (const f of c.flows) getOrMake(this.#byFlow, f, () => []).push(c);
    for (const t of c.trails) getOrMake(this.#byTrail, t, () => []).push(c);
  }

  /** @param flows ids */
  ofFlows(flows: Iterable<string>): number {
    return sizeOf(this.#byFlow, flows);
  }

  /** @param trails ids */
  ofTrails(trails: Iterable<string>): number {
    return sizeOf(this.#byTrail, trails);
  }
}

function sizeOf(index: ReadonlyMap<string, readonly Cohort[]>, ids: Iterable<string>): number {
  const cohorts = new Set<Cohort>();
  for (const id of ids) for (const c of index.get(id) ?? []) cohorts.add(c);
  let people = 0;
  for (const c of cohorts) people += c.people;
  return people;
}
