import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greatest, least } from '../../src/model/collect.js';

test('the least and the greatest value of however many items', () => {
  const items = Array.from({ length: 300_000 }, (_, i) => ({ value: (i * 7919) % 300_000 }));
  assert.equal(
    least(items, (item) => item.value),
    0,
  );
  assert.equal(
    greatest(items, (item) => item.value),
    299_999,
  );
});

test('of nothing, the least and the greatest are those of Math.min and Math.max', () => {
  assert.equal(least([], Number), Math.min());
  assert.equal(greatest([], Number), Math.max());
});
