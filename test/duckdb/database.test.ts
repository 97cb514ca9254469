import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Database } from '../../src/duckdb/database.js';
import { tempDir } from '../support/workspace.js';

test('what is asked while the rows of a query are being read is refused: it would end them early', async (t) => {
  const db = await Database.open(':memory:', { memory: 1e9, threads: 1, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  const many = 'SELECT range AS n FROM range(100_000)';
  let rows = 0;
  for await (const chunk of db.chunks(many)) {
    if (rows === 0) {
      for (const asked of [
        () => db.run('SELECT 1'),
        () => db.rows('SELECT 1'),
        () => db.limitMemory(1e9),
        () => db.chunks(many).next(),
      ]) {
        await assert.rejects(asked, { code: 'INTERNAL', message: /rows of another one were being read/ });
      }
    }
    rows += chunk.rowCount;
  }
  assert.equal(rows, 100_000);

  let read = 0n;
  for await (const some of db.rowChunks(many)) {
    read += BigInt(some.length);
    if (read > 10_000n) break;
  }
  assert.deepEqual(await db.rows('SELECT 1 AS n'), [{ n: 1 }], 'whoever stops reading leaves the way free');
});

test('tables of a run lie in its file without a log of changes, for every connection', async (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'work.duckdb');
  const db = await Database.open(path, { memory: 1e9, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  await db.run('CREATE TABLE seen AS SELECT range AS n FROM range(10)');
  const further = await db.connect();
  await further.run('INSERT INTO seen SELECT 10');
  further.closeSync();
  const sum = 'SELECT sum(n)::INTEGER AS sum, any_value(current_database()) AS place FROM seen';
  assert.deepEqual(await db.rows(sum), [{ sum: 55, place: 'work' }]);
  assert.ok(existsSync(path));
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.endsWith('.wal')),
    [],
  );
});
