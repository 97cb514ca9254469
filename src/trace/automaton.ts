import { at, getOrMake, groupBy } from '../model/collect.js';
import { mix } from '../model/hash.js';
import type { Instant } from '../model/instant.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { has, same, union } from './sorted-sets.js';
import { TransitionTable } from './transition-table.js';
import type { TrailTrie } from './trail-trie.js';

/**
 * All that a person's past means for their future: the flows they had, the trails their data took, what is held where.
 * Each list is ascending.
 */
export interface Past {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly holdings: Int32Array;
}

/** A past that somebody had. Persons with the same past share the state. */
export interface State extends Past {
  /** Order-independent hash of the three sets, for looking the state up. */
  readonly hash: number;
  readonly number: number;
  /** Persons whose history ended here. */
  people: number;
  /** Persons whose history, as far as it was walked before, ended here, and goes on. */
  left: number;
  /** Number of the cohort that they are, once they were counted as one. */
  cohort: number;
}

/** What a symbol does to a state. */
export interface Transition {
  /** Trails that are reached by it for the first time. */
  readonly newTrails: readonly number[];
  /** Arrivals that it delivers, whether or not for the first time. */
  readonly arrivals: readonly number[];
  /** Of the persons at the first time at which it happened the least by code points, where trails are new; for witnesses. */
  minUser: string;
}

/** Numbers (ids in the three sets, and what a state costs beside them) that the states kept at hand may hold together, at most. */
const MOST_NUMBERS = 16_000_000;

/** Bytes of a walk's memory for each such number: states are a good part of it, but not all. */
const BYTES_PER_NUMBER = 32;

/**
 * The walk as a deterministic automaton that is built while it runs (the lazy subset construction, Thompson 1968): most
 * persons share most of their past, so an event is mostly one look-up. Its symbols are the flows that happen at one
 * instant, a single one or a set, which may chain in any order. What is counted (persons, first and last times) is counted
 * on states and transitions, and folded into trails, cohorts and arrivals at the end or when the memory bound asks for it;
 * forgetting states loses nothing but speed.
 */
export class Automaton {
  /** What follows what. */
  table = new TransitionTable();
  /** By number. */
  readonly #states: State[] = [];
  /** By number in the table. */
  readonly #transitions: Transition[] = [];
  readonly #sets: (readonly number[])[] = [];
  readonly #setIds = new Map<string, number>();
  readonly #most: number;
  #byHash = new Map<number, State[]>();
  #kept = 0;

  /** @param memory bytes that the walk may use: what is kept of pasts is a part of it */
  constructor(
    readonly trie: TrailTrie,
    readonly holdings: Holdings,
    readonly edges: readonly FlowEdge[],
    /** Called for every state with persons, and for every transition, before they are forgotten. */
    readonly onState: (state: State) => void,
    readonly onTransition: (transition: Transition, minAt: Instant, maxAt: Instant) => void,
    memory: number,
  ) {
    this.#most = Math.min(MOST_NUMBERS, memory / BYTES_PER_NUMBER);
    this.#begin();
  }

  /** Number of the state of those of whom nothing is recorded. */
  readonly empty = 0;

