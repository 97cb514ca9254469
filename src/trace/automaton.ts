import { at, getOrMake, groupBy } from '../model/collect.js';
import { mix } from '../model/hash.js';
import type { Instant } from '../model/instant.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { has, same, union } from './sorted-sets.js';
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

/** A past, and what was seen to follow it. Persons with the same past share the state object. */
export interface State extends Past {
  /** Order-independent hash of the three sets, for looking the state up. */
  readonly hash: number;
  /** What has been seen to follow: symbols, and at the same place their transitions. */
  readonly symbols: number[];
  readonly transitions: Transition[];
  /** The same by symbol, once they are too many to look through. */
  index: Map<number, Transition> | undefined;
  /** Persons whose history ended here. */
  people: number;
  /** Persons whose history, as far as it was walked before, ended here, and goes on. */
  left: number;
  /** Number of the cohort that they are, once they were counted as one. */
  cohort: number;
}

/** What a symbol does to a state, with the times at which it happened. */
export interface Transition {
  readonly to: State;
  /** Trails that are reached by it for the first time. */
  readonly newTrails: readonly number[];
  /** Arrivals that it delivers, whether or not for the first time. */
  readonly arrivals: readonly number[];
  minAt: Instant;
  maxAt: Instant;
  /** Of the persons at minAt the least by code points, where trails are new; for witnesses. */
  minUser: string;
}

/** Numbers (ids in the three sets) that the states kept at hand may hold together: 64 MB and more. */
const KEPT_NUMBERS = 16_000_000;

/** So many transitions of a state are looked through one by one. */
const FEW = 8;

/**
 * The walk as a deterministic automaton that is built while it runs (the lazy subset construction, Thompson 1968): most
 * persons share most of their past, so an event is mostly one look-up. Its symbols are the flows that happen at one
 * instant, a single one or a set, which may chain in any order. What is counted (persons, first and last times) is counted
 * on states and transitions, and folded into trails, cohorts and arrivals at the end or when the memory bound asks for it;
 * forgetting states loses nothing but speed.
 */
export class Automaton {
  readonly empty: State = newState(new Int32Array(), new Int32Array(), new Int32Array(), 0);
  readonly #sets: (readonly number[])[] = [];
  readonly #setIds = new Map<string, number>();
  #states = new Map<number, State[]>();
  #kept = 0;

  constructor(
    readonly trie: TrailTrie,
    readonly holdings: Holdings,
    readonly edges: readonly FlowEdge[],
    /** Called for every state with persons, and for every transition, before they are forgotten. */
    readonly onState: (state: State) => void,
    readonly onTransition: (transition: Transition) => void,
  ) {}

  /** The symbol of several events of one instant: the flow's number, or a negative one for a set of flows. */
  symbolOf(flows: Int32Array): number {
    const distinct = [...new Set(flows)].sort((a, b) => a - b);
    const [only] = distinct;
    if (only !== undefined && distinct.length === 1) return only;
    return -1 - getOrMake(this.#setIds, distinct.join(), () => this.#sets.push(distinct) - 1);
  }

  /** The transition that a symbol makes from a state. */
  step(from: State, symbol: number): Transition {
    const { symbols, index } = from;
    if (index !== undefined) return index.get(symbol) ?? this.#newStep(from, symbol);
    for (let i = 0; i < symbols.length; i++) if (symbols[i] === symbol) return at(from.transitions, i);
    return this.#newStep(from, symbol);
  }

  /** True when states hold too much: go on from what `relieve` gives. */
  get full(): boolean {
    return this.#kept >= KEPT_NUMBERS;
  }

  /** Forgets all states but the one given. */
  relieve(current: State): State {
    this.fold();
    return this.#intern(newState(current.flows, current.trails, current.holdings, current.hash));
  }

  /** The state of a past that was walked before. */
  resume({ flows, trails, holdings }: Past): State {
    return this.#intern(newState(flows, trails, holdings, hashOf(flows, trails, holdings)));
  }

  /** Hands every state and transition over and forgets them. */
  fold(): void {
    const states = [this.empty, ...[...this.#states.values()].flat()];
    for (const s of states) {
      if (s.people > 0 || s.left > 0) this.onState(s);
      for (const t of s.transitions) this.onTransition(t);
      s.people = 0;
      s.left = 0;
      s.symbols.length = 0;
      s.transitions.length = 0;
      s.index = undefined;
    }
    this.#states = new Map();
    this.#sets.length = 0;
    this.#setIds.clear();
    this.#kept = 0;
  }

  #newStep(from: State, symbol: number): Transition {
    const flows = symbol >= 0 ? [symbol] : at(this.#sets, -1 - symbol);
    const newTrails = this.#newTrails(from.trails, flows);
    const { made, arrivals } = this.#pass(from.holdings, flows);
    const transition: Transition = {
      to: this.#join(
        from,
        flows.filter((f) => !has(from.flows, f)),
        newTrails,
        made,
      ),
      newTrails,
      arrivals,
      minAt: Infinity,
      maxAt: -Infinity,
      minUser: '',
    };
    from.symbols.push(symbol);
    from.transitions.push(transition);
    if (from.symbols.length > FEW) {
      from.index ??= new Map(from.symbols.map((s, i) => [s, at(from.transitions, i)]));
      from.index.set(symbol, transition);
    }
    this.#kept += 24 + newTrails.length + arrivals.length;
    return transition;
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

  #join(from: State, flows: number[], trails: number[], holdings: number[]): State {
    if (flows.length + trails.length + holdings.length === 0) return from;
    const hash = (from.hash + hashOf(flows, trails, holdings)) | 0;
    return this.#intern(
      newState(union(from.flows, flows), union(from.trails, trails), union(from.holdings, holdings), hash),
    );
  }

  #intern(state: State): State {
    const bucket = getOrMake(this.#states, state.hash, () => []);
    const known = bucket.find(
      (s) => same(s.flows, state.flows) && same(s.trails, state.trails) && same(s.holdings, state.holdings),
    );
    if (known !== undefined) return known;
    bucket.push(state);
    this.#kept += 48 + state.flows.length + state.trails.length + state.holdings.length;
    return state;
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

function newState(flows: Int32Array, trails: Int32Array, holdings: Int32Array, hash: number): State {
  return {
    flows,
    trails,
    holdings,
    hash,
    symbols: [],
    transitions: [],
    index: undefined,
    people: 0,
    left: 0,
    cohort: -1,
  };
}
