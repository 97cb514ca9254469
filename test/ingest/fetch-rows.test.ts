import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadCase } from '../../src/case/load-case.js';
import { count } from '../../src/duckdb/count.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { fetchRows } from '../../src/ingest/fetch-rows.js';
import type { LinePlace, LineSpan } from '../../src/ingest/logs.js';
import { ALWAYS, readLogs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
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

/** Reads a log as it is read for an analysis; where reading may begin, as the run notes it. */
async function placesOf(t: TestContext, dir: string): Promise<LinePlace[]> {
  const db = await Database.open(join(dir, 'work.duckdb'), { memory: 1e9, threads: 2, tempDir: dir });
  t.after(() => {
    db.close();
  });
  await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
  const rows = await db.rows('SELECT * FROM places ORDER BY file, byte');
  assert.ok(rows.every((row) => row['file'] === 0));
  return rows.map((row) => ({
    byte: Number(row['byte']),
    line: Number(row['line']),
    rows: Number(row['rows']),
  }));
}

/** What stands before a byte, counted the long way. */
function counted(bytes: Buffer, byte: number, header: number): LinePlace {
  const lines = bytes.toString('utf8', 0, byte).split('\n').slice(0, -1);
  const rows = lines.filter((line) => line.trim() !== '').length;
  return { byte, line: lines.length + 1, rows: Math.max(0, rows - header) };
}

const LONG_LOGS: [name: string, file: string, text: () => string, header: number][] = [
  ['CSV', 'transfers.csv', () => csv(), 1],
  [
    'CSV with a mark of byte order, CR LF, and blank lines here and there',
    'transfers.csv',
    () => `\uFEFF\n${csv((row) => (row % 90_000 === 1 ? '\n \n' : ''))}`.replaceAll('\n', '\r\n'),
    1,
  ],
  [
    'JSON lines',
    'transfers.jsonl',
    () =>
      Array.from(
        { length: ROWS },
        (_, i) =>
          `{"at":"2024-01-01T00:00:00Z","user_id":"person-${i + 1}","sender":"shop","recipient":"${i % 2 === 0 ? 'ads' : 'lab'}","fields":"phone","purpose":"pay"}\n`,
      ).join(''),
    0,
  ],
];
for (const [name, file, text, header] of LONG_LOGS) {
  test(`places are noted where reading may begin, and wanted rows are read from them: ${name}`, async (t) => {
    const bytes = Buffer.from(text());
    const dir = writeFiles(tempDir(t), { ...BASE, [file]: bytes });
    const places = await placesOf(t, dir);
    // Where lines are blank, one for each batch.
    assert.ok(places.length > (name.includes('blank') ? 5 : 20), `${places.length} places`);
    assert.deepEqual(
      places,
      places.map(({ byte }) => (byte === 0 ? { byte: 0, line: 1, rows: 0 } : counted(bytes, byte, header))),
    );

    const kase = await loadCase(dir);
    const refs = [...WANTED, ROWS].map((row) => ({ file: 0, row }));
    const fetchWith = async (
      spans?: ReadonlyMap<number, readonly LineSpan[]>,
    ): Promise<[unknown, number]> => {
      const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: dir });
      try {
        const rows = await fetchRows(db, kase, refs, spans);
        return [refs.map(({ row }) => rows.get(`0:${row}`)), await count(db, 'staged_transfers')];
      } finally {
        db.close();
      }
    };
    const spans = places
      .map((place, i) => ({ ...place, until: places[i + 1]?.byte, end: places[i + 1]?.rows ?? ROWS }))
      .filter(({ rows, end }) => refs.some(({ row }) => row > rows && row <= end));
    const [whole] = await fetchWith();
    const [near, staged] = await fetchWith(new Map([[0, spans]]));
    assert.deepEqual(near, whole);
    if (!name.includes('blank')) assert.ok(staged < ROWS / 8, `${staged} rows were taken in`);
    // Of a file that changed since, all is read.
    const moved = spans.map((span) => ({ ...span, byte: span.byte + 1 }));
    assert.deepEqual((await fetchWith(new Map([[0, moved]])))[0], whole);
  });
}

test('no places are noted of a file that is compressed, or beyond a cell that runs over lines', async (t) => {
  const packed = writeFiles(tempDir(t), { ...BASE, 'transfers.csv.gz': gzipSync(csv()) });
  assert.deepEqual(await placesOf(t, packed), []);
  const text = csv().replace(csvRow(100_000), csvRow(100_000, '"person\n100000"'));
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': text });
  const places = await placesOf(t, dir);
  assert.ok(places.length > 5 && places.every(({ rows }) => rows < 100_000));
});
