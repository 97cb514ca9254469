import type { ConsentRecord } from '../evidence/consent-timeline.js';
import type { History } from '../evidence/history.js';
import { FlowBook } from '../law/flow-book.js';
import { lawOf } from '../law/decide.js';
import type { Case } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';
import { Automaton, occur, type State, type Transition } from './automaton.js';
import { Events } from './events.js';
import { FlowGraph, type FlowEdge } from './flow-graph.js';
import { Holdings } from './holdings.js';
import { NoticeCursor, recordsByNotice } from './notice-cursor.js';
import { Samples } from './samples.js';
import { ShardTally } from './shard-tally.js';
import type { FlowSample, ShardResult, ShardWitness } from './shard-result.js';
import { TrailTrie } from './trail-trie.js';

/** What is counted of a flow while its records go by. */
class FlowCount {
  records = 0;
  firstAt: Instant = Infinity;
  lastAt: Instant = -Infinity;
  readonly samples = new Samples<FlowSample>();
}

/**
 * Walks persons' histories, one at a time, each once: flows, trails with witnesses, reach and cohorts come out of
 * `result`. Linear in the log for persons whose pasts resemble each other, as the automaton remembers every past.
 */
export class Walk {
  readonly #book: FlowBook;
  readonly #graph: FlowGraph;
  readonly #edges: FlowEdge[] = [];
  readonly #trie: TrailTrie;
  readonly #automaton: Automaton;
  readonly #tally: ShardTally;
  readonly #counts: FlowCount[] = [];
  readonly #witnesses: ShardWitness[] = [];
  readonly #noticeIndex: ReadonlyMap<string, number>;
  readonly #events = new Events();
  #records = 0;
  #people = 0;

  /**
   * @param routes by route number, as histories name them
   * @param collectors processors that some accepted transfer, of whatever shard, reaches from the person themselves
   */
  constructor(kase: Case, routes: readonly Route[], collectors: readonly string[]) {
    this.#book = new FlowBook(lawOf(kase), routes);
    this.#graph = new FlowGraph(kase, collectors);
    this.#trie = new TrailTrie(this.#graph, this.#edges, kase.trace.maxHops, kase.trace.maxTrails);
    const holdings = new Holdings(this.#graph);
    const tally = new ShardTally(holdings, this.#graph);
    this.#tally = tally;
    this.#automaton = new Automaton(
      this.#trie,
      holdings,
      this.#edges,
      (state) => {
        tally.endedIn(state);
      },
      (transition) => {
        tally.happened(transition);
      },
    );
    this.#noticeIndex = new Map(kase.registers.notices.map((n, i) => [n.id, i]));
  }

  /** Walks one person's history. */
  person(history: History): void {
    const events = this.#events;
    events.load(history);
    this.#assignFlows(history, events);
    let state = this.#automaton.empty;
    let user: string | undefined;
    const userId = (): string => (user ??= history.userId());
    for (let i = 0; i < events.length;) {
      const when = at(events.at, i);
      let end = i + 1;
      while (end < events.length && events.at[end] === when) end++;
      state = this.#instant(state, i, end, when, userId);
      i = end;
    }
    for (let i = 0; i < events.length; i++) this.#count(i, userId);
    state.people++;
    this.#records += events.length;
    this.#people++;
  }

  /** What all persons walked so far come to. Call once, at the end. */
  result(): ShardResult {
    this.#automaton.fold();
    const trie = this.#trie;
    const kept = trie.depth.flatMap((depth, node) => (depth <= trie.limit ? [node] : []));
    const position = new Map(kept.map((node, i) => [node, i]));
    return {
      records: this.#records,
      people: this.#people,
      hops: trie.limit,
      flows: this.#book.flows.map((content, i) => {
        const { records, firstAt, lastAt, samples } = at(this.#counts, i);
        return { content, records, firstAt, lastAt, samples: samples.items };
      }),
      trails: kept.map((node) => ({
        parent: position.get(at(trie.parent, node)) ?? -1,
        flow: at(trie.flow, node),
        depth: at(trie.depth, node),
        witness: at(this.#witnesses, node),
      })),
      cohorts: this.#tally.cohorts((node) => position.get(node)),
      arrivals: this.#tally.arrivals(),
    };
  }

  #assignFlows(history: History, events: Events): void {
    const consents =
      history.consents.from === history.consents.to ? undefined : recordsByNotice(history.consents);
    const cursors = new Map<string, NoticeCursor>();
    for (let i = 0; i < events.length; i++) {
      const route = at(events.route, i);
      const when = at(events.at, i);
      const states = consents === undefined ? 0 : this.#cursor(cursors, consents, route).combinationAt(when);
      const flow = this.#book.flowOf(route, when, states);
      events.flow[i] = flow;
      events.states[i] = states;
      if (flow === this.#edges.length) {
        this.#edges.push(this.#graph.edgeOf(at(this.#book.flows, flow)));
        this.#counts.push(new FlowCount());
      }
    }
  }

  #cursor(
    cursors: Map<string, NoticeCursor>,
    records: Map<number, ConsentRecord[]>,
    route: number,
  ): NoticeCursor {
    const controller = this.#book.controllerOf(route);
    return getOrMake(cursors, controller, () => {
      const notices = this.#book.law.noticesOf(controller).map((n) => this.#noticeIndex.get(n.id) ?? -1);
      return new NoticeCursor(this.#book.statesOf(controller), notices, records);
    });
  }

  /** All events of one instant; they may chain in any order, so they are repeated until nothing new is reached. */
  #instant(from: State, start: number, end: number, when: Instant, userId: () => string): State {
    let state = from;
    for (let again = true; again;) {
      const before = state;
      for (let i = start; i < end; i++) {
        state = this.#automaton.relieve(state);
        const transition = this.#automaton.step(state, at(this.#events.flow, i));
        if (occur(transition, when, userId)) this.#witness(transition, when, userId());
        state = transition.to;
      }
      again = end - start > 1 && state !== before;
    }
    return state;
  }

  #witness(transition: Transition, when: Instant, userId: string): void {
    for (const node of transition.newTrails) {
      const best = this.#witnesses[node];
      if (best !== undefined && !precedes(when, userId, best)) continue;
      this.#witnesses[node] = { at: when, userId, rows: this.#events.earliestChain(this.#trie.path(node)) };
    }
  }

  #count(i: number, userId: () => string): void {
    const { at: times, row, flow, route, states } = this.#events;
    const count = at(this.#counts, at(flow, i));
    const when = at(times, i);
    count.records++;
    if (when < count.firstAt) count.firstAt = when;
    if (when > count.lastAt) count.lastAt = when;
    if (!count.samples.admits(when)) return;
    const candidate = { at: when, row: at(row, i) };
    count.samples.offer(candidate, () => ({
      ...candidate,
      userId: userId(),
      states: this.#book.noticeStates(at(route, i), at(states, i)),
    }));
  }
}

function precedes(when: Instant, userId: string, best: ShardWitness): boolean {
  return when < best.at || (when === best.at && compareText(userId, best.userId) < 0);
}
