import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { sqlFile } from '../../src/duckdb/sql.js';
import { addTexts } from '../../src/ingest/reject.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

/** The texts of rejected rows of a log with three lines below its header, by the lines on which they were. */
async function textsOf(t: TestContext, lines: readonly number[]): Promise<unknown[]> {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv.gz': gzipSync(`${HEADER}first\r\n\nthird, and "quoted"\r\r\n`),
  });
  const kase = await loadCase(dir);
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  await db.run(sqlFile('ingest/sql/work-tables.sql'));
  for (const line of lines) await db.run('INSERT INTO rejects (file, line) VALUES (0, $line)', { line });
  await addTexts(db, kase, kase.transfers.files);
  return (await db.rows('SELECT raw FROM rejects ORDER BY line')).map((r) => r['raw']);
}

test('rejected rows of a text file get the text of their line back', async (t) => {
  assert.deepEqual(await textsOf(t, [4, 2]), ['first', 'third, and "quoted"']);
});

test('a text file that has lost a line since it was read is told', async (t) => {
  await assert.rejects(textsOf(t, [2, 7]), {
    code: 'LOG_UNREADABLE',
    message: /transfers\.csv\.gz changed while it was read/,
  });
});
