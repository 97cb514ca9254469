import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import type { GraphRows, Parameter } from '../../src/graph/graph-store.js';
import { denseGraph } from '../support/small-graph.js';

const dir = mkdtempSync(join(tmpdir(), 'wayleave-'));
const store = new EmbeddedStore(join(dir, 'graph'), { memory: 256e6, readers: 1 });
before(async () => {
  await store.load(denseGraph('Case', 'a1', 4, 2), { replace: false, onProgress: () => undefined });
});
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

function ask(
  statement: string,
  parameters: Record<string, Parameter> = {},
  maxRows = 100,
): Promise<GraphRows> {
  return store.query(statement, parameters, { timeoutMs: 20_000, maxRows });
}

test('scalars, lists and maps come back as they are; whole numbers beyond 2^53 as bigint', async () => {
  const { columns, rows } = await ask(
    "RETURN null AS none, true AS yes, 7 AS seven, 0.5 AS half, 'é한\\n' AS text, 9007199254740993 AS big, [1, null, ['x']] AS list, {a: 1, b: {c: [2]}} AS map, {} AS empty",
  );
  assert.deepEqual(columns, ['none', 'yes', 'seven', 'half', 'text', 'big', 'list', 'map', 'empty']);
  assert.deepEqual(rows, [
    [
      null,
      true,
      7,
      0.5,
      'é한\n',
      9007199254740993n,
      [1, null, ['x']],
      { kind: 'map', entries: { a: 1, b: { kind: 'map', entries: { c: [2] } } } },
      { kind: 'map', entries: {} },
    ],
  ]);
});

test('parameters of every type are bound', async () => {
  const parameters = {
    a: null,
    b: false,
    c: 3,
    d: 1.5,
    e: 'x',
    f: [1, 'y', [null]],
    g: 2n ** 62n,
    h: { k: [1] },
  };
  const { rows } = await ask('RETURN $a, $b, $c, $d, $e, $f, $g, $h', parameters);
  const map = { kind: 'map', entries: { k: [1] } };
  assert.deepEqual(rows, [[null, false, 3, 1.5, 'x', [1, 'y', [null]], 2n ** 62n, map]]);
  await assert.rejects(ask('RETURN $missing AS x'), { code: 'QUERY_SYNTAX', message: /\$missing/ });
});

test('paths that would not fit the memory of a search are told as too much memory, as anything else that is', async (t) => {
  const dense = new EmbeddedStore(join(dir, 'dense'), { memory: 1e9, readers: 1 });
  t.after(() => dense.close());
  await dense.load(denseGraph('Case', 'a1', 40, 6), { replace: false, onProgress: () => undefined });
  await assert.rejects(
    dense.query(
      'MATCH way = (a)-[*1..50]-(b) RETURN count(way) AS ways',
      {},
      { timeoutMs: 20_000, maxRows: 1 },
    ),
    { code: 'QUERY_MEMORY', message: /more than the 256 MiB of memory/ },
  );
});

test('nodes, relationships and paths have labels, types, ends and properties', async () => {
  const { rows } = await ask(
    "MATCH way = (a:Processor {id: 'p0'})-[r:OWNS {share: 1.0}]->(b) RETURN a, r, way, [a] AS list, {node: b} AS map, type(r) AS type",
  );
  assert.equal(rows.length, 1);
  const [a, r, way, list, map, type] = rows[0] ?? [];
  assert.ok(a !== null && typeof a === 'object' && 'kind' in a && a.kind === 'node');
  assert.deepEqual(a.labels, ['Processor']);
  assert.deepEqual(a.properties, { id: 'p0', name: 'Processor a1', jurisdiction: 'KR', home: true });
  assert.ok(
    r !== null && r !== undefined && typeof r === 'object' && 'kind' in r && r.kind === 'relationship',
  );
  assert.deepEqual([r.type, r.start, r.properties], ['OWNS', a.elementId, { share: 1 }]);
  assert.ok(
    way !== null && way !== undefined && typeof way === 'object' && 'kind' in way && way.kind === 'path',
  );
  assert.deepEqual(way.nodes[0], a);
  assert.deepEqual(way.relationships, [r]);
  assert.equal(way.nodes[1]?.elementId, r.end);
  assert.deepEqual(list, [a]);
  assert.deepEqual(map, { kind: 'map', entries: { node: way.nodes[1] } });
  assert.equal(type, 'OWNS');
});

test('a share of 1 divides as a fraction, as JSON does not tell 1.0 from 1', async () => {
  const { rows } = await ask(
    "MATCH (:Processor {id: 'p0'})-[r:OWNS]->() RETURN r.share / 2 AS half ORDER BY half",
  );
  assert.deepEqual(rows, [[0.25], [0.5]]);
});

test('rows beyond the limit are not answered, and the answer says so', async () => {
  const numbers = 'UNWIND range(1, 10) AS i RETURN i';
  assert.deepEqual((await ask(numbers, {}, 10)).cut, null);
  const cut = await ask(numbers, {}, 9);
  assert.deepEqual([cut.rows.length, cut.complete, cut.cut], [9, false, { by: 'maxRows', limit: 9 }]);
  const none = await ask('MATCH (n:Nothing) RETURN n.id AS id');
  assert.deepEqual(none, { columns: ['id'], rows: [], complete: true, cut: null });
});

test('errors say what is wrong and where', async () => {
  await assert.rejects(ask('MATCH (n)\nRETURN n WHERE'), {
    code: 'QUERY_SYNTAX',
    message: /line 2 column 10/,
  });
  await assert.rejects(ask('RETURN nobody'), { code: 'QUERY_SYNTAX', message: /nobody/ });
  await assert.rejects(ask(''), { code: 'QUERY_SYNTAX' });
  await assert.rejects(ask('RETURN 1 / 0 AS x'), {
    code: 'QUERY_FAILED',
    message: /division by zero.*22012/,
  });
  await assert.rejects(ask('RETURN 9223372036854775807 + 1 AS x'), { code: 'QUERY_FAILED' });
  await assert.rejects(ask('CALL no.such()'), { code: 'QUERY_SYNTAX' });
});
