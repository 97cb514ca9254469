import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import type { QueryLimits } from '../../src/graph/graph-store.js';
import { denseGraph } from '../support/small-graph.js';
import { tempDir } from '../support/workspace.js';

const LIMITS: QueryLimits = { timeoutMs: 20_000, maxRows: 1000 };
const LOAD = { replace: false, onProgress: () => undefined };

async function loaded(t: TestContext, memory = 500e6): Promise<EmbeddedStore> {
  const store = new EmbeddedStore(join(tempDir(t), 'graph'), { memory, readers: 2 });
  t.after(() => store.close());
  assert.equal(await store.load(denseGraph('Case', 'a1', 200, 20), LOAD), true);
  return store;
}

test('a query over its time or memory is ended, and the next is answered', async (t) => {
  const store = await loaded(t);
  const fine = async (): Promise<void> => {
    const { rows } = await store.query('MATCH (p:Processor) RETURN count(p) AS n', {}, LIMITS);
    assert.deepEqual(rows, [[200]]);
  };
  const explosion = 'MATCH (a:Processor), (b:Processor), (c:Processor), (d:Processor) RETURN count(*) AS n';
  const walk = 'MATCH (a:Processor {id: $id})-[:OWNS*]->(b) RETURN count(*) AS n';
  const short = { ...LIMITS, timeoutMs: 500 };
  await fine();
  await assert.rejects(store.query(explosion, {}, short), { code: 'QUERY_TIMEOUT' });
  await fine();
  await assert.rejects(store.query(walk, { id: 'p1' }, short), { code: 'QUERY_TIMEOUT' });
  await fine();
  const collected = 'UNWIND range(1, 100000000) AS i RETURN collect({i: i, text: toString(i)}) AS all';
  await assert.rejects(store.query(collected, {}, LIMITS), { code: 'QUERY_MEMORY' });
  await fine();
  const gone = { ...LIMITS, signal: AbortSignal.timeout(300) };
  await assert.rejects(store.query(explosion, {}, gone), { code: 'INTERRUPTED' });
  await fine();
});

test('writes of every form, reading files and commands are refused, and change nothing', async (t) => {
  const store = await loaded(t);
  for (const statement of [
    'CREATE (p:Processor {id: "new"})',
    'MERGE (p:Processor {id: "new"})',
    'MATCH (p:Processor) SET p.home = true',
    'MATCH (p:Processor) REMOVE p.home',
    'MATCH (p:Processor) DETACH DELETE p',
    'MATCH (p:Processor {id: "p1"}) CREATE (p)-[:OWNS]->(p) RETURN p',
    'FOREACH (i IN [1] | CREATE (:Processor {id: "new"}))',
    'CREATE INDEX more FOR (p:Processor) ON (p.name)',
    'DROP INDEX Processor_id',
    'CREATE CONSTRAINT more FOR (p:Processor) REQUIRE p.name IS UNIQUE',
    'DROP CONSTRAINT Processor_id_unique',
    "LOAD CSV FROM '/etc/hostname' AS line RETURN line",
    "RETURN 'a' AS line UNION LOAD CSV FROM '/etc/hostname' AS line RETURN line",
    `RETURN '${'long '.repeat(2000)}' AS line UNION LOAD CSV FROM '/etc/hostname' AS line RETURN line`,
  ]) {
    await assert.rejects(store.query(statement, {}, LIMITS), { code: 'QUERY_REFUSED' }, statement);
  }
  const { rows } = await store.query('MATCH (p:Processor) WHERE p.home RETURN count(p) AS n', {}, LIMITS);
  assert.deepEqual(rows, [[100]]);
});
