import { at, getOrMake } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import type { Instant } from '../model/instant.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { MoveTable } from './move-table.js';
import { PartTable } from './part-table.js';
import type { PastReader } from './past-columns.js';
import type { Past } from './past-table.js';
import { has } from './sorted-sets.js';
import { StateTable } from './state-table.js';
import { TransitionTable } from './transition-table.js';
import type { TrailTrie } from './trail-trie.js';

/** Bytes that the states kept at hand may take, at most: beyond it, what is rare costs more to find than to meet again. */
const MOST_BYTES = 512e6;

/** What part of a walk's memory they may take. Tables are copied as they grow, so that half of it would be too much. */
const SHARE = 0.3;

/** Bytes of what is counted of a state. */
const BYTES_OF_STATE = 12;

const NO_PARTS = new Int32Array();

/** No state. */
const NONE = -1;

/** What a walk is told of its states, before they are forgotten. */
export interface Told {
  /** A past in which histories ended, with how many more persons than went on from it; gives the number of their cohort. */
  readonly ended: (past: Past, people: number) => number;
  /** What is held at one processor of some persons, with how many more of them there are. */
  readonly held: (holdings: Int32Array, people: number) => void;
  /** Arrivals that a move delivers which happened, first at `minAt` and last at `maxAt`. */
  readonly delivered: (arrivals: Int32Array, minAt: Instant, maxAt: Instant) => void;
}

/**
 * The walk as a deterministic automaton that is built while it runs (the lazy subset construction, Thompson 1968): most
 * persons share most of their past, so an event is mostly one look-up. Its states are pasts, each the list of its parts at
 * processors. Its symbols are the flows that happen at one instant, a single one or a set, which may chain in any order. A
 * transition that is met for the first time is a move of one part, which other pasts have made before, mostly. What is counted
 * (persons, first and last times) is counted on states and moves, and folded into trails, cohorts and arrivals at the end or
 * when the memory bound asks for it; forgetting states loses nothing but speed.
 */
export class Automaton {
  /** What follows what, and by what. */
  table = new TransitionTable();
  moves = new MoveTable();
  #parts: PartTable;
  #states: StateTable;
  /** By state: persons whose history ended there. */
  #ended = new IntColumn();
  /** By state: persons whose history, as far as it was walked before, ended there, and goes on. */
  #left = new IntColumn();
  /** By state: number of the cohort that those persons are, once they were counted as one. */
  #cohort = new IntColumn();
  /** By number of a past that was walked before: its state. */
  #begun = new IntColumn();
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
    this.#parts = new PartTable(trie, holdings, edges);
    this.#states = new StateTable(this.#parts);
    this.#stateOf(this.#states.find(NO_PARTS));
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

  /**
   * Takes the step that a symbol makes from a state: `table` tells the state that follows and the move.
   */
  step(from: number, symbol: number): void {
    if (!this.table.find(from, symbol)) this.#newStep(from, symbol);
  }

  /** Counts a person whose history ends in a state. */
  endsIn(state: number): void {
    const { data: ended } = this.#ended;
    ended[state] = (ended[state] ?? 0) + 1;
  }

