import type { Instant } from '../model/instant.js';
import type { ConsentState } from '../model/states.js';

/** One accepted row of the consents log, for one person and one notice. Ends are Infinity when open. */
export interface ConsentRecord {
  readonly givenAt: Instant;
  readonly withdrawnAt: Instant;
  readonly expiresAt: Instant;
}

/** From `from` on (inclusive), the notice has this state. */
export interface ConsentPeriod {
  readonly from: Instant;
  readonly state: ConsentState;
}

/**
 * The state of a notice for a person at an instant, as 2-semantics ("Consent state") defines it.
 *
 * @param records all records of this person and notice, in any order
 */
export function consentStateAt(records: readonly ConsentRecord[], at: Instant): ConsentState {
  if (records.length === 0) return 'never';
  let deciding: ConsentRecord | undefined;
  for (const r of records) {
    if (r.givenAt > at) continue;
    if (at < r.withdrawnAt && at < r.expiresAt) return 'in_force';
    if (deciding === undefined || decidesOver(r, deciding)) deciding = r;
  }
  if (deciding === undefined) return 'not_yet';
  return endsByWithdrawal(deciding) ? 'withdrawn' : 'expired';
}

/** Of two records that have ended: the later given; then the later end; then the one that was withdrawn. */
function decidesOver(a: ConsentRecord, b: ConsentRecord): boolean {
  if (a.givenAt !== b.givenAt) return a.givenAt > b.givenAt;
  const endA = Math.min(a.withdrawnAt, a.expiresAt);
  const endB = Math.min(b.withdrawnAt, b.expiresAt);
  if (endA !== endB) return endA > endB;
  return endsByWithdrawal(a) && !endsByWithdrawal(b);
}

function endsByWithdrawal(r: ConsentRecord): boolean {
  return r.withdrawnAt !== Infinity && r.withdrawnAt <= r.expiresAt;
}

/**
 * The states over all time: ascending, starting before every record, neighbours different. The state changes only where
 * a record is given or ends, so asking there is enough. Quadratic in the records of one person and notice, which are few.
 */
export function consentTimeline(records: readonly ConsentRecord[]): ConsentPeriod[] {
  const periods: ConsentPeriod[] = [{ from: -Infinity, state: records.length === 0 ? 'never' : 'not_yet' }];
  const changes = new Set<Instant>();
  for (const r of records) {
    changes.add(r.givenAt);
    const end = Math.min(r.withdrawnAt, r.expiresAt);
    if (end !== Infinity) changes.add(Math.max(end, r.givenAt));
  }
  for (const from of [...changes].sort((a, b) => a - b)) {
    const state = consentStateAt(records, from);
    if (periods.at(-1)?.state !== state) periods.push({ from, state });
  }
  return periods;
}