  /** The symbol of several events of one instant: the flow's number, or a negative one for a set of flows. */
  symbolOf(flows: Int32Array): number {
    const distinct = [...new Set(flows)].sort((a, b) => a - b);
    const [only] = distinct;
    if (only !== undefined && distinct.length === 1) return only;
    return -1 - getOrMake(this.#setIds, distinct.join(), () => this.#sets.push(distinct) - 1);
  }

  /** Number of the transition that a symbol makes from a state. */
  step(from: number, symbol: number): number {
    const known = this.table.find(from, symbol);
    return known >= 0 ? known : this.#newStep(from, symbol);
  }

  transition(number: number): Transition {
    return at(this.#transitions, number);
  }

  state(number: number): State {
    return at(this.#states, number);
  }

  /** True when states hold too much: hand them over and forget them. */
  get full(): boolean {
    return this.#kept >= this.#most;
  }

  /** The state of a past that was walked before. */
  resume({ flows, trails, holdings }: Past): number {
    return this.#intern(flows, trails, holdings, hashOf(flows, trails, holdings));
  }

  /** Hands every state and transition over. Call once, before they are forgotten. */
  handOver(): void {
    const { table } = this;
    for (const s of this.#states) if (s.people > 0 || s.left > 0) this.onState(s);
    this.#transitions.forEach((transition, number) => {
      this.onTransition(transition, table.minAt(number), table.maxAt(number));
    });
  }

  /**
   * Forgets all states but one.
   *
   * @returns its number from now on
   */
  forgetAllBut(current: number): number {
    const { flows, trails, holdings, hash } = this.state(current);
    this.table = new TransitionTable();
    this.#states.length = 0;
    this.#transitions.length = 0;
    this.#byHash = new Map();
    this.#sets.length = 0;
    this.#setIds.clear();
    this.#kept = 0;
    this.#begin();
    return this.#intern(flows, trails, holdings, hash);
  }

  #begin(): void {
    this.#intern(new Int32Array(), new Int32Array(), new Int32Array(), 0);
  }

  #newStep(number: number, symbol: number): number {
    const from = this.state(number);
    const flows = symbol >= 0 ? [symbol] : at(this.#sets, -1 - symbol);
    const newTrails = this.#newTrails(from.trails, flows);
    const { made, arrivals } = this.#pass(from.holdings, flows);
    const newFlows = flows.filter((f) => !has(from.flows, f));
    this.#transitions.push({ newTrails, arrivals, minUser: '' });
    this.#kept += 24 + newTrails.length + arrivals.length;
    return this.table.add(number, symbol, this.#join(from, newFlows, newTrails, made));
  }

  /**
   * Trails that the flows of an instant reach from those reached before. A trail is reached from the one that it extends
   * and by its last flow alone, so none is found twice; one that extends a new trail is new.
   */
  #newTrails(reached: Int32Array, flows: readonly number[]): number[] {
    const [only] = flows;
    if (flows.length === 1 && only !== undefined) return this.#newTrailsBy(reached, only);
    const leaving = groupBy(flows, (f) => at(this.edges, f).sender);
    const found: number[] = [];
    for (const flow of flows) {
      if (!at(this.edges, flow).starts) continue;
      const root = this.trie.root(flow);
      if (root >= 0 && !has(reached, root)) found.push(root);
    }
    const { recipient } = this.trie;
    for (const node of reached) {
      for (const flow of leaving.get(recipient.data[node] ?? -1) ?? []) {
        const child = this.trie.child(node, flow);
        if (child >= 0 && !has(reached, child)) found.push(child);
      }
    }
    // What is found on the way is iterated over as well.
    for (const node of found) {
      for (const flow of leaving.get(recipient.data[node] ?? -1) ?? []) {
        const child = this.trie.child(node, flow);
        if (child >= 0) found.push(child);
      }
    }
    return found;
  }

  /** The same for one flow, which mostly is alone in its instant: no trail has it twice, so none chains with what is new. */
  #newTrailsBy(reached: Int32Array, flow: number): number[] {
    const { trie } = this;
    const { sender, starts } = at(this.edges, flow);
    const found: number[] = [];
    const root = starts ? trie.root(flow) : -1;
    if (root >= 0 && !has(reached, root)) found.push(root);
    const { data: recipient } = trie.recipient;
    for (const node of reached) {
      if (recipient[node] !== sender) continue;
      const child = trie.child(node, flow);
      if (child >= 0 && !has(reached, child)) found.push(child);
    }
    return found;
  }

  /** What the flows of an instant add to what is held, and the arrivals that they deliver. */
  #pass(held: Int32Array, flows: readonly number[]): { made: number[]; arrivals: number[] } {
    const made = new Set<number>();
    const arrivals = new Set<number>();
    for (let frontier: ArrayLike<number> = held, first = true; first || frontier.length > 0; first = false) {
      const next: number[] = [];
      for (const flow of flows) {
        this.holdings.pass(
          at(this.edges, flow),
          frontier,
          (id) => {
            if (has(held, id) || made.has(id)) return;
            made.add(id);
            next.push(id);
          },
          (id) => {
            arrivals.add(id);
          },
        );
      }
      frontier = next;
    }
    return { made: [...made], arrivals: [...arrivals] };
  }

  #join(from: State, flows: number[], trails: number[], holdings: number[]): number {
    if (flows.length + trails.length + holdings.length === 0) return from.number;
    const hash = (from.hash + hashOf(flows, trails, holdings)) | 0;
    return this.#intern(
      union(from.flows, flows),
      union(from.trails, trails),
      union(from.holdings, holdings),
      hash,
    );
  }

  #intern(flows: Int32Array, trails: Int32Array, holdings: Int32Array, hash: number): number {
    const bucket = getOrMake(this.#byHash, hash, () => []);
    const known = bucket.find(
      (s) => same(s.flows, flows) && same(s.trails, trails) && same(s.holdings, holdings),
    );
    if (known !== undefined) return known.number;
    const number = this.table.addState();
    const state = { number, flows, trails, holdings, hash, people: 0, left: 0, cohort: -1 };
    this.#states.push(state);
    bucket.push(state);
    this.#kept += 48 + flows.length + trails.length + holdings.length;
    return number;
  }
}

/** Order-independent; that of a union of sets without common members is the sum of theirs. */
function hashOf(flows: Iterable<number>, trails: Iterable<number>, holdings: Iterable<number>): number {
  let hash = 0;
  for (const f of flows) hash = (hash + mix(f * 3)) | 0;
  for (const t of trails) hash = (hash + mix(t * 3 + 1)) | 0;
  for (const h of holdings) hash = (hash + mix(h * 3 + 2)) | 0;
  return hash;
}
