import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentStateAt, consentTimeline, type ConsentRecord } from '../src/evidence/consent-timeline.js';
import type { ConsentState } from '../src/model/states.js';

const moment = fc.integer({ min: 0, max: 12 });
const end = fc.option(fc.integer({ min: 0, max: 6 }), { nil: Infinity });
const record = fc.tuple(moment, end, end).map(([givenAt, withdrawn, expires]): ConsentRecord => ({
  givenAt,
  withdrawnAt: givenAt + withdrawn,
  expiresAt: givenAt + expires,
}));

/** The definition, sentence by sentence. */
function defined(records: readonly ConsentRecord[], t: number): ConsentState {
  if (records.some((r) => r.givenAt <= t && t < r.withdrawnAt && t < r.expiresAt)) return 'in_force';
  const given = records.filter((r) => r.givenAt <= t);
  if (given.length === 0) return records.length === 0 ? 'never' : 'not_yet';
  const latest = given.filter((r) => given.every((o) => o.givenAt <= r.givenAt));
  const endOf = (r: ConsentRecord): number => Math.min(r.withdrawnAt, r.expiresAt);
  const last = latest.filter((r) => latest.every((o) => endOf(o) <= endOf(r)));
  return last.some((r) => r.withdrawnAt <= t && r.withdrawnAt <= r.expiresAt) ? 'withdrawn' : 'expired';
}

test('the state of a consent is the defined one at every instant, asked alone or along the timeline', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), fc.integer({ min: -1, max: 20 }), (records, t) => {
      const expected = defined(records, t);
      assert.equal(consentStateAt(records, t), expected);
      assert.equal(consentTimeline(records).findLast((p) => p.from <= t)?.state, expected);
    }),
    { numRuns: 5000 },
  );
});
