import assert from 'node:assert/strict';
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
