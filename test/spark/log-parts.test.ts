import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import type { LogPart } from '../../src/ingest/logs.js';
import { logParts } from '../../src/spark/log-parts.js';
import { largeParquets, rowGroupsOf } from '../../src/spark/row-groups.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const YAML = 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*] } }\n';

/** A case of small text files around a Parquet file of 10,000 rows in row groups of 2,048. */
async function caseWithGroups(t: TestContext): Promise<{ dir: string; db: Database; size: number }> {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': YAML,
    'transfers/a.csv': HEADER,
    'transfers/b.csv': HEADER,
    'transfers/d.csv': HEADER,
    'transfers/e.parquet': 'no Parquet at all'.repeat(1000),
  });
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  mkdirSync(join(dir, 'transfers'), { recursive: true });
  const path = join(dir, 'transfers', 'c.parquet');
  await db.run(
    `COPY (SELECT i AS at, 'u' || i AS user_id FROM range(10000) r(i)) TO ${quoteText(path)}
     (FORMAT parquet, ROW_GROUP_SIZE 2048, COMPRESSION uncompressed)`,
  );
  return { dir, db, size: statSync(path).size };
}

async function partsOf(db: Database, dir: string, bytes: number): Promise<LogPart[]> {
  const kase = await loadCase(dir);
  const groups = await rowGroupsOf(db, kase, largeParquets(kase, bytes), 'no ends', bytes);
  return logParts(kase, { stretches: new Map(), groups }, bytes);
}

test('a large Parquet file is dealt by whole row groups, small files share a task', async (t) => {
  const { dir, db, size } = await caseWithGroups(t);
  const transfers = { table: 'transfers' } as const;
  assert.deepEqual(await partsOf(db, dir, size / 2), [
    { ...transfers, first: 0, count: 2 },
    { ...transfers, first: 2, count: 1, range: { from: 0, until: 4096 } },
    { ...transfers, first: 2, count: 1, range: { from: 4096, until: 8192 } },
    { ...transfers, first: 2, count: 1, range: { from: 8192, until: 10000 } },
    { ...transfers, first: 3, count: 2 },
  ]);
});

test('a file that is no Parquet is left to its reader, a file that fits a task is not cut', async (t) => {
  const { dir, db, size } = await caseWithGroups(t);
  assert.deepEqual(await partsOf(db, dir, size * 2), [{ table: 'transfers', first: 0, count: 5 }]);
  const each = await partsOf(db, dir, 1);
  assert.deepEqual(
    each.map((p) => [p.first, p.count, p.range?.from]),
    [
      [0, 1, undefined],
      [1, 1, undefined],
      ...[0, 2048, 4096, 6144, 8192].map((from) => [2, 1, from]),
      [3, 1, undefined],
      [4, 1, undefined],
    ],
  );
});
