import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import type { State, Transition } from './automaton.js';
import type { FlowGraph } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import type { ShardArrival, ShardCohort } from './shard-result.js';

/** Folds what was counted on the automaton's states and transitions into cohorts and arrivals. */
export class ShardTally {
  readonly #ended: { flows: Int32Array; trails: Int32Array; people: number }[] = [];
  readonly #people = new Map<number, number>();
  readonly #first = new Map<number, Instant>();
  readonly #last = new Map<number, Instant>();

  constructor(
    readonly holdings: Holdings,
    readonly graph: FlowGraph,
  ) {}

  /** A state in which histories ended. */
  endedIn(state: State): void {
    this.#ended.push({ flows: state.flows, trails: state.trails, people: state.people });
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

  /** @param position place of a trail in the shard's list; undefined for trails that are cut */
  cohorts(position: (trail: number) => number | undefined): ShardCohort[] {
    const merged = new Map<string, { flows: Int32Array; trails: Int32Array; people: number }>();
    for (const { flows, trails, people } of this.#ended) {
      const kept = Int32Array.from([...trails].flatMap((t) => position(t) ?? []));
      const cohort = getOrMake(merged, `${flows.join()};${kept.join()}`, () => ({
        flows,
        trails: kept,
        people: 0,
      }));
      cohort.people += people;
    }
    return [...merged.values()];
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
