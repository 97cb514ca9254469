import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import type { FlowGraph } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { CohortTable, NO_HOLDINGS } from './cohort-table.js';
import type { PastColumns } from './past-columns.js';
import type { Past } from './past-table.js';
import type { ShardArrival } from './shard-result.js';

/** Folds what was counted on the automaton's states and moves into cohorts and arrivals. */
export class ShardTally {
  readonly #ended = new CohortTable();
  readonly #people = new Map<number, number>();
  readonly #first = new Map<number, Instant>();
  readonly #last = new Map<number, Instant>();

  constructor(
    readonly holdings: Holdings,
    readonly graph: FlowGraph,
    /** Whether persons are told apart by what is held of them, so that their histories can be gone on with. */
    readonly keepsPasts: boolean,
  ) {}

  /**
   * A past in which histories ended, or from which they were gone on with.
   *
   * @param people how many more ended there than went on
   * @returns the number of their cohort
   */
  endedIn({ flows, trails, holdings }: Past, people: number): number {
    return this.#ended.add({ flows, trails, holdings: this.keepsPasts ? holdings : NO_HOLDINGS }, people);
  }

  /** What is held at one processor, and of how many more persons. */
  held(holdings: Int32Array, people: number): void {
    const arrivals = new Set<number>();
    for (const h of holdings) arrivals.add(this.holdings.arrivalOf(h));
    arrivals.delete(-1);
    for (const a of arrivals) this.#people.set(a, (this.#people.get(a) ?? 0) + people);
  }

  /** What a move delivers that happened first at minAt and last at maxAt. */
  delivered(arrivals: Int32Array, minAt: Instant, maxAt: Instant): void {
    for (const a of arrivals) {
      this.#first.set(a, Math.min(this.#first.get(a) ?? Infinity, minAt));
      this.#last.set(a, Math.max(this.#last.get(a) ?? -Infinity, maxAt));
    }
  }

  /**
   * @param isKept false for trails that are cut
   * @returns the cohorts, and their indexes by the number that states were given
   */
  cohorts(isKept: (trail: number) => boolean): { cohorts: PastColumns; indexes: Int32Array } {
    const ended = this.#ended;
    if (this.keepsPasts) {
      return { cohorts: ended.columns(), indexes: Int32Array.from({ length: ended.length }, (_, i) => i) };
    }
    const { cohorts, indexes } = ended.without(isKept);
    return { cohorts: cohorts.columns(), indexes };
  }

  arrivals(): ShardArrival[] {
    return this.holdings.arrivals.flatMap(({ origin, field, recipient }, id) => {
      const people = this.#people.get(id) ?? 0;
      const firstArrival = this.#first.get(id);
      const lastArrival = this.#last.get(id);
      // Whoever had it before and gets it again counts no more people, but a later time.
      if (firstArrival === undefined || lastArrival === undefined) return [];
      const { processors, fields } = this.graph;
      return {
        origin: at(processors, origin),
        field: at(fields, field),
        recipient: at(processors, recipient),
        people,
        firstArrival,
        lastArrival,
      };
    });
  }
}
