import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import type { TrailTrie } from './trail-trie.js';

/**
 * All that a person's past means for their future: the flows they had, the trails their data took, what is held where.
 * Each list is sorted. Persons with the same past share the state object.
 */
export interface State {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly holdings: Int32Array;
  /** Order-independent hash of the three sets, for looking the state up. */
  readonly hash: number;
  readonly next: Map<number, Transition>;
  /** Persons whose history ended here. */
  people: number;
}

/** What an event of a flow does to a state, with the times at which it happened. */
export interface Transition {
  readonly to: State;
  /** Trails that are reached by it for the first time. */
  readonly newTrails: readonly number[];
  /** Arrivals that it delivers, whether or not for the first time. */
  readonly arrivals: readonly number[];
  minAt: Instant;
  maxAt: Instant;
  /** Of the persons at minAt the least by code points, once asked for; for witnesses. */
  minUser: string;
}

/** Numbers (ids in the three sets) that the states kept at hand may hold together: 64 MB and more. */
const KEPT_NUMBERS = 16_000_000;

/**
 * The walk as a deterministic automaton that is built while it runs (the lazy subset construction, Thompson 1968, with
 * events of flows as the alphabet): most persons share most of their past, so an event is mostly one look-up. What is
 * counted (persons, first and last times) is counted on states and transitions, and folded into trails, cohorts and
 * arrivals at the end or when the memory bound asks for it; forgetting states loses nothing but speed.
 */
export class Automaton {
  readonly empty: State = this.#state(new Int32Array(), new Int32Array(), new Int32Array(), 0);
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

  /** The transition that an event of a flow makes from a state. */
  step(from: State, flow: number): Transition {
    return from.next.get(flow) ?? this.#newStep(from, flow);
  }

  /** Forgets states when they hold too much; call between two events, going on from the state given. */
  relieve(current: State): State {
    if (this.#kept < KEPT_NUMBERS) return current;
    this.fold();
    const again = this.#state(current.flows, current.trails, current.holdings, current.hash);
    this.#intern(again);
    return again;
  }

  /** Hands every state and transition over and forgets them. */
  fold(): void {
    const states = [this.empty, ...[...this.#states.values()].flat()];
    for (const s of states) {
      if (s.people > 0) this.onState(s);
      for (const t of s.next.values()) this.onTransition(t);
      s.people = 0;
      s.next.clear();
    }
    this.#states = new Map();
    this.#kept = 0;
  }

  #newStep(from: State, flow: number): Transition {
    const edge = at(this.edges, flow);
    const newFlows = has(from.flows, flow) ? [] : [flow];
    const newTrails: number[] = [];
    const reach = (node: number): void => {
      if (node >= 0 && !has(from.trails, node)) newTrails.push(node);
    };
    if (edge.sender >= 0) {
      for (let i = 0; i < from.trails.length; i++) reach(this.trie.child(at(from.trails, i), flow));
    }
    if (edge.starts) reach(this.trie.root(flow));
    const newHoldings = new Set<number>();
    const arrivals = new Set<number>();
    this.holdings.pass(
      edge,
      from.holdings,
      (id) => {
        if (!has(from.holdings, id)) newHoldings.add(id);
      },
      (id) => {
        arrivals.add(id);
      },
    );
    const transition: Transition = {
      to: this.#join(from, newFlows, newTrails, [...newHoldings]),
      newTrails,
      arrivals: [...arrivals],
      minAt: Infinity,
      maxAt: -Infinity,
      minUser: '',
    };
    from.next.set(flow, transition);
    this.#kept += 24 + newTrails.length + arrivals.size;
    return transition;
  }

  #join(from: State, flows: number[], trails: number[], holdings: number[]): State {
    if (flows.length + trails.length + holdings.length === 0) return from;
    let hash = from.hash;
    for (const f of flows) hash = (hash + mix(f * 3)) | 0;
    for (const t of trails) hash = (hash + mix(t * 3 + 1)) | 0;
    for (const h of holdings) hash = (hash + mix(h * 3 + 2)) | 0;
    const joined = this.#state(
      union(from.flows, flows),
      union(from.trails, trails),
      union(from.holdings, holdings),
      hash,
    );
    return this.#intern(joined);
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

  #state(flows: Int32Array, trails: Int32Array, holdings: Int32Array, hash: number): State {
    return { flows, trails, holdings, hash, next: new Map(), people: 0 };
  }
}

/** Notes that a transition happened; true when it is the least (time, person) so far, so that witnesses may change. */
export function occur(transition: Transition, when: Instant, user: () => string): boolean {
  if (when > transition.maxAt) transition.maxAt = when;
  if (when > transition.minAt) return false;
  if (transition.newTrails.length === 0) {
    transition.minAt = when;
    return false;
  }
  const name = user();
  if (when === transition.minAt && compareText(name, transition.minUser) >= 0) return false;
  transition.minAt = when;
  transition.minUser = name;
  return true;
}

/** Binary search in a sorted array. */
function has(sorted: Int32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = at(sorted, middle);
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function union(sorted: Int32Array, added: readonly number[]): Int32Array {
  if (added.length === 0) return sorted;
  const all = new Int32Array(sorted.length + added.length);
  all.set(sorted);
  all.set(added, sorted.length);
  return all.sort();
}

function same(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The finalizer of MurmurHash3: spreads small integers over 32 bits. */
function mix(n: number): number {
  let h = n | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
