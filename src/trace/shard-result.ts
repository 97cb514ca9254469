import type { FlowContent } from '../law/flow-book.js';
import type { NoticeStates } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { Candidate } from './samples.js';

/** A sample with its person and the notice states that decided it. */
export interface FlowSample extends Candidate {
  readonly userId: string;
  readonly states: NoticeStates;
}

export interface ShardFlow {
  readonly content: FlowContent;
  readonly records: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly samples: readonly FlowSample[];
}

/** A chain of log rows that proves a trail: the least of its shard. */
export interface ShardWitness {
  readonly at: Instant;
  readonly userId: string;
  readonly rows: readonly { readonly row: number; readonly at: Instant }[];
}

/** A trail by its place in the shard's list: `parent` stands before it, or is -1. */
export interface ShardTrail {
  readonly parent: number;
  readonly flow: number;
  readonly depth: number;
  readonly witness: ShardWitness;
}

/** Persons with the same flows and trails. */
export interface ShardCohort {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly people: number;
}

export interface ShardArrival {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  readonly people: number;
  readonly firstArrival: Instant;
  readonly lastArrival: Instant;
}

/** What one shard comes to: plain data that crosses threads and machines; sums, minima and unions add shards up. */
export interface ShardResult {
  readonly records: number;
  readonly people: number;
  /** The greatest number of flows of a trail that `maxTrails` leaves in this shard. */
  readonly hops: number;
  readonly flows: readonly ShardFlow[];
  readonly trails: readonly ShardTrail[];
  readonly cohorts: readonly ShardCohort[];
  readonly arrivals: readonly ShardArrival[];
}
