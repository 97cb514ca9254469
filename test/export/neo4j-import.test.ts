import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import neo4j from 'neo4j-driver';
import { neo4jImport } from '../../src/export/neo4j-import.js';
import type { CaseGraph } from '../../src/graph/case-graph.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { nodes, type Properties } from '../../src/graph/graph-rows.js';
import { graphOfCase } from '../support/case-graphs.js';
import { neo4jJarsForFile } from '../support/neo4j/for-file.js';
import { importGraph } from '../support/neo4j/import-graph.js';
import { Neo4jServer } from '../support/neo4j/server.js';
import { tempDir } from '../support/workspace.js';
import { countsOf } from './graph-counts.js';
import { HOSTILE, hostileGraph } from './hostile-graph.js';

const { skip, lib } = await neo4jJarsForFile();

/** What Neo4j's own importer makes of the files, asked of a server that holds it. */
async function imported(
  dir: string,
  graph: CaseGraph,
  ask: (rows: (cypher: string) => Promise<Record<string, unknown>[]>, url: string) => Promise<void>,
): Promise<void> {
  const [files, home] = [join(dir, 'files'), join(dir, 'home')];
  await importGraph(lib, graph, files, home);
  const server = await Neo4jServer.start({ lib, owner: process.pid, home });
  const driver = neo4j.driver(server.uri, undefined, { disableLosslessIntegers: true });
  try {
    await ask(
      async (cypher) => (await driver.executeQuery(cypher)).records.map((r) => r.toObject()),
      server.uri,
    );
  } finally {
    await driver.close();
    await server.remove();
  }
}

/** The importer leaves empty lists out. */
function withoutEmptyLists(row: Properties): object {
  return Object.fromEntries(Object.entries(row).filter(([, v]) => !Array.isArray(v) || v.length > 0));
}

const LABELS = 'MATCH (n) UNWIND labels(n) AS key RETURN key, count(*) AS count';
const TYPES = 'MATCH ()-[r]->() RETURN type(r) AS key, count(*) AS count';

function counts(rows: readonly Record<string, unknown>[]): Record<string, unknown> {
  return Object.fromEntries(rows.map((r) => [String(r['key']), r['count']]));
}

test("neo4j-admin's importer loads a case: counts, and properties of every type", { skip }, async (t) => {
  const graph = await graphOfCase('seed/kakaopay-alipay/sample');
  const dir = tempDir(t);
  await imported(dir, graph, async (rows, url) => {
    const { labels, types } = countsOf(graph);
    assert.deepEqual(counts(await rows(LABELS)), labels);
    assert.deepEqual(counts(await rows(TYPES)), types);
    const schema = readFileSync(join(dir, 'files', 'schema.cypher'), 'utf8');
    for (const statement of schema.split(';\n').slice(0, -1)) await rows(statement);
    assert.ok((await rows('SHOW CONSTRAINTS')).length > 0);
    // To the program it is the graph that it would have loaded itself.
    const store = new Neo4jStore({ url, user: 'neo4j', password: '' });
    assert.equal(await store.load(graph, { replace: false, onProgress: () => undefined }), false);
    await store.close();
    for (const { label, pieces } of graph.nodes) {
      const key = label === 'Jurisdiction' ? 'code' : 'id';
      const found = new Map(
        (await rows(`MATCH (n:${label}) RETURN n.${key} AS key, properties(n) AS properties`)).map((r) => [
          r['key'],
          r['properties'],
        ]),
      );
      for await (const piece of pieces()) {
        for (const row of piece) assert.deepEqual(found.get(row[key]), withoutEmptyLists(row), label);
      }
    }
  });
});

test('hostile names come through the importer as they were', { skip }, async (t) => {
  const texts = [...HOSTILE, 'bell\u0007'];
  const graph = hostileGraph(texts);
  await imported(tempDir(t), graph, async (rows) => {
    const { labels, types } = countsOf(graph);
    assert.deepEqual(counts(await rows(LABELS)), labels);
    assert.deepEqual(counts(await rows(TYPES)), types);
    const ids = (await rows('MATCH (p:Processor) RETURN p.id AS id, p.name AS name')).map((r) => [
      r['id'],
      r['name'],
    ]);
    assert.deepEqual(ids.sort(), texts.map((text) => [text, `${text}!`]).sort());
    const [flow] = await rows("MATCH (f:Flow {id: 'F0'}) RETURN f.fields AS fields, f.records AS records");
    assert.deepEqual(flow, { fields: texts, records: 2 ** 40 });
    const shares = await rows(
      'MATCH ()-[o:OWNS]->() RETURN o.share AS share, o.since AS since ORDER BY share',
    );
    assert.deepEqual(shares, [
      { share: 0.251, since: '2017-02-01T00:00:00Z' },
      { share: 1, since: null },
    ]);
  });
});

test('the separator of lists inside an item is an error that names it', async () => {
  const graph: CaseGraph = {
    title: 't',
    analysis: 'a',
    nodes: [nodes('Flow', [{ id: 'F1', fields: ['a\u001fb'] }])],
    relationships: [],
  };
  const file = neo4jImport.write(graph).find((f) => f.name === 'Flow.csv');
  await assert.rejects(
    async () => {
      for await (const piece of file?.pieces() ?? []) assert.ok(piece);
    },
    { code: 'EXPORT_VALUE', place: { column: 'fields', value: 'a\u001fb' } },
  );
});

test('rows are asked for piece by piece, as they are written', async () => {
  let asked = 0;
  const graph: CaseGraph = {
    title: 't',
    analysis: 'a',
    nodes: [
      {
        label: 'User',
        count: 3,
        pieces: function* () {
          for (const id of ['u1', 'u2', 'u3']) {
            asked++;
            yield [{ id }];
          }
        },
      },
    ],
    relationships: [],
  };
  const file = neo4jImport.write(graph).find((f) => f.name === 'User.csv');
  const seen: [string, number][] = [];
  for await (const piece of file?.pieces() ?? []) seen.push([piece, asked]);
  assert.deepEqual(seen, [
    ['"u1",User\n', 1],
    ['"u2",User\n', 2],
    ['"u3",User\n', 3],
  ]);
});
