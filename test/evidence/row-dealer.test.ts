import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PAGE, partOf, type PairColumns, type SharedRows } from '../../src/evidence/dealt-rows.js';
import { DealerAside, DealerHere, type RowDealer } from '../../src/evidence/row-dealer.js';

/** A hash, and the number of the row and its square: as many columns as transfers have. */
const COLUMNS = 3;

/** Rows from one number on; their hashes differ, and their order says nothing. */
function rowsFrom(first: number, count: number): PairColumns {
  const hash = new Uint32Array(2 * count);
  const number = new Uint32Array(2 * count);
  const square = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    number[2 * i] = first + i;
    square[2 * i + 1] = (first + i) ** 2;
    hash[2 * i] = Math.imul(first + i, 0x9e3779b1);
    hash[2 * i + 1] = Math.imul(first + i, 0x85ebca6b);
  }
  return [hash, number, square];
}

/** The rows of each part, in order. */
function told(parts: readonly SharedRows[]): number[][][] {
  return parts.map(({ pages, rows }) =>
    Array.from({ length: rows }, (_, i) => [
      ...(pages[Math.floor(i / PAGE)] ?? new Uint32Array()).subarray(
        (i % PAGE) * 2 * COLUMNS,
        ((i % PAGE) + 1) * 2 * COLUMNS,
      ),
    ]),
  );
}

/** Deals batches of these sizes, which are gone as soon as they are taken. */
async function deal(dealer: RowDealer, parts: number, batches: readonly number[]): Promise<number[][][]> {
  dealer.begin(parts);
  let first = 0;
  for (const count of batches) {
    const columns = rowsFrom(first, count);
    await dealer.take(count, columns);
    for (const column of columns) column.fill(0);
    first += count;
  }
  return told(await dealer.end());
}

test('rows are in the part that the upper half of their hash says, each once and in their order', async () => {
  const parts = await deal(new DealerHere(COLUMNS), 5, [3000, 0, 9000]);
  assert.equal(parts.length, 5);
  const all = parts.flatMap((rows, part) => {
    for (const [, upper = 0, number = 0, ...others] of rows) {
      assert.equal(partOf(upper, 5), part);
      assert.deepEqual(others, [0, 0, (number ** 2) >>> 0]);
    }
    const numbers = rows.map((row) => row[2] ?? -1);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    return numbers;
  });
  assert.deepEqual(
    all.sort((a, b) => a - b),
    Array.from({ length: 12_000 }, (_, i) => i),
  );
});

test('dealing on a thread of its own comes to the same, pass after pass, whatever the batches', async (t) => {
  const [here, aside] = [new DealerHere(COLUMNS), new DealerAside(COLUMNS)];
  t.after(() => aside.close());
  // Batches of more and of fewer rows than the memory that both threads see has room for at once.
  const batch = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 60_000, max: 140_000 }));
  const passes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.array(batch, { maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(passes, async ([parts, batches]) => {
      assert.deepEqual(await deal(aside, parts, batches), await deal(here, parts, batches));
    }),
    { numRuns: 12 },
  );
});

test('more rows than wait for the thread at once are all dealt', async (t) => {
  const aside = new DealerAside(COLUMNS);
  t.after(() => aside.close());
  const parts = await deal(
    aside,
    3,
    Array.from({ length: 20 }, () => 65_536),
  );
  assert.equal(
    parts.reduce((sum, rows) => sum + rows.length, 0),
    20 * 65_536,
  );
});

test('what goes wrong in the thread is told to whoever waits for it', async () => {
  const aside = new DealerAside(COLUMNS);
  aside.begin(-1);
  await assert.rejects(async () => {
    await aside.end();
  }, RangeError);
  const ended = new DealerAside(COLUMNS);
  ended.begin(1);
  await ended.close();
  await assert.rejects(
    async () => {
      await ended.end();
    },
    { code: 'INTERNAL' },
  );
});
