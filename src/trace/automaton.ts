import { at, getOrMake, groupBy } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { PastTable, type Past } from './past-table.js';
import { has } from './sorted-sets.js';
import { TransitionTable } from './transition-table.js';
import type { TrailTrie } from './trail-trie.js';

/** Bytes that the states kept at hand may take, at most: beyond it, what is rare costs more to find than to meet again. */
const MOST_BYTES = 512e6;

/** What part of a walk's memory they may take. Tables are copied as they grow, so that half of it would be too much. */
const SHARE = 0.3;

/** Bytes of a person's text that is kept for a transition, and of what is counted of a state. */
const BYTES_OF_USER = 48;
const BYTES_OF_STATE = 12;

const NOTHING: Past = { flows: new Int32Array(), trails: new Int32Array(), holdings: new Int32Array() };

/** What a walk is told of its states, before they are forgotten. */
export interface Told {
  /** A past in which histories ended, with how many more persons than went on from it; gives the number of their cohort. */
  readonly ended: (past: Past, people: number) => number;
  /** Arrivals that a transition delivers which happened, first at `minAt` and last at `maxAt`. */
  readonly delivered: (arrivals: Int32Array, minAt: Instant, maxAt: Instant) => void;
}

/**
 * The walk as a deterministic automaton that is built while it runs (the lazy subset construction, Thompson 1968): most
 * persons share most of their past, so an event is mostly one look-up. Its states are pasts. Its symbols are the flows that
 * happen at one instant, a single one or a set, which may chain in any order. What is counted (persons, first and last times)
 * is counted on states and transitions, and folded into trails, cohorts and arrivals at the end or when the memory bound asks
 * for it; forgetting states loses nothing but speed.
 */
export class Automaton {
  /** What follows what. */
  table = new TransitionTable();
  #pasts = new PastTable();
  /** By state: persons whose history ended there. */
  #ended = new IntColumn();
  /** By state: persons whose history, as far as it was walked before, ended there, and goes on. */
  #left = new IntColumn();
  /** By state: number of the cohort that those persons are, once they were counted as one. */
  #cohort = new IntColumn();
  /** By transition, where trails are new: of the persons at the first time at which it happened the least by code points. */
  #minUser: string[] = [];
  #full = false;
  readonly #sets: (readonly number[])[] = [];
  readonly #setIds = new Map<string, number>();
  readonly #most: number;

  /** @param memory bytes that the walk may use: what is kept of pasts is a part of it */
  constructor(
    readonly trie: TrailTrie,
    readonly holdings: Holdings,
    readonly edges: readonly FlowEdge[],
    readonly told: Told,
    memory: number,
  ) {
    this.#most = Math.min(MOST_BYTES, memory * SHARE);
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

  /** Counts a person whose history ends in a state. */
  endsIn(state: number): void {
    this.#ended.data[state] = at(this.#ended.data, state) + 1;
  }

  /** The state of a past that was walked before, from which a history goes on. */
  goOnFrom(past: Past): number {
    const state = this.#stateOf(this.#pasts.find(past));
    this.#left.data[state] = at(this.#left.data, state) + 1;
    return state;
  }

  /** The cohort of those who ended in a state, once it was handed over. */
  cohortOf(state: number): number {
    return at(this.#cohort.data, state);
  }

  /** Whether a person's text comes before that of everyone else for whom a transition happened at its first time. */
  isLeast(transition: number, when: Instant, userId: string): boolean {
    if (when === this.table.minAt(transition) && compareText(userId, at(this.#minUser, transition)) >= 0) {
      return false;
    }
    this.#minUser[transition] = userId;
    return true;
  }

  /** True when states take too much: hand them over and forget them. */
  get full(): boolean {
    return this.#full;
  }

  /** Tells of every state and transition. Call once, before they are forgotten. */
  handOver(): void {
    const { table, told } = this;
    for (let state = 0; state < this.#pasts.length; state++) {
      const people = at(this.#ended.data, state);
      const gone = at(this.#left.data, state);
      if (people + gone > 0) this.#cohort.data[state] = told.ended(this.#pasts.past(state), people - gone);
    }
    for (let transition = 0; transition < table.length; transition++) {
      const arrivals = table.arrivals(transition);
      if (arrivals.length > 0) told.delivered(arrivals, table.minAt(transition), table.maxAt(transition));
    }
  }

  /**
   * Forgets all states but one.
   *
   * @returns its number from now on
   */
  forgetAllBut(current: number): number {
    const past = this.#pasts.past(current);
    this.table = new TransitionTable();
    this.#pasts = new PastTable();
    this.#ended = new IntColumn();
    this.#left = new IntColumn();
    this.#cohort = new IntColumn();
    this.#minUser = [];
    this.#sets.length = 0;
    this.#setIds.clear();
    this.#begin();
    return this.#stateOf(this.#pasts.find(past));
  }

  #begin(): void {
    this.#stateOf(this.#pasts.find(NOTHING));
  }

  /** The state of a past, which has its number. */
  #stateOf(past: number): number {
    const { length } = this.#pasts;
    this.table.addStates(length);
    this.#ended.extend(length, 0);
    this.#left.extend(length, 0);
    this.#cohort.extend(length, -1);
    const beside = this.#minUser.length * BYTES_OF_USER + length * BYTES_OF_STATE;
    this.#full = this.table.bytes + this.#pasts.bytes + beside >= this.#most;
    return past;
  }

  #newStep(from: number, symbol: number): number {
    const past = this.#pasts.past(from);
    const flows = symbol >= 0 ? [symbol] : at(this.#sets, -1 - symbol);
    const trails = this.#newTrails(past.trails, flows);
    const { made: holdings, arrivals } = this.#pass(past.holdings, flows);
    const newFlows = flows.filter((f) => !has(past.flows, f));
    const nothing = newFlows.length + trails.length + holdings.length === 0;
    const to = nothing ? from : this.#pasts.join(from, past, { flows: newFlows, trails, holdings });
    this.#minUser.push('');
    return this.table.add(from, symbol, this.#stateOf(to), trails, arrivals);
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
}
