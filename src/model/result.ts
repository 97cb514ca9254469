import type { Counts } from './counts.js';
import type { Code, Verdict } from './decision.js';
import type { Flow, RowRef } from './flow.js';
import type { ImportLimit } from './imports.js';
import type { Instant } from './instant.js';
import type { Effect } from './rule-pack.js';

/** One row of a chain that proves a trail. */
export interface WitnessRow extends RowRef {
  readonly at: Instant;
}

/** A path that personal data takes (2-semantics, "Trail"). */
export interface Trail {
  readonly id: string;
  /** The trail that this one extends by its last flow; null for trails of one flow. */
  readonly parent: string | null;
  readonly flows: readonly string[];
  /** Sender of the first flow, then every recipient. */
  readonly processors: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly fieldChains: readonly (readonly string[])[];
  readonly people: number;
  readonly foreign: boolean;
  readonly verdict: Verdict;
  /** 1-based. */
  readonly unsupportedHops: readonly number[];
  readonly witness: readonly WitnessRow[];
  /** The person whose rows the witness is, as the log names them: stays in the evidence store. */
  readonly witnessUser: string;
  /** Onward and taint gates that the last hop breaks here. */
  readonly breaches: readonly ChainBreach[];
}

/** An onward or taint gate that a hop of a trail breaks, for the field with which the chain arrives. */
export interface ChainBreach {
  readonly pack: string;
  readonly entry: number;
  readonly code: Code;
  readonly field: string;
}

/** How many people's data, sent by the origin as this field, arrived at a foreign recipient by any way, and when it first and last did. */
export interface Reach {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  readonly jurisdiction: string;
  readonly people: number;
  readonly firstArrival: Instant;
  readonly lastArrival: Instant;
}

/** Persons with the same set of flows and the same set of reported trails. */
export interface Cohort {
  readonly id: string;
  readonly people: number;
  readonly flows: readonly string[];
  readonly trails: readonly string[];
}

/** A person, as the log names them, and the place of their cohort in the list: stays in the evidence store. */
export interface Member {
  readonly userId: string;
  readonly cohort: number;
}

/** high: a breach that crosses the border; medium: any other breach; low: advisory. */
export type Severity = 'high' | 'medium' | 'low';

/** A gate that is broken by one sender towards one recipient, for one field and purpose, with one code: over all flows, or trails, where it is. */
export interface Finding {
  readonly id: string;
  readonly pack: string;
  readonly gate: string;
  readonly code: Code;
  readonly effect: Effect;
  readonly severity: Severity;
  readonly sender: string;
  readonly recipient: string;
  readonly field: string;
  readonly purpose: string;
  readonly crossBorder: boolean;
  /** Null for findings on trails. */
  readonly records: number | null;
  readonly people: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly flows: readonly string[];
  /** Trails on which it is broken; empty for findings on flows. */
  readonly trails: readonly string[];
  readonly provisions: readonly string[];
  readonly samples: readonly (RowRef & { readonly at: Instant; readonly userId: string })[];
}

/** What became of one log: every row read is accepted or rejected. */
export interface SourceCount {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Documents of other formats that make no row (a run that has only started, say); left out when there are none. */
  readonly passedOver?: number;
}

/** What an analysis comes to, every list in the order of the spec. */
export interface Analysis {
  readonly title: string;
  /** False when `maxTrails` cut trails longer than `hops`. */
  readonly complete: boolean;
  /** Listed are the trails of at most so many flows. */
  readonly hops: number;
  readonly maxTrails: number;
  /** The window of transfers, as instants; null where it is open. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly sources: { readonly transfers: SourceCount; readonly consents: SourceCount };
  /** What was read from other formats, and what they cannot show. */
  readonly imports: readonly ImportLimit[];
  /** Paths of the log files by index. */
  readonly files: readonly string[];
  readonly people: number;
  /** True when the result keeps who belongs to which cohort; false beyond a set number of people. */
  readonly named: boolean;
  /** When counts over the whole log reached what the rules ask; the law is asked again with them. */
  readonly counts: Counts;
  readonly flows: readonly Flow[];
  readonly trails: readonly Trail[];
  readonly reach: readonly Reach[];
  readonly findings: readonly Finding[];
  readonly cohorts: readonly Cohort[];
}
