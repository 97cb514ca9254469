import type { FlowContent } from '../law/flow-book.js';
import type { NoticeStates } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { Texts } from '../model/text-column.js';
import type { PastColumns } from './past-columns.js';
import type { Holding } from './holdings.js';
import type { Candidate } from './samples.js';
import type { WitnessColumns } from './witnesses.js';

/** A sample with its person and the notice states that decided it. */
export interface FlowSample extends Candidate {
  readonly userId: string;
  readonly states: NoticeStates;
}

/** A flow of a shard, but for what follows from its situations. */
export interface ShardFlow {
  readonly content: FlowContent;
  /** Records by number of the month (`monthOf`). */
  readonly months: ReadonlyMap<number, number>;
  readonly samples: readonly FlowSample[];
}

/** What was counted of each situation (law/flow-book.ts), in columns. */
export interface ShardSituations {
  readonly flow: Int32Array;
  readonly period: Int32Array;
  readonly notices: readonly string[];
  readonly records: Float64Array;
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
}

/** The trails of a shard in columns; `parent` is the place of the trail that one extends, before it, or -1. */
export interface ShardTrails {
  readonly parent: Int32Array;
  readonly flow: Int32Array;
  readonly witnesses: WitnessColumns;
}

/** Reach, over the persons of a shard. */
export interface ShardArrival {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  readonly people: number;
  readonly firstArrival: Instant;
  readonly lastArrival: Instant;
}

/** Which cohort each person belongs to, by the cohort's place in the list beside it. */
export interface Members {
  readonly users: Texts;
  readonly cohort: Int32Array;
}

/** What one shard comes to: plain data that crosses threads and machines; sums, minima and unions add shards up. */
export interface ShardResult {
  readonly records: number;
  readonly people: number;
  /** The greatest number of flows of a trail that `maxTrails` leaves in this shard; longer ones may be among `trails`. */
  readonly hops: number;
  readonly flows: readonly ShardFlow[];
  readonly situations: ShardSituations;
  readonly trails: ShardTrails;
  /** Persons who were gone on with are taken away where they were, and added where they are now. */
  readonly cohorts: PastColumns;
  /** Null when there are more persons than are kept by name. */
  readonly members: Members | null;
  /** What cohorts' holdings are; none where persons are not told apart by them. */
  readonly holdings: readonly Holding[];
  /** By member, the time of their last transfer; empty where histories are not to be gone on with. */
  readonly lastAt: Float64Array;
  readonly arrivals: readonly ShardArrival[];
}
