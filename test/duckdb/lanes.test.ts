import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Database } from '../../src/duckdb/database.js';
import { Lanes } from '../../src/duckdb/lanes.js';
import { tempDir } from '../support/workspace.js';

async function opened(t: TestContext, limits: { memory: number; threads: number }): Promise<Database> {
  const db = await Database.open(':memory:', { ...limits, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  await db.run('CREATE TABLE rows (lane INTEGER)');
  return db;
}

const written = async (db: Database): Promise<number> =>
  Number((await db.rows('SELECT count(*) AS n FROM rows'))[0]?.['n']);

for (const [limits, most] of [
  [{ memory: 1e9, threads: 3 }, 3],
  [{ memory: 1e9, threads: 64 }, 8],
  [{ memory: 130e6, threads: 64 }, 2],
  [{ memory: 64e6, threads: 1 }, 1],
] as const) {
  test(`${limits.threads} threads with ${limits.memory / 1e6} MB have ${most} lanes, and what they did is kept together`, async (t) => {
    const db = await opened(t, limits);
    const lanes = new Lanes(db);
    const connections = new Set<unknown>();
    let busy = 0;
    let busiest = 0;
    for (let i = 0; i < 20; i++) {
      await lanes.begin(async (connection) => {
        connections.add(connection);
        busiest = Math.max(busiest, ++busy);
        await connection.run(`INSERT INTO rows VALUES (${i})`);
        busy--;
      });
    }
    await lanes.rest();
    assert.equal(busy, 0);
    assert.equal(connections.size, most);
    assert.ok(busiest <= most);
    assert.equal(await written(db), 0);
    await lanes.commit();
    await lanes.close();
    assert.equal(await written(db), 20);
  });
}

test('what goes wrong on a lane is thrown to whoever next waits for it, and nothing is kept', async (t) => {
  const db = await opened(t, { memory: 1e9, threads: 2 });
  const lanes = new Lanes(db);
  await lanes.begin(async (connection) => {
    await connection.run('INSERT INTO rows VALUES (1)');
  });
  await lanes.begin(() => Promise.reject(new Error('it went wrong')));
  await assert.rejects(lanes.commit(), /it went wrong/);
  await lanes.close();
  assert.equal(await written(db), 0);
});
