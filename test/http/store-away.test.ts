import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { codeOf, raw, setEnv, type RawAnswer } from '../support/http.js';
import { neo4jJarsForFile } from '../support/neo4j/for-file.js';
import { Neo4jServer } from '../support/neo4j/server.js';
import { serveCases } from '../support/server.js';
import { until } from '../support/until.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const { skip, lib } = await neo4jJarsForFile();
let shared: Promise<Neo4jServer> | undefined;
const store = (): Promise<Neo4jServer> => (shared ??= Neo4jServer.start({ lib, owner: process.pid }));
after(async () => {
  await (await shared)?.remove();
});

const LONG = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN max(a * b) AS m';

function small(t: TestContext, name = 'small'): string {
  const transfers = `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,r1\n`;
  return writeFiles(join(tempDir(t), name), { ...BASE, 'transfers.csv': transfers });
}

const cypher = (url: string, statement: string, name = 'small'): Promise<RawAnswer> =>
  raw(url, `/api/cases/${name}/cypher`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ statement }),
  });

async function onDatabase<T>(uri: string, statement: string): Promise<T[]> {
  const driver = neo4j.driver(uri);
  try {
    const { records } = await driver.executeQuery(statement);
    return records.map((r) => r.get(0) as T);
  } finally {
    await driver.close();
  }
}

/** Asks a question that takes long, and goes away when it is told that the answering has begun. */
async function goAway(url: string, begun: () => Promise<unknown>): Promise<void> {
  const { hostname, port } = new URL(url);
  const headers = { 'Content-Type': 'application/json' };
  const path = '/api/cases/small/cypher';
  const asked = request({ hostname, port, path, method: 'POST', headers, agent: false });
  asked.on('error', () => undefined);
  asked.end(JSON.stringify({ statement: LONG }));
  await once(asked, 'socket');
  await begun();
  asked.destroy();
}

test('a database of somebody else, or of another case, is left as it is', { skip }, async (t) => {
  const { uri } = await store();
  await onDatabase(uri, 'CREATE (:OfSomebodyElse) RETURN 1');
  const first = await serveCases(t, [small(t)], { graph: uri });
  assert.equal(codeOf(await cypher(first.url, 'RETURN 1 AS one')), 'GRAPH_FOREIGN');
  await onDatabase(uri, 'MATCH (n:OfSomebodyElse) DELETE n RETURN 1');
  await until(
    'the database that is free now',
    () => cypher(first.url, 'RETURN 1 AS one'),
    (answer) => {
      if (answer.status !== 200) assert.match(String(codeOf(answer)), /^GRAPH_(FOREIGN|PENDING)$/);
      return answer.status === 200;
    },
  );
  const other = await serveCases(t, [small(t, 'other')], { graph: uri });
  const refused = await cypher(other.url, 'RETURN 1 AS one', 'other');
  assert.deepEqual([refused.status, codeOf(refused)], [409, 'GRAPH_OTHER_CASE']);
});

test(
  'a store that is killed and comes back: 503 in between, then answers, without a restart',
  { skip },
  async (t) => {
    const database = await store();
    await onDatabase(database.uri, 'MATCH (n) DETACH DELETE n RETURN 1');
    const { url } = await serveCases(t, [small(t)], { graph: database.uri });
    const count = 'MATCH (f:Flow) RETURN count(f) AS n';
    const before = await cypher(url, count);
    assert.equal(before.status, 200, before.text);
    await database.kill();
    for (let i = 0; i < 3; i++) {
      const away = await cypher(url, count);
      assert.equal(away.status, 503, away.text);
      assert.match(String(codeOf(away)), /^GRAPH_(UNAVAILABLE|PENDING)$/);
      assert.match(String(away.headers['retry-after']), /^\d+$/);
      for (const path of ['', '/flows', '/trails', '/lineage']) {
        assert.equal((await raw(url, `/api/cases/small${path}`)).status, 200, 'all but queries is answered');
      }
    }
    await database.start();
    const answer = await until(
      'the store that is back',
      () => cypher(url, count),
      ({ status, text }) => {
        if (status !== 200) assert.equal(status, 503, text);
        return status === 200;
      },
    );
    assert.deepEqual((JSON.parse(answer.text) as { rows: unknown }).rows, [{ n: 1 }]);
  },
);

test('who goes away ends the query, in Neo4j', { skip }, async (t) => {
  const { uri } = await store();
  await onDatabase(uri, 'MATCH (n) DETACH DELETE n RETURN 1');
  const { url } = await serveCases(t, [small(t)], { graph: uri });
  const running = () =>
    onDatabase<string>(
      uri,
      'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS "100000" AND NOT currentQuery CONTAINS "SHOW" RETURN currentQuery',
    );
  await goAway(url, () => until('the query to begin', running, (queries) => queries.length > 0));
  await until('the query to end', running, (queries) => queries.length === 0);
  assert.equal((await cypher(url, 'RETURN 1 AS one')).status, 200);
});

// Were they not ended, the one reader would be busy with them for longer than this test may take.
test('who goes away ends the query, embedded', { timeout: 100_000 }, async (t) => {
  setEnv(t, { WAYLEAVE_QUERY_READERS: '1' });
  const { url } = await serveCases(t, [small(t)]);
  for (let i = 0; i < 5; i++) await goAway(url, () => sleep(500));
  const answer = await cypher(url, 'RETURN 1 AS one');
  assert.deepEqual([answer.status, (JSON.parse(answer.text) as { rows: unknown }).rows], [200, [{ one: 1 }]]);
});
