import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TransitionTable } from '../../src/trace/transition-table.js';

test('transitions are found as they were added, however many a state has, and no others', () => {
  const step = fc.record({
    from: fc.nat(40),
    // Sets of flows have negative symbols.
    symbol: fc.integer({ min: -20, max: 60 }),
    to: fc.nat(1_000_000),
    move: fc.nat(1_000_000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 2000, size: 'max' }), (steps) => {
      const table = new TransitionTable();
      table.addStates(41);
      const known = new Map<string, { to: number; move: number }>();
      for (const { from, symbol, to, move } of steps) {
        const key = `${from} ${symbol}`;
        const before = known.get(key);
        assert.equal(table.find(from, symbol), before !== undefined, key);
        if (before === undefined) {
          table.add(from, symbol, to, move);
          known.set(key, { to, move });
        }
        assert.deepEqual({ to: table.to, move: table.move }, known.get(key), key);
      }
      for (let from = 0; from <= 40; from++) {
        for (let symbol = -20; symbol <= 60; symbol++) {
          const key = `${from} ${symbol}`;
          assert.equal(table.find(from, symbol), known.has(key), key);
          if (known.has(key)) assert.deepEqual({ to: table.to, move: table.move }, known.get(key), key);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('what a table takes is told as it grows', () => {
  const table = new TransitionTable();
  const before = table.bytes;
  table.addStates(1000);
  assert.equal(table.bytes - before, 1000 * 16);
  for (let symbol = 0; symbol < 1000; symbol++) table.add(0, symbol, 1, 1);
  assert.ok(table.bytes >= before + 1000 * 16 + 999 * 16);
});
