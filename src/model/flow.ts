import type { Decision, Verdict } from './decision.js';
import type { Instant } from './instant.js';
import type { ConsentState } from './states.js';

/** What a log row says apart from who and when, every name resolved: rows that agree in it share a route. */
export interface Route {
  /** Processor id, or `@user` for a collection. */
  readonly sender: string;
  readonly recipient: string;
  /** Distinct, in code point order. */
  readonly fields: readonly string[];
  readonly purpose: string;
  /** What the sender claims; null when the log says nothing. */
  readonly basis: string | null;
}

/** A row of a log: the file's index in listing order, and the 1-based row in it. */
export interface RowRef {
  readonly file: number;
  readonly row: number;
}

/** A transfer that stands for others: the earliest of its flow, say. */
export interface SampleRow extends RowRef {
  readonly at: Instant;
  /** The person, as the log names them: stays in the evidence store. */
  readonly userId: string;
}

/** States of the asked controller's notices at a record, by notice id. */
export type NoticeStates = Readonly<Record<string, ConsentState>>;

/**
 * Records of a flow that have the same notice states and lie between the same changes of contracts, adequacy and dated gates.
 * A flow is decided alike for all of its situations under the law as it is; under another, situations may part.
 */
export interface Situation {
  /** Id of the flow. */
  readonly flow: string;
  /** States of the asked controller's notices; one that is missing is `never`. */
  readonly notices: NoticeStates;
  readonly records: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** Records of a flow in a calendar month, such as `2024-05`. */
export interface MonthCount {
  readonly month: string;
  readonly records: number;
}

/** Transfers that share route and decision. */
export interface Flow extends Route {
  /** Names the content: equal in every run, shard and engine. */
  readonly id: string;
  readonly decision: Decision;
  readonly verdict: Verdict;
  /** By field, as in `fields`. */
  readonly fieldVerdicts: readonly Verdict[];
  readonly crossBorder: boolean;
  readonly records: number;
  readonly people: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Records by calendar month (UTC), ascending; months without any are left out. */
  readonly months: readonly MonthCount[];
  /** Up to five records, earliest first (by time, person, file, row). */
  readonly samples: readonly SampleRow[];
  /** The states that decided the first of the samples. */
  readonly sampleStates: NoticeStates;
}
