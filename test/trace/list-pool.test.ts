import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { ListPool } from '../../src/trace/list-pool.js';

test('every list is found as it was added, whatever was tried in between', () => {
  const length = fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, fc.integer({ min: 60_000, max: 140_000 }));
  const action = fc.record({ length, first: fc.integer(), kept: fc.boolean() });
  const property = fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
    const pool = new ListPool();
    const kept: { place: number; list: Int32Array }[] = [];
    for (const { length: most, first, kept: isKept } of actions) {
      const list = Int32Array.from({ length: most }, (_, i) => first + i);
      // Room that is filled and not kept is given again.
      pool.room(most).set(list);
      if (isKept) kept.push({ place: pool.keep(most), list });
    }
    for (const { place, list } of kept) assert.deepEqual(pool.list(place), list);
  });
  fc.assert(property, { numRuns: 60 });
});

test('many short lists take little more than their numbers', () => {
  const pool = new ListPool();
  for (let i = 0; i < 100_000; i++) pool.add([i, i + 1, i + 2]);
  assert.ok(pool.size < 100_000 * 4 + 2 * 65_536, String(pool.size));
});
