import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { Database, type DatabaseLimits } from '../../src/duckdb/database.js';
import { readingProblem } from '../../src/ingest/damaged-parquet.js';
import { fetchRows } from '../../src/ingest/fetch-rows.js';
import { logFiles } from '../../src/model/case.js';
import { analyzeCase } from '../support/analyze.js';
import { writeParquet } from '../support/parquet.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

const TRANSFERS = `SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS "at", 'u' || (i * 7919 % 1000) AS user_id, 'shop' AS sender,
  'ads' AS recipient, 'phone' AS fields, 'pay' AS purpose FROM range(5000) r(i)`;
const CONSENTS = `SELECT 'u' || i AS user_id, 'n1' AS notice, TIMESTAMP '2023-01-01' + to_seconds(i * 7919) AS given_at
  FROM range(1000) r(i)`;

async function madeCase(t: TestContext): Promise<string> {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/none.txt': '' });
  await writeParquet(join(dir, 'transfers', 'a.parquet'), TRANSFERS);
  await writeParquet(join(dir, 'transfers', 'b.parquet'), TRANSFERS);
  await writeParquet(join(dir, 'consents.parquet'), CONSENTS);
  return dir;
}

/** Makes the bytes of a column in a Parquet file others; what tells of them, at its end, stays as it was. */
async function damage(dir: string, path: string, column: string): Promise<void> {
  const limits = { memory: 100e6, threads: 1, tempDir: join(dir, 'spill') };
  const db = await Database.open(':memory:', limits);
  const [chunk = {}] = await db.rows(
    'SELECT coalesce(dictionary_page_offset, data_page_offset) AS first, total_compressed_size AS size ' +
      'FROM parquet_metadata($path) WHERE path_in_schema = $column',
    { path: join(dir, path), column },
  );
  db.close();
  const bytes = readFileSync(join(dir, path));
  const [first, size] = [Number(chunk['first']), Number(chunk['size'])];
  // Past the page's own header.
  for (let i = first + Math.min(40, size >> 1); i < first + size; i++) bytes[i] = (bytes[i] ?? 0) ^ 0xa5;
  writeFileSync(join(dir, path), bytes);
}

for (const [path, column] of [
  ['transfers/b.parquet', 'at'],
  ['transfers/b.parquet', 'sender'],
  ['consents.parquet', 'given_at'],
] as const) {
  test(`a Parquet file whose column ${column} is damaged is named: ${path}`, async (t) => {
    const dir = await madeCase(t);
    await damage(dir, path, column);
    await assert.rejects(analyzeCase(dir), {
      code: 'LOG_UNREADABLE',
      place: { file: path },
      message: new RegExp(`^${path} cannot be read as Parquet: `),
      advice: /Get the file again/,
    });
  });
}

test('a damaged Parquet file is named when rows of it are read again', async (t) => {
  const dir = await madeCase(t);
  const kase = await loadCase(dir);
  await damage(dir, 'transfers/b.parquet', 'at');
  const db = await Database.open(':memory:', { memory: 400e6, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  const read = (file: number): Promise<unknown> => fetchRows(db, kase, [{ file, row: 17 }]);
  assert.equal(((await read(0)) as Map<string, unknown>).size, 1);
  await assert.rejects(read(1), { code: 'LOG_UNREADABLE', place: { file: 'transfers/b.parquet' } });
});

test('what is no matter of a file stays what it is', async (t) => {
  const dir = await madeCase(t);
  const kase = await loadCase(dir);
  const limits: DatabaseLimits = { memory: 400e6, threads: 1, tempDir: join(dir, 'spill') };
  const of = (error: unknown): Promise<unknown> => readingProblem(error, dir, logFiles(kase), limits);
  const [defect, sound] = [new TypeError('of the program'), new Error('Invalid Error: of no file')];
  assert.equal(await of(defect), defect);
  assert.equal(await of(sound), sound);
  assert.equal(
    ((await of(new Error('Out of Memory Error: no room'))) as { code: string }).code,
    'OUT_OF_MEMORY',
  );
  await damage(dir, 'transfers/a.parquet', 'at');
  assert.equal(await of(defect), defect);
  assert.equal(((await of(sound)) as { code: string }).code, 'LOG_UNREADABLE');
});
