import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { ALWAYS, readLogs, type Logs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { printedCase } from '../support/analyze.js';
import { writeParquet } from '../support/parquet.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const TITLED = { ...BASE, 'case.yaml': `title: Names\n${BASE['case.yaml'] ?? ''}` };

/** Rows as values of SQL: at, user_id, sender, recipient, fields, purpose, basis, record_id. */
const ROWS = [
  `('2024-01-01', 'u1', 'shop', 'ads', 'phone', 'pay', NULL, 'r1')`,
  `('2024-01-02', 'u2', 'Shop Inc.', 'ads', 'phone', 'pay', 'n1', NULL)`,
  `('2024-01-03', 'u2', 'shop', 'lab', 'hashed|phone', 'pay', NULL, 'r2')`,
  `('2024-01-03', 'u1', 'shop', 'lab', 'hashed|phone', 'pay', NULL, 'r2')`,
  `('2024-01-04', 'u3', 'shop', 'nobody', 'phone', 'pay', NULL, NULL)`,
];

/** Names with white space, and lists that have none but blank items. */
const UNTIDY = [
  `('2024-01-05', 'u3', ' shop', 'ads ', 'phone', 'pay', NULL, NULL)`,
  `('2024-01-06', 'u1', 'shop', 'ads', ' | ', 'pay', NULL, NULL)`,
];

function rowsSql(rows: readonly string[]): string {
  return `SELECT CAST(a AS TIMESTAMP) AS "at", b AS user_id, c AS sender, d AS recipient, e AS fields, f AS purpose, g AS basis,
    h AS record_id FROM (VALUES ${rows.join(', ')}) t(a, b, c, d, e, f, g, h)`;
}

function csvOf(rows: readonly string[]): string {
  const lines = rows.map((row) =>
    [...row.matchAll(/'([^']*)'|NULL/g)].map(([, text]) => `"${text ?? ''}"`).join(','),
  );
  return `${HEADER}${lines.join('\n')}\n`;
}

async function withLogs<T>(
  t: TestContext,
  dir: string,
  use: (db: Database, logs: Logs) => Promise<T>,
): Promise<T> {
  const db = await Database.open(':memory:', { memory: 1e9, threads: 1, tempDir: join(tempDir(t), 'spill') });
  try {
    return await use(db, await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED));
  } finally {
    db.close();
  }
}

for (const [what, first, second] of [
  ['clean names', ROWS, ROWS.slice(4)],
  ['names that are to be cleaned', [...ROWS, ...UNTIDY], ROWS.slice(4)],
] as const) {
  test(`Parquet files say the same as text: ${what}, in files of different columns`, async (t) => {
    const csv = writeFiles(tempDir(t), {
      ...TITLED,
      'transfers/a.csv': csvOf(first),
      'transfers/b.csv': csvOf(second),
    });
    const parquet = writeFiles(tempDir(t), { ...TITLED, 'transfers/none.txt': '' });
    await writeParquet(join(parquet, 'transfers', 'a.parquet'), rowsSql(first));
    const fewer = `SELECT "at", purpose, user_id, sender, recipient, fields FROM (${rowsSql(second)})`;
    await writeParquet(join(parquet, 'transfers', 'b.parquet'), fewer);
    const texts = JSON.stringify(await printedCase(csv)).replaceAll('.csv', '.parquet');
    assert.equal(JSON.stringify(await printedCase(parquet)), texts);
  });
}

test('names that were seen are counted as their rows are', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml':
      'home: KR\nrules: [./own.yaml]\nsources: { transfers: { columns: { sender: recipient, recipient: rows } } }\n',
    'transfers/none.txt': '',
  });
  const query = rowsSql(ROWS);
  const exchanged = `SELECT * EXCLUDE (sender, recipient), recipient AS rows, sender AS recipient FROM (${query})`;
  await writeParquet(join(dir, 'transfers', 'a.parquet'), exchanged);
  await withLogs(t, dir, async (db, logs) => {
    const seen = await db.rows('SELECT sender, recipient, rows, numbered FROM seen_names_0 ORDER BY ALL');
    assert.deepEqual(
      seen.map((row) => Object.values(row).map(String)),
      [
        ['Shop Inc.', 'ads', '1', '0'],
        ['shop', 'ads', '1', '1'],
        ['shop', 'lab', '2', '2'],
        ['shop', 'nobody', '1', '0'],
      ],
    );
    assert.equal(logs.numbered, 3);
    assert.deepEqual(
      logs.routes.map((r, i) => [r.sender, r.recipient, logs.live[i]]),
      [
        ['shop', 'ads', 1],
        ['shop', 'ads', 1],
        ['shop', 'lab', 1],
      ],
    );
    assert.deepEqual(logs.sources.transfers, { read: 5, accepted: 3, rejected: 2 });
  });
});

test('names that are lists or numbers are read with their rows', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/none.txt': '' });
  const query = `SELECT * REPLACE (string_split(fields, '|') AS fields) FROM (${rowsSql(ROWS.slice(0, 4))})`;
  await writeParquet(join(dir, 'transfers', 'a.parquet'), query);
  await withLogs(t, dir, async (db, logs) => {
    await assert.rejects(db.rows('FROM seen_names_0'), /seen_names_0/);
    assert.deepEqual(logs.sources.transfers, { read: 4, accepted: 3, rejected: 1 });
  });
});
