import type { Notice } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import { fieldVerdict, worse, type Decision, type Verdict } from '../model/decision.js';
import type { NoticeStates, Route } from '../model/flow.js';
import { contentId } from '../model/ids.js';
import type { Instant } from '../model/instant.js';
import { askedController, breakpoints, crossesBorder, decide, type Law } from './decide.js';
import { NoticeStateTable } from './notice-states.js';

/** A flow's content: everything but what is counted over its records. */
export interface FlowContent extends Route {
  readonly id: string;
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly fieldVerdicts: readonly Verdict[];
  readonly crossBorder: boolean;
}

/**
 * What decides a record: its route, its period (between instants at which contracts, adequacy or dated gates change) and
 * its notice states. Records of one situation are decided alike under every law that has no other such instants.
 */
export interface Situation {
  /** Index of the flow that its records belong to. */
  readonly flow: number;
  readonly period: number;
  /** The notice states other than `never` by notice id, as JSON: equal text for equal states. */
  readonly notices: string;
}

/** Pairs of states and period of a route that are looked up in an array. */
const FEW_SITUATIONS = 64;

/** What a route's records are decided by, kept at hand for the walk. */
class RouteBook {
  readonly changes: readonly Instant[];
  /** By states and period: the number of the situation; the first few at hand in an array, where -1 is none. */
  readonly situations = new Map<number, number>();
  readonly few = new Int32Array(FEW_SITUATIONS).fill(-1);
  /** The period that was asked last: `at` in [from, until) has this index. */
  from = Infinity;
  until = -Infinity;
  period = 0;
  /** The combination of states that was asked last in this period, and the situation. */
  lastStates = -1;
  lastSituation = -1;

  constructor(
    readonly route: Route,
    readonly controller: string,
    laws: readonly Law[],
  ) {
    const changes = new Set(laws.flatMap((law) => breakpoints(law, route)));
    this.changes = [...changes].sort((a, b) => a - b);
  }
}

/**
 * Meets the law lazily: decides a situation once, when a record first has it, and gives equal decisions the same flow.
 * Asked of several laws, it tells flows apart that any of them does; the first says how they are decided.
 */
export class FlowBook {
  readonly flows: FlowContent[] = [];
  readonly situations: Situation[] = [];
  /** By situation: its flow. */
  readonly flowOf = new IntColumn();
  readonly #routes: RouteBook[];
  readonly #byId = new Map<string, number>();
  readonly #states = new Map<string, NoticeStateTable>();

  /** @param routes by route number, as histories name them */
  constructor(
    readonly laws: readonly Law[],
    routes: readonly Route[],
  ) {
    this.#routes = routes.map((r) => new RouteBook(r, askedController(r), laws));
  }

  /** Numbers a flow that was met before; records that are decided so will belong to it. */
  adopt(content: FlowContent): void {
    this.#byId.set(content.id, this.flows.push(content) - 1);
  }

  /** The notices of a controller that any of the laws knows. */
  noticesOf(controller: string): readonly Notice[] {
    const notices = new Map<string, Notice>();
    for (const n of this.laws.flatMap((law) => law.noticesOf(controller))) {
      if (!notices.has(n.id)) notices.set(n.id, n);
    }
    return [...notices.values()];
  }

  /** The controller whose notices decide a route's records. */
  controllerOf(route: number): string {
    return at(this.#routes, route).controller;
  }

  /** The combinations of states of a controller's notices, numbered. */
  statesOf(controller: string): NoticeStateTable {
    return getOrMake(
      this.#states,
      controller,
      () => new NoticeStateTable(this.noticesOf(controller).map((n) => n.id)),
    );
  }

  /**
   * Index (in `situations`) of the situation of a record.
   *
   * @param states number of the combination of the controller's notice states, from `statesOf`
   */
  situationOf(route: number, when: Instant, states: number): number {
    const book = this.#routes[route];
    if (book === undefined) throw new RangeError(`there is no route ${route}`);
    if (when < book.from || when >= book.until) this.#seek(book, when);
    else if (states === book.lastStates) return book.lastSituation;
    // Periods of one route are few: the pair fits a small integer.
    const key = states * (book.changes.length + 1) + book.period;
    let situation = book.few[key] ?? book.situations.get(key) ?? -1;
    if (situation < 0) situation = this.#meet(book, key, when, states);
    book.lastStates = states;
    book.lastSituation = situation;
    return situation;
  }

  /** Notice states by notice id, as they are kept with a sample. */
  noticeStates(route: number, states: number): NoticeStates {
    return Object.fromEntries(this.statesOf(this.controllerOf(route)).statesById(states));
  }

  #seek(book: RouteBook, when: Instant): void {
    let low = 0;
    let high = book.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(book.changes, middle) <= when) low = middle + 1;
      else high = middle;
    }
    book.period = low;
    book.from = low === 0 ? -Infinity : at(book.changes, low - 1);
    book.until = low === book.changes.length ? Infinity : at(book.changes, low);
  }

  #meet(book: RouteBook, key: number, when: Instant, states: number): number {
    const notices = this.statesOf(book.controller).statesById(states);
    const [decision, ...others] = this.laws.map((law) => decide(law, book.route, { at: when, notices }));
    if (decision === undefined) throw new RangeError('there is no law');
    const content = flowContent(at(this.laws, 0), book.route, decision, others);
    const flow = getOrMake(this.#byId, content.id, () => this.flows.push(content) - 1);
    this.flowOf.push(flow);
    const told = [...notices].filter(([, state]) => state !== 'never');
    const situation = { flow, period: book.period, notices: JSON.stringify(Object.fromEntries(told)) };
    const index = this.situations.push(situation) - 1;
    if (key < FEW_SITUATIONS) book.few[key] = index;
    else book.situations.set(key, index);
    return index;
  }
}

/**
 * The flow that a route and a decision make.
 *
 * @param others what other laws decide, where they tell flows apart as well
 */
export function flowContent(
  law: Law,
  route: Route,
  decision: Decision,
  others: readonly Decision[] = [],
): FlowContent {
  const { sender, recipient, fields, purpose, basis } = route;
  const fieldVerdicts = fields.map((f) => fieldVerdict(decision, f));
  return {
    id: contentId('F', [sender, recipient, fields, purpose, basis, decision, ...others]),
    sender,
    recipient,
    fields,
    purpose,
    basis,
    decision,
    verdict: fieldVerdicts.reduce(worse, 'out_of_scope'),
    fieldVerdicts,
    crossBorder: crossesBorder(law, route),
  };
}
