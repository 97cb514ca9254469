import type { History } from '../evidence/history.js';
import { FlowBook } from '../law/flow-book.js';
import { lawOf } from '../law/decide.js';
import type { Case } from '../model/case.js';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import { IntColumn, NumberColumn } from '../model/column.js';
import type { Reading } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import { TextColumn } from '../model/text-column.js';
import { AskedNotices } from './asked-notices.js';
import { Automaton } from './automaton.js';
import type { Begun, WalkOptions } from './begun.js';
import { Events } from './events.js';
import { FlowCounts } from './flow-counts.js';
import { FlowGraph, type FlowEdge } from './flow-graph.js';
import { Holdings } from './holdings.js';
import { MemberList } from './member-list.js';
import { consentsOf } from './notice-cursor.js';
import { NO_PASTS, PastReader } from './past-columns.js';
import { ShardTally } from './shard-tally.js';
import type { ShardResult, ShardSituations } from './shard-result.js';
import { TrailTrie } from './trail-trie.js';
import { Witnesses } from './witnesses.js';

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
  readonly #counts = new FlowCounts();
  readonly #witnesses = new Witnesses();
  /** Whether persons may be groups of people of whom nobody recorded who they are. */
  readonly #hasGroups: boolean;
  readonly #notices: AskedNotices;
  readonly #events = new Events();
  readonly #members: MemberList;
  /** Persons whose cohort is known once their states are counted. */
  #users = new TextColumn();
  #ends = new IntColumn();
  readonly #keepsPasts: boolean;
  /** By person, the time of their last transfer, when pasts are kept. */
  readonly #lastAt = new NumberColumn();
  readonly #holdings: Holdings;
  readonly #pasts: PastReader;
  #records = 0;
  /** Persons walked; those who were gone on with are no more people. */
  #walked = 0;
  #resumed = 0;

  /**
   * @param kase whose registers histories refer to
   * @param readings the case as its law is read: mostly `kase` alone; of several, flows are told apart that any tells apart
   * @param routes by route number, as histories name them
   * @param collectors processors that some accepted transfer, of whatever shard, reaches from the person themselves
   * @throws WayleaveError INTERNAL when what was met before cannot be taken in
   */
  constructor(
    kase: Case,
    readings: readonly Reading[],
    routes: readonly Route[],
    collectors: readonly string[],
    { named, keepsPasts, begun, memory }: WalkOptions,
  ) {
    this.#members = new MemberList(keepsPasts ? Infinity : named);
    this.#keepsPasts = keepsPasts;
    this.#pasts = new PastReader(begun?.pasts ?? NO_PASTS);
    this.#book = new FlowBook(
      readings.map((r) => lawOf(r.kase, r.counts)),
      routes,
    );
    this.#graph = new FlowGraph(kase, collectors);
    this.#trie = new TrailTrie(this.#graph, this.#edges, kase.trace.maxHops, kase.trace.maxTrails);
    const holdings = new Holdings(this.#graph);
    this.#holdings = holdings;
    const tally = new ShardTally(holdings, this.#graph, keepsPasts);
    this.#tally = tally;
    this.#automaton = new Automaton(
      this.#trie,
      holdings,
      this.#edges,
      {
        ended: (past, people) => tally.endedIn(past, people),
        held: (holdings, people) => {
          tally.held(holdings, people);
        },
        delivered: (arrivals, minAt, maxAt) => {
          tally.delivered(arrivals, minAt, maxAt);
        },
      },
      memory,
    );
    this.#hasGroups = kase.transfers.files.some((f) => f.documents !== undefined);
    this.#notices = new AskedNotices(this.#book, new Map(kase.registers.notices.map((n, i) => [n.id, i])));
    if (begun !== null) this.#adopt(begun);
  }

  /** Takes in what was met before, under the same numbers. */
  #adopt({ flows, parent, flow, holdings }: Begun): void {
    for (const content of flows) {
      this.#book.adopt(content);
      this.#edges.push(this.#graph.edgeOf(content));
      this.#counts.addFlow();
    }
    const adopted = (what: string, number: number, i: number): void => {
      if (number !== i) throw internal(`${what} ${i} that was met before would be ${number} now`);
    };
    for (let i = 0; i < parent.length; i++) {
      adopted('the trail', this.#trie.adopt(at(parent, i), at(flow, i)), i);
    }
    holdings.forEach((h, i) => {
      adopted('the holding', this.#holdings.adopt(h), i);
    });
  }

  /** Walks one person's history. */
  person(history: History): void {
    const events = this.#events;
    const automaton = this.#automaton;
    events.load(history);
    this.#assignFlows(history);
    const { at: times, flow, length } = events;
    let { table, moves } = automaton;
    let state = automaton.empty;
    if (history.past >= 0) {
      state = automaton.goOnFrom(history.past, this.#pasts);
      this.#resumed++;
    }
    for (let i = 0; i < length;) {
      if (automaton.full) {
        automaton.handOver();
        this.#settle();
        state = automaton.forgetAllBut(state);
        ({ table, moves } = automaton);
      }
      const when = times[i] ?? 0;
      let symbol = flow[i] ?? 0;
      let end = i + 1;
      if (end < length && times[end] === when) {
        while (end < length && times[end] === when) end++;
        symbol = automaton.symbolOf(flow.subarray(i, end));
      }
      automaton.step(state, symbol);
      const { to, move } = table;
      if (moves.happens(move, when)) this.#first(move, when, history);
      state = to;
      i = end;
    }
    automaton.endsIn(state);
    if (this.#keepsPasts) this.#lastAt.push(times[length - 1] ?? -Infinity);
    if (!this.#members.over) {
      history.addUserTo(this.#users);
      this.#ends.push(state);
      if (this.#users.length > this.#members.most) this.#forget();
    }
    this.#records += length;
    this.#walked++;
  }

  /** What all persons walked so far come to. Call once, at the end. */
  result(): ShardResult {
    this.#automaton.handOver();
    this.#settle();
    const { table, limit } = this.#trie;
    const { cohorts, indexes } = this.#tally.cohorts((trail) => at(table.depth.data, trail) <= limit);
    return {
      records: this.#records,
      people: this.#walked - this.#resumed,
      hops: limit,
      flows: this.#book.flows.map((content, i) => ({ content, ...this.#counts.of(i) })),
      situations: this.#situations(),
      trails: {
        parent: table.parent.packed(),
        flow: table.flow.packed(),
        witnesses: this.#witnesses.columns(),
      },
      cohorts,
      members: this.#members.members(indexes),
      holdings: this.#keepsPasts ? this.#holdings.all() : [],
      lastAt: this.#lastAt.packed(),
      arrivals: this.#tally.arrivals(),
    };
  }

  #situations(): ShardSituations {
    const { situations, flowOf } = this.#book;
    const { records, firstAt, lastAt } = this.#counts;
    return {
      flow: flowOf.packed(),
      period: Int32Array.from(situations, (s) => s.period),
      notices: situations.map((s) => s.notices),
      records: records.packed(),
      firstAt: firstAt.packed(),
      lastAt: lastAt.packed(),
    };
  }

  /** Gives persons the cohorts of the states in which they ended, which have been counted by now. */
  #settle(): void {
    this.#members.add(this.#users.packed(), (i) => this.#automaton.cohortOf(at(this.#ends.data, i)));
    this.#users = new TextColumn();
    this.#ends = new IntColumn();
  }

  #forget(): void {
    this.#members.drop();
    this.#users = new TextColumn();
    this.#ends = new IntColumn();
  }

  /** Finds the flow of every event, and counts it. */
  #assignFlows(history: History): void {
    const events = this.#events;
    const { at: times, route: routes, flow: flows, length } = events;
    const book = this.#book;
    const counts = this.#counts;
    const consents = consentsOf(history, this.#hasGroups);
    const notices = this.#notices;
    const person = this.#walked;
    for (let i = 0; i < length; i++) {
      const route = routes[i] ?? 0;
      const when = times[i] ?? 0;
      const states = consents === undefined ? 0 : notices.statesAt(route, person, consents, when);
      const situation = book.situationOf(route, when, states);
      const flow = book.flowOf.data[situation] ?? 0;
      flows[i] = flow;
      if (situation === counts.records.length) {
        counts.addSituation();
        if (flow === this.#edges.length) {
          this.#edges.push(this.#graph.edgeOf(at(book.flows, flow)));
          counts.addFlow();
        }
      }
      if (!counts.count(situation, flow, when)) continue;
      const row = events.rowOf(i);
      counts.offer(flow, when, row, () => {
        return { at: when, row, userId: history.userId(), states: book.noticeStates(route, states) };
      });
    }
  }

  /** A move at a time that is not later than any at which it happened: witnesses of its new trails may change. */
  #first(move: number, when: Instant, history: History): void {
    const { moves } = this.#automaton;
    const newTrails = moves.trails(move);
    if (newTrails.length === 0) {
      moves.setMinAt(move, when);
      return;
    }
    const userId = history.userId();
    if (!moves.isLeast(move, when, userId)) return;
    moves.setMinAt(move, when);
    for (const trail of newTrails) {
      if (!this.#witnesses.improves(trail, when, userId)) continue;
      // Of a history that goes on, the rows before are not here.
      if (history.past >= 0) this.#witnesses.keepEnd(trail, userId, when);
      else this.#witnesses.keep(trail, userId, this.#events.earliestChain(this.#trie.table.path(trail)));
    }
  }
}
