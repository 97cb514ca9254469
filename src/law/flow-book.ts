import { at, getOrMake } from '../model/collect.js';
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

/** What a route's records are decided by, kept at hand for the walk. */
class RouteBook {
  readonly changes: readonly Instant[];
  readonly flows = new Map<number, number>();
  /** The period that was asked last: `at` in [from, until) has this index. */
  from = Infinity;
  until = -Infinity;
  period = 0;
  /** The combination of states that was asked last in this period, and its flow. */
  lastStates = -1;
  lastFlow = -1;

  constructor(
    readonly route: Route,
    readonly controller: string,
    law: Law,
  ) {
    this.changes = breakpoints(law, route);
  }
}

/**
 * Meets the law lazily: decides a combination of route, period (between instants at which contracts, adequacy or dated
 * gates change) and notice states once, when a record first has it, and gives equal decisions the same flow.
 */
export class FlowBook {
  readonly flows: FlowContent[] = [];
  readonly #routes: RouteBook[];
  readonly #byId = new Map<string, number>();
  readonly #states = new Map<string, NoticeStateTable>();

  /** @param routes by route number, as histories name them */
  constructor(
    readonly law: Law,
    routes: readonly Route[],
  ) {
    this.#routes = routes.map((r) => new RouteBook(r, askedController(r), law));
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
      () => new NoticeStateTable(this.law.noticesOf(controller).length),
    );
  }

  /**
   * Index (in `flows`) of the flow of a record.
   *
   * @param states number of the combination of the controller's notice states, from `statesOf`
   */
  flowOf(route: number, when: Instant, states: number): number {
    const book = at(this.#routes, route);
    if (when < book.from || when >= book.until) this.#seek(book, when);
    else if (states === book.lastStates) return book.lastFlow;
    // Periods of one route are few: the pair fits a small integer.
    const key = states * (book.changes.length + 1) + book.period;
    const flow = book.flows.get(key) ?? this.#meet(book, key, when, states);
    book.lastStates = states;
    book.lastFlow = flow;
    return flow;
  }

  /** Notice states by notice id, as they are kept with a sample. */
  noticeStates(route: number, states: number): NoticeStates {
    const { controller } = at(this.#routes, route);
    const combination = this.statesOf(controller).combination(states);
    return Object.fromEntries(this.law.noticesOf(controller).map((n, i) => [n.id, at(combination, i)]));
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
    const notices = this.statesOf(book.controller).combination(states);
    const decision = decide(this.law, book.route, { at: when, notices });
    const content = flowContent(this.law, book.route, decision);
    const index = getOrMake(this.#byId, content.id, () => this.flows.push(content) - 1);
    book.flows.set(key, index);
    return index;
  }
}

/** The flow that a route and a decision make. */
export function flowContent(law: Law, route: Route, decision: Decision): FlowContent {
  const { sender, recipient, fields, purpose, basis } = route;
  const fieldVerdicts = fields.map((f) => fieldVerdict(decision, f));
  return {
    id: contentId('F', [sender, recipient, fields, purpose, basis, decision]),
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
