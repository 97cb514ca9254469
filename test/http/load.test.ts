import assert from 'node:assert/strict';
import autocannon from 'autocannon';
import { test, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { raw, setEnv } from '../support/http.js';
import { neo4jForFile } from '../support/neo4j/for-file.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { placeholders } from './examples.js';

const { skip, database } = await neo4jForFile();

/** Seconds of load, and connections at a time. */
const LOAD = { seconds: 10, connections: 64 };
/** Bytes of live objects by which the heap may have grown after the load, when nobody asks any more. */
const GROWTH = 50e6;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap that something still refers to: what waits to be collected is no growth. */
function liveHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Seconds that the event loop was held at most, as the server itself measures it. */
function longestBlock(metrics: string): number {
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]);
}

async function underLoad(t: TestContext, graph: string | undefined): Promise<void> {
  setEnv(t, { WAYLEAVE_RATE: '0' });
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)], graph === undefined ? {} : { graph });
  const known = await placeholders(url, 'sample');
  const get = (path: string) => ({ method: 'GET' as const, path: `/api/cases/sample${path}` });
  const post = (path: string, body: unknown) => ({
    method: 'POST' as const,
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const cypher =
    'MATCH (p:Processor)-[:SENDS]->(f:Flow) RETURN p.id AS sender, count(f) AS flows ORDER BY sender';
  const requests = [
    get(''),
    get('/trails?foreign=true&order=-people&limit=50'),
    get('/flows.csv'),
    get('/lineage?group=jurisdiction'),
    get(`/explain/${known['trail'] ?? ''}`),
    get('/queries/people/exposed'),
    get('/queries/lineage/foreign-trails?maxRows=5'),
    get(`/persons/${known['pseudonym'] ?? ''}`),
    post('/api/cases/sample/cypher', { statement: cypher }),
    post('/db/sample/query/v2', { statement: cypher }),
    post('/api/cases/sample/what-if', { drop: { contracts: ['k-settlement'] } }),
  ];
  await autocannon({ url, connections: 8, amount: 200, requests });
  const before = liveHeap();
  await raw(url, '/metrics');
  const statuses = new Map<number, number>();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const load = { url, connections: LOAD.connections, duration: LOAD.seconds, timeout: 60, requests };
    const instance = autocannon(load, (error: unknown, done) => {
      if (error === null || error === undefined) resolve(done);
      else reject(error instanceof Error ? error : new Error('the load could not be made', { cause: error }));
    });
    instance.on('response', (_client, status) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  });
  const block = longestBlock((await raw(url, '/metrics')).text);
  t.diagnostic(
    `${result.requests.total} requests in ${result.duration} s, p99 ${result.latency.p99} ms; the event loop was held ${Math.round(block * 1000)} ms at most`,
  );
  assert.deepEqual([result.errors, result.timeouts], [0, 0]);
  assert.deepEqual([...statuses.keys()].sort(), [200, 202], JSON.stringify([...statuses]));
  assert.ok(Number.isFinite(block));
  const grown = liveHeap() - before;
  t.diagnostic(`the live heap grew by ${Math.round(grown / 1e6)} MB`);
  assert.ok(grown < GROWTH, `the heap grew by ${Math.round(grown / 1e6)} MB`);
}

test('64 at once, questions of every kind, the graph embedded: no error', async (t) => {
  await underLoad(t, undefined);
});

test('64 at once, questions of every kind, the graph in Neo4j: no error', { skip }, async (t) => {
  await underLoad(t, database().uri);
});
