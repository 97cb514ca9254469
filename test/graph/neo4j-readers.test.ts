import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { ensureLoadedForTest, madeGraph } from '../support/graphs.js';
import { neo4jForFile } from '../support/neo4j/for-file.js';

const { skip, database } = await neo4jForFile();
const store = skip === false ? new Neo4jStore({ ...database(), url: database().uri }) : undefined;
const LIMITS = { timeoutMs: 120_000, maxRows: 100 };

after(() => store?.close());
beforeEach(() => (skip === false ? database().clear() : undefined));

function opened(): Neo4jStore {
  assert.ok(store);
  return store;
}

test('who reads while loads come and go sees one graph, whole', { skip }, async () => {
  const sizes = new Map([3000, 1500, 4000].map((size, i) => [`g${i}`, size]));
  const first = [...sizes][0];
  assert.ok(first);
  await ensureLoadedForTest(opened(), madeGraph(...first));
  const reader = new Neo4jStore({ ...database(), url: database().uri });
  const seen = new Set<unknown>();
  const loads = { over: false };
  const loading = async (): Promise<void> => {
    try {
      for (const load of [...sizes, ...sizes, ...sizes])
        await ensureLoadedForTest(opened(), madeGraph(...load));
    } finally {
      loads.over = true;
    }
  };
  const reading = async (): Promise<void> => {
    while (!loads.over) {
      // The case first and the rest later, so that a commit between the two would show.
      const { rows } = await reader.query(
        "MATCH (c:Case) MATCH (t:Trail) WITH c.analysis AS held, split(t.id, '-')[0] AS load, count(*) AS n " +
          'RETURN held, collect([load, n]), COUNT { MATCH (:User) }, COUNT { MATCH ()-[:MEMBER_OF]->() }',
        {},
        LIMITS,
      );
      const held = rows[0]?.[0];
      assert.ok(typeof held === 'string');
      const size = sizes.get(held) ?? 0;
      assert.deepEqual(rows, [[held, [[`T${held}`, size]], size, size]]);
      seen.add(held);
    }
  };
  const ended = await Promise.allSettled([loading(), reading()]);
  await reader.close();
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  assert.ok(seen.size > 1, 'it never saw another graph');
});

test('a load that is being committed is waited for, one that died is not', { skip }, async () => {
  await ensureLoadedForTest(opened(), madeGraph('a', 5));
  const { driver, database: name } = database();
  const announce = (load: string): Promise<unknown> =>
    driver.executeQuery(
      'MATCH (c:Case) SET c.changing = $load, c.changingUntil = timestamp() + 600000',
      { load },
      { database: name },
    );
  await announce('dead');
  assert.equal((await opened().query('MATCH (t:Trail) RETURN count(t)', {}, LIMITS)).rows[0]?.[0], 5);

  const session = driver.session({ database: name });
  const tx = session.beginTransaction({ metadata: { load: 'alive' } });
  await tx.run('RETURN 1');
  await announce('alive');
  await assert.rejects(opened().query('RETURN 1', {}, { ...LIMITS, timeoutMs: 1500 }), {
    code: 'QUERY_TIMEOUT',
  });
  const waiting = opened().query('RETURN 1', {}, LIMITS);
  await tx.rollback();
  await session.close();
  assert.deepEqual((await waiting).rows, [[1]]);
  await ensureLoadedForTest(opened(), madeGraph('b', 5));
  const { records } = await driver.executeQuery(
    'MATCH (c:Case) RETURN keys(c) AS keys',
    {},
    { database: name },
  );
  assert.ok(!(records[0]?.get('keys') as string[]).includes('changing'));
});

test('an announcement in an empty database is no case', { skip }, async () => {
  const { driver, database: name } = database();
  const text = "CREATE (:Case {program: 'wayleave', changing: 'x', changingUntil: timestamp() + 600000})";
  await driver.executeQuery(text, {}, { database: name });
  assert.equal(await opened().held(), null);
  await assert.rejects(opened().query('RETURN 1', {}, LIMITS), { code: 'NO_RESULT' });
  await ensureLoadedForTest(opened(), madeGraph('a', 5));
});

test(
  'a graph that does not fit one transaction is refused, and the former one served',
  { skip },
  async () => {
    const { driver, database: name, http } = database();
    await ensureLoadedForTest(opened(), madeGraph('a', 5));
    // The server that tests start has a limit that they can reach; another's may be anything.
    const settings = await driver.executeQuery(
      "SHOW SETTINGS YIELD name, value WHERE name = 'db.memory.transaction.max' RETURN value",
      {},
      { database: name },
    );
    if (http !== null) assert.equal(settings.records[0]?.get('value'), '300.00MiB');
    else return;
    const large = { replace: false, onProgress: () => undefined };
    await assert.rejects(opened().load(madeGraph('b', 500_000), large), { code: 'GRAPH_TOO_LARGE' });
    assert.equal((await opened().held())?.analysis, 'a');
    await ensureLoadedForTest(opened(), madeGraph('c', 6));
  },
);
