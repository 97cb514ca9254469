import type { Case } from './case.js';
import type { Instant } from './instant.js';

/**
 * When counts that rules ask for reach their thresholds: key of a count (law/counts.ts) → the instants at which "reached"
 * turns true, false, true, … in ascending order. A count that never reaches its threshold has no entry.
 */
export type Counts = Readonly<Record<string, readonly Instant[]>>;

/** A case as its law is read, with what was counted of all its logs for it. */
export interface Reading {
  readonly kase: Case;
  readonly counts: Counts;
}

/** The counts of a case whose packs count nothing. */
export const NO_COUNTS: Counts = {};
