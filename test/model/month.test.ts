import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { formatInstant, EXACT_INSTANT_LIMIT } from '../../src/model/instant.js';
import { formatMonth, monthOf } from '../../src/model/month.js';

test('the month of an instant is the one that its date names', () => {
  const edges = ['1684-06-01', '1969-12-31', '1970-01-01', '2024-02-29', '2024-03-01', '2255-01-01'].flatMap(
    (day) => [Date.parse(day) * 1000 - 1, Date.parse(day) * 1000],
  );
  for (const at of edges) assert.equal(formatMonth(monthOf(at)), formatInstant(at).slice(0, 7));
  fc.assert(
    fc.property(fc.integer({ min: -EXACT_INSTANT_LIMIT, max: EXACT_INSTANT_LIMIT }), (at) => {
      assert.equal(formatMonth(monthOf(at)), formatInstant(at).slice(0, 7));
    }),
  );
});
