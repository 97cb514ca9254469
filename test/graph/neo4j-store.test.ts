import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { SCHEMA_VERSION } from '../../src/graph/schema.js';
import { ensureLoadedForTest, goldenGraph, madeGraph } from '../support/graphs.js';
import { FOREIGN_LABEL, neo4jForFile } from '../support/neo4j/for-file.js';

const { skip, database } = await neo4jForFile();
const store = skip === false ? new Neo4jStore({ ...database(), url: database().uri }) : undefined;

after(() => store?.close());
beforeEach(() => (skip === false ? database().clear() : undefined));

function opened(): Neo4jStore {
  assert.ok(store);
  return store;
}

test('a graph is loaded whole, and once', { skip }, async () => {
  const graph = await goldenGraph('onward-and-taint');
  const progress: number[][] = [];
  const onProgress = (done: number, total: number): void => void progress.push([done, total]);
  assert.equal(await opened().held(), null);
  assert.equal(await opened().load(graph, { replace: false, onProgress }), true);
  assert.deepEqual(await opened().held(), { title: graph.title, analysis: 'f1', schema: SCHEMA_VERSION });
  await ensureLoadedForTest(opened(), graph);
  const all = [...graph.nodes, ...graph.relationships].reduce((sum, { count }) => sum + count, 0);
  assert.deepEqual(progress.at(-1), [all, all]);
  progress.length = 0;
  assert.equal(await opened().load(graph, { replace: false, onProgress }), false);
  assert.equal(progress.length, 0);
});

test('only what differs is written', { skip }, async () => {
  const limits = { timeoutMs: 10_000, maxRows: 1000 };
  await ensureLoadedForTest(opened(), await goldenGraph('onward-and-taint'));
  const everything = 'MATCH (n) WHERE NOT n:Case RETURN elementId(n) AS e, properties(n) AS p ORDER BY e';
  const edges = 'MATCH ()-[r]->() RETURN elementId(r) AS e, type(r) AS t ORDER BY e';
  const before = [await opened().query(everything, {}, limits), await opened().query(edges, {}, limits)];
  const again = await goldenGraph('onward-and-taint', 'f2');
  await ensureLoadedForTest(opened(), again);
  assert.equal((await opened().held())?.analysis, 'f2');
  assert.deepEqual(
    [await opened().query(everything, {}, limits), await opened().query(edges, {}, limits)],
    before,
  );
  await ensureLoadedForTest(opened(), await goldenGraph('derived-chain', 'f3'), true);
  await ensureLoadedForTest(opened(), again, true);
});

test('changed, vanished and new parts are told apart', { skip }, async () => {
  const one = madeGraph('a', 5);
  await ensureLoadedForTest(opened(), one);
  const other = {
    ...one,
    analysis: 'b',
    nodes: one.nodes.map((rows) =>
      rows.label === 'Processor'
        ? {
            ...rows,
            count: 2,
            pieces: () => [
              [
                { id: 'shop', home: false },
                { id: 'lab', jurisdiction: 'US', home: false },
              ],
            ],
          }
        : rows,
    ),
    relationships: one.relationships.map((rows) =>
      rows.type === 'LEADS_TO'
        ? {
            ...rows,
            count: 2,
            pieces: () => [
              [
                { from: 'Ta-0', to: 'Ta-1', properties: {} },
                { from: 'Ta-0', to: 'Ta-4', properties: {} },
              ],
            ],
          }
        : rows,
    ),
  };
  await ensureLoadedForTest(opened(), other);
  const limits = { timeoutMs: 10_000, maxRows: 100 };
  const { rows } = await opened().query(
    'MATCH (p:Processor) RETURN p.id AS id, p.home, p.jurisdiction ORDER BY id',
    {},
    limits,
  );
  assert.deepEqual(rows, [
    ['lab', false, 'US'],
    ['shop', false, null],
  ]);
  const links = await opened().query(
    'MATCH (a:Trail)-[:LEADS_TO]->(b) RETURN a.id, b.id ORDER BY b.id',
    {},
    limits,
  );
  assert.deepEqual(links.rows, [
    ['Ta-0', 'Ta-1'],
    ['Ta-0', 'Ta-4'],
  ]);
});

test('another analysis takes its place, another case only when asked', { skip }, async () => {
  await ensureLoadedForTest(opened(), madeGraph('a', 20));
  await ensureLoadedForTest(opened(), madeGraph('b', 10));
  const other = madeGraph('c', 5, 'Other');
  await assert.rejects(opened().load(other, { replace: false, onProgress: () => undefined }), {
    code: 'GRAPH_OTHER_CASE',
  });
  assert.equal((await opened().held())?.analysis, 'b');
  await ensureLoadedForTest(opened(), other, true);
  assert.deepEqual(await opened().held(), { title: 'Other', analysis: 'c', schema: SCHEMA_VERSION });
});

test('what is not ours is not touched', { skip }, async () => {
  for (const [statement, there] of [
    [`CREATE (:${FOREIGN_LABEL})`, false],
    [`CREATE (:${FOREIGN_LABEL}:Processor {id: 'x'})`, false],
    [`CREATE (:${FOREIGN_LABEL})`, true],
    [`MATCH (a:User), (c:Cohort) WITH a, c LIMIT 1 CREATE (a)-[:KNOWS]->(c)`, true],
    ['CREATE ()', true],
    [`MATCH (a:Processor) SET a:User`, true],
  ] as const) {
    await database().clear();
    if (there) await ensureLoadedForTest(opened(), madeGraph('a', 3));
    const session = database().driver.session({ database: database().database });
    await session.run(statement);
    await session.close();
    await assert.rejects(opened().held(), { code: 'GRAPH_FOREIGN' }, statement);
    await assert.rejects(
      opened().load(madeGraph('b', 3), { replace: true, onProgress: () => undefined }),
      { code: 'GRAPH_FOREIGN' },
      statement,
    );
  }
});

test('a graph that contradicts itself is not committed', { skip }, async () => {
  await ensureLoadedForTest(opened(), madeGraph('a', 5));
  const broken = madeGraph('b', 5);
  const dangling = {
    ...broken,
    relationships: broken.relationships.map((rows) => ({
      ...rows,
      pieces: () => [[{ from: 'nobody', to: 'nothing', properties: {} }]],
    })),
  };
  await assert.rejects(opened().load(dangling, { replace: false, onProgress: () => undefined }), {
    code: 'GRAPH_MISMATCH',
  });
  assert.equal((await opened().held())?.analysis, 'a');
  await ensureLoadedForTest(opened(), broken);
});

test('two loads at once come one after the other', { skip }, async () => {
  const stores = ['x', 'y', 'z'].map((analysis) => ({
    analysis,
    store: new Neo4jStore({ ...database(), url: database().uri }),
  }));
  try {
    const loaded = await Promise.all(
      stores.map(({ analysis, store: s }) =>
        s.load(madeGraph(analysis, 300), { replace: false, onProgress: () => undefined }),
      ),
    );
    assert.deepEqual(loaded, [true, true, true]);
    const held = await opened().held();
    assert.ok(held);
    await ensureLoadedForTest(opened(), madeGraph(held.analysis, 300));
  } finally {
    for (const { store: s } of stores) await s.close();
  }
});
