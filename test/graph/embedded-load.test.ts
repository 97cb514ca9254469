import assert from 'node:assert/strict';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { CaseGraph } from '../../src/graph/case-graph.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import { link, relate } from '../../src/graph/graph-rows.js';
import { size } from '../../src/graph/reconcile.js';
import { NODES, SCHEMA_VERSION } from '../../src/graph/schema.js';
import { textOf } from '../support/graph-values.js';
import { goldenGraph, madeGraph } from '../support/graphs.js';
import { tempDir } from '../support/workspace.js';

const LIMITS = { timeoutMs: 20_000, maxRows: 1000 };

function storeIn(t: TestContext, dir: string): EmbeddedStore {
  const store = new EmbeddedStore(dir, { memory: 256e6, readers: 1 });
  t.after(() => store.close());
  return store;
}

function load(store: EmbeddedStore, graph: CaseGraph, replace = false): Promise<boolean> {
  return store.load(graph, { replace, onProgress: () => undefined });
}

test('a graph is loaded whole, with progress, constraints and indexes, and once', async (t) => {
  const dir = join(tempDir(t), 'graph');
  const store = storeIn(t, dir);
  assert.equal(await store.held(), null);
  assert.deepEqual(await store.counts(), { nodes: new Map(), relationships: new Map() });
  await assert.rejects(store.query('RETURN 1 AS x', {}, LIMITS), { code: 'NO_RESULT' });

  const graph = await goldenGraph('onward-and-taint');
  const progress: [number, number][] = [];
  const onProgress = (done: number, total: number): void => void progress.push([done, total]);
  assert.equal(await store.load(graph, { replace: false, onProgress }), true);
  assert.deepEqual(await store.held(), { title: graph.title, analysis: 'f1', schema: SCHEMA_VERSION });
  assert.deepEqual(progress.at(0), [0, size(graph)]);
  assert.deepEqual(progress.at(-1), [size(graph), size(graph)]);
  const files = readdirSync(dir);
  assert.equal(await load(store, graph), false);
  assert.deepEqual(readdirSync(dir), files);

  // An index serves the look-up by key of every label, and those that the schema names.
  for (const { label, key } of NODES) {
    const profile = `PROFILE MATCH (n:\`${label}\`) WHERE n.\`${key}\` = $key RETURN n`;
    const { rows } = await store.query(profile, { key: 'nobody' }, LIMITS);
    assert.match(textOf(rows[0]?.[0]), /Index|rows=0/, label);
    assert.doesNotMatch(textOf(rows[0]?.[0]), /rows=[1-9]/, label);
  }
});

test('another analysis of the case takes its place, another case only when asked', async (t) => {
  const dir = join(tempDir(t), 'graph');
  const store = storeIn(t, dir);
  await load(store, madeGraph('a', 20));
  assert.equal((await store.counts()).nodes.get('Trail'), 20);
  assert.equal(await load(store, madeGraph('b', 10)), true);
  assert.equal((await store.counts()).nodes.get('Trail'), 10);
  await assert.rejects(load(store, madeGraph('c', 5, 'Other')), { code: 'GRAPH_OTHER_CASE' });
  assert.equal((await store.held())?.analysis, 'b');
  assert.equal(await load(store, madeGraph('c', 5, 'Other'), true), true);
  assert.deepEqual(await store.held(), { title: 'Other', analysis: 'c', schema: SCHEMA_VERSION });
  assert.equal((await store.counts()).nodes.get('User'), 5);
  if (process.platform !== 'win32') assert.equal(readdirSync(dir).length, 2);
});

test('a graph of more than one piece keeps every row', async (t) => {
  const store = storeIn(t, join(tempDir(t), 'graph'));
  await load(store, madeGraph('a', 25_001));
  const { rows } = await store.query(
    'MATCH (t:Trail)-[:LEADS_TO]->(n:Trail) WHERE n.people = t.people + 1 RETURN count(*) AS pairs, max(n.people) AS last',
    {},
    LIMITS,
  );
  assert.deepEqual(rows, [[25_000, 25_000]]);
  assert.equal((await store.counts()).relationships.get('MEMBER_OF'), 25_001);
});

test('a graph that does not add up is refused, and the former one stays', async (t) => {
  const dir = join(tempDir(t), 'graph');
  const store = storeIn(t, dir);
  await load(store, madeGraph('a', 20));
  const made = madeGraph('b', 10);
  const dangling = relate('LEADS_TO', 'Trail', 'Trail', [link('Tb-1', 'nowhere')]);
  await assert.rejects(load(store, { ...made, relationships: [dangling] }), {
    code: 'GRAPH_MISMATCH',
    message: /LEADS_TO joins Trail Tb-1 and Trail nowhere/,
  });
  const miscounted = made.nodes.map((rows) => ({ ...rows, count: rows.label === 'User' ? 11 : rows.count }));
  await assert.rejects(load(store, { ...made, nodes: miscounted }), {
    code: 'GRAPH_MISMATCH',
    message: /nodes User: 10 instead of 11/,
  });
  const twice = made.nodes.map((rows) =>
    rows.label === 'Cohort' ? { ...rows, count: 2, pieces: () => [[{ id: 'Cb' }, { id: 'Cb' }]] } : rows,
  );
  await assert.rejects(load(store, { ...made, nodes: twice }), { code: 'GRAPH_MISMATCH' });
  const broken = made.nodes.map((rows) => ({
    ...rows,
    pieces: (): never => {
      throw new Error('the result went away');
    },
  }));
  await assert.rejects(load(store, { ...made, nodes: broken }), /the result went away/);
  assert.equal((await store.held())?.analysis, 'a');
  assert.equal((await store.counts()).nodes.get('Trail'), 20);
  assert.equal(readdirSync(dir).length, 2);
});

test('what is not ours is not touched', async (t) => {
  const dir = tempDir(t);
  const store = storeIn(t, dir);
  writeFileSync(join(dir, 'thesis.txt'), 'years of work');
  await assert.rejects(store.held(), { code: 'GRAPH_FOREIGN', place: { file: join(dir, 'thesis.txt') } });
  await assert.rejects(load(store, madeGraph('a', 3), true), { code: 'GRAPH_FOREIGN' });
  assert.deepEqual(readdirSync(dir), ['thesis.txt']);
  const other = tempDir(t);
  writeFileSync(join(other, 'current.json'), '{"version": 7}');
  await assert.rejects(load(storeIn(t, other), madeGraph('a', 3), true), { code: 'GRAPH_FOREIGN' });
  assert.equal(readFileSync(join(other, 'current.json'), 'utf8'), '{"version": 7}');
});

test('a damaged file is an error that says what to do; without it the graph is loaded again', async (t) => {
  const dir = join(tempDir(t), 'graph');
  await load(storeIn(t, dir), madeGraph('a', 500));
  const file = readdirSync(dir).find((name) => name.endsWith('.grafeo')) ?? '';
  truncateSync(join(dir, file), 5000);
  const store = storeIn(t, dir);
  await assert.rejects(store.query('RETURN 1 AS x', {}, LIMITS), {
    code: 'GRAPH_UNAVAILABLE',
    advice: /Remove/,
  });
});
