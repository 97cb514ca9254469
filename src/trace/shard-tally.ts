import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import type { State, Transition } from './automaton.js';
import type { FlowGraph } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { CohortTable, type CohortCount } from './cohort-table.js';
import type { ShardArrival } from './shard-result.js';

/** Folds what was counted on the automaton's states and transitions into cohorts and arrivals. */
export class ShardTally {
  readonly #ended = new CohortTable();
  readonly #people = new Map<number, number>();
  readonly #first = new Map<number, Instant>();
  readonly #last = new Map<number, Instant>();

  constructor(
    readonly holdings: Holdings,
    readonly graph: FlowGraph,
  ) {}

  /** A state in which histories ended. */
  endedIn(state: State): void {
    state.cohort = this.#ended.add(state.flows, state.trails, state.people);
    const arrivals = new Set<number>();
    for (const h of state.holdings) arrivals.add(this.holdings.arrivalOf(h));
    arrivals.delete(-1);
    for (const a of arrivals) this.#people.set(a, (this.#people.get(a) ?? 0) + state.people);
  }

  /** A transition that happened, first at minAt and last at maxAt. */
  happened(transition: Transition): void {
    for (const a of transition.arrivals) {
      this.#first.set(a, Math.min(this.#first.get(a) ?? Infinity, transition.minAt));
      this.#last.set(a, Math.max(this.#last.get(a) ?? -Infinity, transition.maxAt));
    }
  }

  /**
   * @param isKept false for trails that are cut
   * @returns the cohorts, and their indexes by the number that states were given
   */
  cohorts(isKept: (trail: number) => boolean): { cohorts: CohortCount[]; indexes: Int32Array } {
    return this.#ended.without(isKept);
  }

  arrivals(): ShardArrival[] {
    return this.holdings.arrivals.flatMap(({ origin, field, recipient }, id) => {
      const people = this.#people.get(id) ?? 0;
      const firstArrival = this.#first.get(id);
      const lastArrival = this.#last.get(id);
      if (people === 0 || firstArrival === undefined || lastArrival === undefined) return [];
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
