import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { fileGroups } from '../../src/ingest/file-groups.js';
import { ALWAYS } from '../../src/ingest/read-logs.js';
import type { LogFile } from '../../src/model/case.js';
import { personAnalysis } from '../../src/pipeline.js';
import { runCli } from '../support/cli.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

/** Rows of a file by its number: some of an unknown processor, some that repeat a record of another file. */
const rowsOf = (file: number, rows = 40): string =>
  `SELECT '2024-01-' || lpad(CAST(1 + i % 28 AS VARCHAR), 2, '0') || 'T00:00:00Z' AS "at", 'u' || (i % 7) AS user_id, 'shop' AS sender,
     CASE WHEN (i + ${file}) % 11 = 0 THEN 'nobody' WHEN i % 2 = 0 THEN 'ads' ELSE 'lab' END AS recipient, 'phone' AS fields,
     'pay' AS purpose, CASE WHEN i % 13 = 5 THEN 'r' || i ELSE 'f' || ${file} || '-' || i END AS record_id FROM range(${rows}) r(i)`;

const QUERIES: readonly string[] = [
  rowsOf(0),
  rowsOf(1, 3),
  // Another column, and other types.
  `SELECT *, 1 AS further FROM (${rowsOf(2)})`,
  `SELECT *, 1 AS further FROM (${rowsOf(3)})`,
  `SELECT * REPLACE ([fields] AS fields) FROM (${rowsOf(4)})`,
  rowsOf(5),
];

async function opened(t: TestContext): Promise<Database> {
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  return db;
}

/** A case whose transfers are several files, in one format or the other. */
async function caseOf(t: TestContext, db: Database, queries: readonly string[], format: 'parquet' | 'csv') {
  const dir = writeFiles(join(tempDir(t), 'case'), { ...BASE, 'transfers/.keep': '' });
  for (const [i, query] of queries.entries()) {
    const path = join(dir, 'transfers', `${i}.${format}`);
    const flat =
      format === 'csv'
        ? `SELECT * REPLACE (array_to_string([fields], '|') AS fields) FROM (${query})`
        : query;
    await db.run(`COPY (${flat}) TO ${quoteText(path)} (FORMAT ${format})`);
  }
  return dir;
}

const parquet = (path: string): LogFile => ({ path, format: 'parquet', compression: 'none' });

test('files that follow each other with the same columns are one group; others, and damaged ones, are not', async (t) => {
  const db = await opened(t);
  const dir = await caseOf(t, db, QUERIES, 'parquet');
  const files = QUERIES.map((_, i) => parquet(`transfers/${i}.parquet`));
  const shape = async (some: readonly LogFile[]): Promise<unknown[]> =>
    (await fileGroups(db, dir, some)).map((g) => [g.files.map((f) => f.path[10]).join(''), g.rowsOf]);
  assert.deepEqual(await shape(files), [
    ['01', [40, 3]],
    ['23', [40, 40]],
    ['4', [40]],
    ['5', [40]],
  ]);
  assert.deepEqual(await shape(files.slice(0, 1)), [['0', undefined]]);
  writeFileSync(join(dir, 'transfers', '1.parquet'), 'no Parquet');
  assert.deepEqual(await shape(files.slice(0, 2)), [
    ['0', undefined],
    ['1', undefined],
  ]);
  await db.run(
    `COPY (SELECT *, 7 AS file_index FROM (${rowsOf(0)})) TO ${quoteText(join(dir, 'transfers', '1.parquet'))} (FORMAT parquet)`,
  );
  assert.deepEqual(await shape([parquet('transfers/1.parquet'), parquet('transfers/1.parquet')]), [
    ['1', undefined],
    ['1', undefined],
  ]);
});

test('many Parquet files come to what the same rows as CSV do: every row is of its file, rejected or not', async (t) => {
  const db = await opened(t);
  // In CSV a list is its text, and of one item that is the item.
  const queries = QUERIES.map((q, i) => (i === 4 ? rowsOf(4) : q));
  const told = async (format: 'parquet' | 'csv'): Promise<unknown> => {
    const dir = await caseOf(t, db, format === 'csv' ? queries : QUERIES, format);
    const ran = await runCli(['analyze', dir, '--json']);
    assert.equal(ran.code, 0, ran.stderr);
    const rejects = await runCli(['rejects', dir]);
    const lines = rejects.stdout.split('\n').map((line) => line.replace(/^([^,]*,[^,]*,\d+),\d*/, '$1'));
    const same = (text: string): string => text.replaceAll(`.${format}`, '');
    return [JSON.parse(same(ran.stdout)), lines.map(same)];
  };
  const [fromParquet, fromCsv] = [await told('parquet'), await told('csv')];
  assert.deepEqual(fromParquet, fromCsv);
});

