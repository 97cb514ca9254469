import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadCase } from '../../src/case/load-case.js';
import { count } from '../../src/duckdb/count.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { fetchRows } from '../../src/ingest/fetch-rows.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

/** More text than is read at a time, several times over. */
const ROWS = 240_000;
const WANTED = [1, 70_001, 70_002, 150_000] as const;

/** The user ids of wanted rows and their lines, and how many rows were taken in for them. */
async function fetched(
  t: TestContext,
  name: string,
  text: string | Buffer,
  numbers: readonly number[] = WANTED,
): Promise<{ found: unknown[]; staged: number }> {
  const dir = writeFiles(tempDir(t), { ...BASE, [name]: text });
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: dir });
  t.after(() => {
    db.close();
  });
  const rows = await fetchRows(
    db,
    await loadCase(dir),
    numbers.map((row) => ({ file: 0, row })),
  );
  return {
    found: numbers.map((n) => {
      const row = rows.get(`0:${n}`);
      return row && [row.userId, row.line, row.recipient];
    }),
    staged: await count(db, 'staged_transfers'),
  };
}

const csvRow = (i: number, user = `person-${i}`): string =>
  `2024-01-01T00:00:00Z,${user},shop,${i % 2 === 0 ? 'lab' : 'ads'},phone,pay,,`;

/** @param before lines that stand before a row, as they are */
function csv(before: (row: number) => string = () => ''): string {
  return HEADER + Array.from({ length: ROWS }, (_, i) => `${before(i + 1)}${csvRow(i + 1)}\n`).join('');
}

const expected = (lineOf: (row: number) => number): unknown[] =>
  WANTED.map((row) => [`person-${row}`, lineOf(row), row % 2 === 0 ? 'lab' : 'ads']);

test('of a long text file, only what stands near the wanted rows is taken in', async (t) => {
  const text = csv();
  assert.ok(text.length > 12e6);
  const plain = await fetched(t, 'transfers.csv', text);
  assert.deepEqual(
    plain.found,
    expected((row) => row + 1),
  );
  assert.ok(plain.staged < ROWS, `${plain.staged} rows were taken in`);
  const packed = await fetched(t, 'transfers.csv.gz', gzipSync(text), [2]);
  assert.deepEqual(packed.found, [['person-2', 3, 'lab']]);
  assert.ok(packed.staged < ROWS / 2);
});

test('blank lines and cells over several lines before the wanted rows do not shift them', async (t) => {
  const blank = await fetched(
    t,
    'transfers.csv',
    csv((row) => (row === 50_000 ? '\n \t\n' : '')),
  );
  assert.deepEqual(
    blank.found,
    expected((row) => row + (row < 50_000 ? 1 : 3)),
  );
  // The row before is written over two lines.
  const quoted = csv().replace(csvRow(100_000), csvRow(100_000, '"person\n100000"'));
  const { found } = await fetched(t, 'transfers.csv', quoted);
  assert.deepEqual(
    found,
    expected((row) => row + (row <= 100_000 ? 1 : 2)),
  );
});

test('of JSON lines, too; and a row that is not there is not found', async (t) => {
  const lines = Array.from({ length: ROWS }, (_, i) =>
    JSON.stringify({
      ...{ at: '2024-01-01T00:00:00Z', user_id: `person-${i + 1}`, sender: 'shop' },
      ...{ recipient: (i + 1) % 2 === 0 ? 'lab' : 'ads', fields: 'phone', purpose: 'pay' },
    }),
  );
  const { found, staged } = await fetched(t, 'transfers.jsonl', lines.join('\n'));
  assert.deepEqual(
    found,
    expected((row) => row),
  );
  assert.ok(staged < ROWS);
  assert.deepEqual((await fetched(t, 'transfers.jsonl', lines.join('\n'), [ROWS + 1])).found, [undefined]);
});

test('of a Parquet file, the wanted rows alone are looked at: what is wrong with others is not met', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/.keep': '' });
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: dir });
  t.after(() => {
    db.close();
  });
  await db.run(
    `COPY (SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' AS "at",
       CASE WHEN i = 3 THEN ' spaced-' || i || ' ' ELSE 'person-' || i END AS user_id, 'shop' AS sender, 'ads' AS recipient,
       CASE WHEN i = 5 THEN ' phone | email' ELSE 'phone' END AS fields, 'pay' AS purpose FROM range(1, 400_001) r(i))
     TO ${quoteText(join(dir, 'transfers', 'a.parquet'))} (FORMAT parquet)`,
  );
  const numbers = [3, 5, 399_999];
  const rows = await fetchRows(
    db,
    await loadCase(dir),
    numbers.map((row) => ({ file: 0, row })),
  );
  assert.deepEqual(
    numbers.map((n) => [rows.get(`0:${n}`)?.userId, rows.get(`0:${n}`)?.fields]),
    [
      ['spaced-3', 'phone'],
      ['person-5', 'phone | email'],
      ['person-399999', 'phone'],
    ],
  );
  assert.equal(await count(db, 'seen_persons'), numbers.length, 'nobody else was looked at');
});
