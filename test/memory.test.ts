import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/assets.js';
import { Database } from '../src/duckdb/database.js';
import { quoteText } from '../src/duckdb/sql.js';
import { BASE, tempDir, writeFiles } from './support/workspace.js';

/** A million transfers of 40,000 people, most of whom have a history of their own. */
const TRANSFERS = `SELECT TIMESTAMP '2024-01-01' + INTERVAL (hash(i) % 500000) MINUTE AS "at", 'a-user-with-a-long-name-' || i % 40000 AS user_id,
  'shop' AS sender, CASE WHEN i % 3 = 0 THEN 'ads' ELSE 'lab' END AS recipient,
  CASE WHEN i % 5 = 0 THEN 'phone|hashed' ELSE 'phone' END AS fields, 'pay' AS purpose FROM range(1000000) r(i)`;

test('an analysis takes no more memory than it may, measured', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/.keep': '' });
  const db = await Database.open(':memory:', { memory: 256e6, threads: 1, tempDir: join(dir, 'spill') });
  await db.run(`COPY (${TRANSFERS}) TO ${quoteText(join(dir, 'transfers', 'log.parquet'))} (FORMAT parquet)`);
  db.close();
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  const words = ['analyze', dir, '--json', '--memory', '512MB', '--threads', '2'];
  const ran = spawnSync(
    process.execPath,
    [join(packageRoot(), 'dist/test/support/with-peak.js'), main, ...words],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  assert.equal(ran.status, 0, ran.stderr);
  assert.equal((JSON.parse(ran.stdout) as { people: number }).people, 40_000);
  const kilobytes = Number(/peak (\d+)/.exec(ran.stderr)?.[1] ?? Infinity);
  assert.ok(kilobytes * 1024 <= 512 * 1024 * 1024, `${kilobytes} kB at most`);
});