  /**
   * The state of a past that was walked before, from which a history goes on.
   *
   * @param pasts that were walked before, under the same numbers in every call
   */
  goOnFrom(number: number, pasts: Pick<PastReader, 'past'>): number {
    this.#begun.extend(number + 1, NONE);
    let state = at(this.#begun.data, number);
    if (state === NONE) {
      state = this.#stateOf(this.#states.find(this.#parts.partsOf(pasts.past(number))));
      this.#begun.data[number] = state;
    }
    this.#left.data[state] = at(this.#left.data, state) + 1;
    return state;
  }

  /** The cohort of those who ended in a state, once it was handed over. */
  cohortOf(state: number): number {
    return at(this.#cohort.data, state);
  }

  /** True when states take too much: hand them over and forget them. */
  get full(): boolean {
    return this.#full;
  }

  /** Tells of every state and move. Call once, before they are forgotten. */
  handOver(): void {
    const { moves, told } = this;
    const parts = this.#parts;
    const peopleOf = new Float64Array(parts.length);
    for (let state = 0; state < this.#states.length; state++) {
      const people = at(this.#ended.data, state);
      const gone = at(this.#left.data, state);
      if (people + gone === 0) continue;
      const own = this.#states.partsOf(state);
      this.#cohort.data[state] = told.ended(parts.pastOf(own), people - gone);
      for (const part of own) peopleOf[part] = at(peopleOf, part) + people - gone;
    }
    peopleOf.forEach((people, part) => {
      if (people !== 0) told.held(parts.part(part).holdings, people);
    });
    for (let move = 0; move < moves.length; move++) {
      const arrivals = moves.arrivals(move);
      if (arrivals.length > 0) told.delivered(arrivals, moves.minAt(move), moves.maxAt(move));
    }
  }

  /**
   * Forgets all states but one.
   *
   * @returns its number from now on
   */
  forgetAllBut(current: number): number {
    const past = this.#parts.pastOf(this.#states.partsOf(current));
    this.table = new TransitionTable();
    this.moves = new MoveTable();
    this.#parts = new PartTable(this.trie, this.holdings, this.edges);
    this.#states = new StateTable(this.#parts);
    this.#ended = new IntColumn();
    this.#left = new IntColumn();
    this.#cohort = new IntColumn();
    this.#begun = new IntColumn();
    this.#sets.length = 0;
    this.#setIds.clear();
    this.#stateOf(this.#states.find(NO_PARTS));
    return this.#stateOf(this.#states.find(this.#parts.partsOf(past)));
  }

  /** A state, which has room for what is counted of it from now on. */
  #stateOf(state: number): number {
    const { length } = this.#states;
    this.table.addStates(length);
    this.#ended.extend(length, 0);
    this.#left.extend(length, 0);
    this.#cohort.extend(length, -1);
    const pasts = this.#parts.bytes + this.#states.bytes + length * BYTES_OF_STATE;
    this.#full = this.table.bytes + this.moves.bytes + pasts >= this.#most;
    return state;
  }

  #newStep(from: number, symbol: number): void {
    const flow = symbol >= 0 ? at(this.edges, symbol) : undefined;
    if (flow === undefined || flow.sender === flow.recipient) {
      this.#newStepOfSeveral(from, symbol);
      return;
    }
    const sender = this.#states.partAt(from, flow.sender);
    const recipient = this.#states.partAt(from, flow.recipient);
    const move = this.#move(sender, recipient, symbol);
    const after = this.moves.after(move);
    const to = after === recipient ? from : this.#states.become(from, recipient, after);
    this.table.add(from, symbol, this.#stateOf(to), move);
  }

  /** The same where one flow may go on with what another brought, or with what it brought itself: until no more comes of it. */
  #newStepOfSeveral(from: number, symbol: number): void {
    const flows = symbol >= 0 ? [symbol] : at(this.#sets, -1 - symbol);
    const trails: number[] = [];
    const arrivals = new Set<number>();
    let to = from;
    for (let before = -1; before !== to;) {
      before = to;
      for (const flow of flows) {
        const { sender, recipient } = at(this.edges, flow);
        const part = this.#states.partAt(to, recipient);
        const move = this.#move(this.#states.partAt(to, sender), part, flow);
        for (const arrival of this.moves.arrivals(move)) arrivals.add(arrival);
        const after = this.moves.after(move);
        if (after === part) continue;
        for (const trail of this.moves.trails(move)) trails.push(trail);
        to = this.#states.become(to, part, after);
      }
    }
    const move = this.moves.addOfSeveral({ after: this.#parts.nothing, trails, arrivals: [...arrivals] });
    this.table.add(from, symbol, this.#stateOf(to), move);
  }

  /** What a flow does, given the part of the past at its sender and that at its recipient. */
  #move(sender: number, recipient: number, flow: number): number {
    const known = this.moves.find(sender, recipient, flow);
    if (known >= 0) return known;
    const edge = at(this.edges, flow);
    const from = this.#parts.part(sender);
    const to = this.#parts.part(recipient);
    const trails = this.#newTrails(from.trails, to.trails, flow);
    const { made, arrivals } = this.#pass(edge, from.holdings, to.holdings);
    const flows = has(to.flows, flow) ? [] : [flow];
    const nothing = flows.length + trails.length + made.length === 0;
    const after = nothing
      ? recipient
      : this.#parts.join(recipient, to, { flows, trails, holdings: made }, edge.recipient);
    return this.moves.add(sender, recipient, flow, { after, trails, arrivals });
  }

  /**
   * Trails that a flow reaches from those that end where it begins. A trail is reached from the one that it extends and by its
   * last flow alone, so none is found twice.
   */
  #newTrails(from: Int32Array, reached: Int32Array, flow: number): number[] {
    const { trie } = this;
    const found: number[] = [];
    const root = at(this.edges, flow).starts ? trie.root(flow) : -1;
    if (root >= 0 && !has(reached, root)) found.push(root);
    for (const node of from) {
      const child = trie.child(node, flow);
      if (child >= 0 && !has(reached, child)) found.push(child);
    }
    return found;
  }

  /** What a flow adds to what is held at its recipient, and the arrivals that it delivers. */
  #pass(edge: FlowEdge, from: Int32Array, held: Int32Array): { made: number[]; arrivals: number[] } {
    const made = new Set<number>();
    const arrivals = new Set<number>();
    this.holdings.pass(
      edge,
      from,
      (id) => {
        if (!has(held, id)) made.add(id);
      },
      (id) => {
        arrivals.add(id);
      },
    );
    return { made: [...made], arrivals: [...arrivals] };
  }
}
