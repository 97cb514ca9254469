import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import type { CaseGraph } from '../../src/graph/case-graph.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { goldenGraph, madeGraph } from '../support/graphs.js';
import { FOREIGN_LABEL, neo4jForFile } from '../support/neo4j/for-file.js';

const { skip, database } = await neo4jForFile();
const store = skip === false ? new Neo4jStore({ ...database(), url: database().uri }) : undefined;
const LIMITS = { timeoutMs: 10_000, maxRows: 100 };

after(() => store?.close());
beforeEach(() => (skip === false ? database().clear() : undefined));

function opened(): Neo4jStore {
  assert.ok(store);
  return store;
}

function load(graph: CaseGraph, replace = false): Promise<boolean> {
  return opened().load(graph, { replace, onProgress: () => undefined });
}

test('a graph is loaded whole, and once', { skip }, async () => {
  const graph = await goldenGraph('onward-and-taint');
  const progress: number[][] = [];
  const onProgress = (done: number, total: number): void => void progress.push([done, total]);
  assert.equal(await opened().held(), null);
  assert.equal(await opened().load(graph, { replace: false, onProgress }), true);
  assert.deepEqual(await opened().held(), { title: graph.title, analysis: 'f1', schema: 1 });
  const { nodes, relationships } = await opened().counts();
  for (const rows of graph.nodes) assert.equal(nodes.get(rows.label) ?? 0, rows.count, rows.label);
  const all = [...graph.nodes, ...graph.relationships].reduce((sum, { count }) => sum + count, 0);
  assert.deepEqual(progress.at(-1), [all, all]);
  assert.equal(
    [...relationships.values()].reduce((a, b) => a + b),
    graph.relationships.reduce((sum, { count }) => sum + count, 0),
  );
  assert.equal(await load(graph), false);
});

test('another analysis of the case takes its place, another case only when asked', { skip }, async () => {
  await load(madeGraph('a', 20));
  assert.equal(await load(madeGraph('b', 10)), true);
  assert.equal((await opened().counts()).nodes.get('Trail'), 10);
  await assert.rejects(load(madeGraph('c', 5, 'Other')), { code: 'GRAPH_OTHER_CASE' });
  assert.equal((await opened().held())?.analysis, 'b');
  assert.equal(await load(madeGraph('c', 5, 'Other'), true), true);
  assert.deepEqual(await opened().held(), { title: 'Other', analysis: 'c', schema: 1 });
  assert.equal((await opened().counts()).nodes.get('User'), 5);
});

test('what is not ours is not touched', { skip }, async () => {
  for (const statement of [
    `CREATE (:${FOREIGN_LABEL})`,
    `CREATE (:${FOREIGN_LABEL}:Processor {id: 'x'})`,
    `CREATE (:${FOREIGN_LABEL})-[:KNOWS]->(:${FOREIGN_LABEL})`,
  ]) {
    await database().clear();
    const session = database().driver.session();
    await session.run(statement);
    await session.close();
    await assert.rejects(opened().held(), { code: 'GRAPH_FOREIGN' });
    await assert.rejects(load(madeGraph('a', 3), true), { code: 'GRAPH_FOREIGN' });
  }
});

test('rows, columns, parameters and cuts', { skip }, async () => {
  await load(madeGraph('a', 200));
  const answer = await opened().query(
    'MATCH (t:Trail) WHERE t.people >= $least RETURN t.people AS people, t.hops ORDER BY people LIMIT $n',
    { least: 3, n: 2 },
    LIMITS,
  );
  assert.deepEqual(answer, {
    columns: ['people', 't.hops'],
    rows: [
      [3, 4],
      [4, 5],
    ],
    complete: true,
    cut: null,
  });
  const cut = await opened().query('UNWIND range(1, 1000000000) AS x RETURN x', {}, LIMITS);
  assert.equal(cut.rows.length, 100);
  assert.deepEqual(cut.cut, { by: 'maxRows', limit: 100 });
});

test('errors have codes, and the next query is answered', { skip }, async () => {
  const run = async (text: string): Promise<unknown> =>
    opened().query(text, {}, { ...LIMITS, timeoutMs: 1000 });
  for (const [text, code] of [
    ['RETRUN 1', 'QUERY_SYNTAX'],
    ['RETURN $missing', 'QUERY_SYNTAX'],
    ['RETURN 1 / 0', 'QUERY_FAILED'],
    ['CREATE (:Processor)', 'QUERY_REFUSED'],
    ['UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)', 'QUERY_TIMEOUT'],
  ]) {
    await assert.rejects(run(String(text)), (e) => e instanceof WayleaveError && e.code === code, text);
    await run('RETURN 1');
  }
});