test('a damaged file among many is named', async (t) => {
  const db = await opened(t);
  const dir = await caseOf(t, db, [rowsOf(0), rowsOf(1), rowsOf(2)], 'parquet');
  writeFileSync(join(dir, 'transfers', '1.parquet'), 'no Parquet');
  const ran = await runCli(['analyze', dir]);
  assert.equal(ran.code, 2);
  assert.match(ran.stderr, /LOG_UNREADABLE: transfers\/1\.parquet cannot be read as Parquet/);
});

test('a file lacks a column that those before it have: that file is named', async (t) => {
  const db = await opened(t);
  const dir = await caseOf(t, db, [rowsOf(0), `SELECT * EXCLUDE (purpose) FROM (${rowsOf(1)})`], 'parquet');
  const ran = await runCli(['analyze', dir]);
  assert.equal(ran.code, 2);
  assert.match(ran.stderr, /transfers\/1\.parquet has no column purpose/);
});

test('folders name columns that the files in them have not, as they are written; what a file has itself stays', async (t) => {
  const db = await opened(t);
  const dir = writeFiles(join(tempDir(t), 'case'), {
    ...BASE,
    'case.yaml': `${BASE['case.yaml'] ?? ''}sources: { transfers: { files: ['transfers/**/*.parquet'] } }\n`,
    'transfers/user_id=007/.keep': '',
    'transfers/user_id=a7/.keep': '',
    'transfers/recipient=lab/.keep': '',
  });
  const row = `TIMESTAMPTZ '2024-01-01 00:00:00+00' AS "at", 'shop' AS sender, 'ads' AS recipient, 'phone' AS fields, 'pay' AS purpose`;
  const put = (path: string, columns: string): Promise<void> =>
    db.run(`COPY (SELECT ${columns}) TO ${quoteText(join(dir, 'transfers', path))} (FORMAT parquet)`);
  await put('user_id=007/a.parquet', row);
  await put('user_id=a7/a.parquet', row);
  await put('recipient=lab/a.parquet', `${row}, 'own' AS user_id`);
  const ran = await runCli(['analyze', dir, '--json']);
  assert.equal(ran.code, 0, ran.stderr);
  assert.match((await runCli(['person', dir, '007'])).stdout, /shop → ads/);
  assert.match((await runCli(['person', dir, 'a7'])).stdout, /shop → ads/);
  assert.match((await runCli(['person', dir, 'own'])).stdout, /shop → ads/);
});

test('a row is of its file where the database reads but one of the folders that name people', async (t) => {
  const db = await opened(t);
  const dir = writeFiles(join(tempDir(t), 'case'), {
    ...BASE,
    'case.yaml': `${BASE['case.yaml'] ?? ''}sources: { transfers: { files: ['transfers/**/*.parquet'] } }\n`,
  });
  const row = `TIMESTAMPTZ '2024-01-01 00:00:00+00' AS "at", 'shop' AS sender, 'ads' AS recipient, 'phone' AS fields, 'pay' AS purpose`;
  for (const person of ['a', 'b', 'c']) {
    mkdirSync(join(dir, 'transfers', `user_id=${person}`), { recursive: true });
    const path = quoteText(join(dir, 'transfers', `user_id=${person}`, '1.parquet'));
    await db.run(`COPY (SELECT ${row}) TO ${path} (FORMAT parquet)`);
  }
  const kase = await loadCase(dir);
  for (const person of ['a', 'b', 'c']) {
    const { files, trails } = await personAnalysis(kase, ALWAYS, limits({}), join(dir, 'work'), person);
    const proof = trails.flatMap((trail) => trail.witness.map((w) => files[w.file]));
    assert.deepEqual(proof, [`transfers/user_id=${person}/1.parquet`]);
  }
});
