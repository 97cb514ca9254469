import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { parse } from 'csv-parse/sync';
import { MultiDirectedGraph } from 'graphology';
import { packageRoot } from '../../src/assets.js';
import type { ExportFile } from '../../src/export/format.js';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import { fromCaseGraph } from '../../src/export/from-case-graph.js';
import { graphOfCase } from '../support/case-graphs.js';
import { countsOf, tally } from './graph-counts.js';
import { HOSTILE, hostileGraph, UNXML } from './hostile-graph.js';

type Given = Parameters<typeof fromCaseGraph>[0];

/** The files of a graph in a format; a format of one text is a file named after it. */
async function filesOf(name: string, graph: Given): Promise<Map<string, string>> {
  const format = EXPORT_FORMATS.get(name);
  assert.ok(format !== undefined, name);
  let files: readonly ExportFile[];
  if (format.kind === 'stream') files = format.write(graph);
  else {
    const all = await fromCaseGraph(graph);
    files =
      format.kind === 'files'
        ? format.write(all)
        : [{ name: `case.${format.extension}`, pieces: () => format.write(all) }];
  }
  const texts = new Map<string, string>();
  for (const file of files) {
    let text = '';
    for await (const piece of file.pieces()) text += piece;
    texts.set(file.name, text);
  }
  return texts;
}

async function textOf(name: string, graph: Given): Promise<string> {
  const [text] = (await filesOf(name, graph)).values();
  assert.ok(text !== undefined);
  return text;
}

const hostile: Given = { ...hostileGraph(), complete: true };

for (const name of EXPORT_FORMATS.keys()) {
  test(`golden texts of ${name}`, async () => {
    const graph = await graphOfCase('test/cases/defective-consent');
    const missing: string[] = [];
    for (const [file, text] of await filesOf(name, graph)) {
      const path = join(packageRoot(), 'test', 'export', 'golden', name, file);
      if (existsSync(path)) assert.equal(text, readFileSync(path, 'utf8'), file);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        missing.push(path);
      }
    }
    // Texts that were not there are written to be checked by hand, and the test fails until they are looked at.
    assert.deepEqual(missing, []);
  });
}

test('graphology reads its own JSON as it was', async () => {
  for (const graph of [hostile, await graphOfCase('seed/kakaopay-alipay/sample')]) {
    const written = await fromCaseGraph(graph);
    const read = MultiDirectedGraph.from(JSON.parse(await textOf('json', graph)) as never);
    assert.deepEqual(read.export(), written.export());
    assert.equal(
      read.order,
      Object.values(countsOf(graph).labels).reduce((a, b) => a + b),
    );
  }
});

test('CSV tables have every node and edge, and hostile names as they were', async () => {
  const files = await filesOf('csv', hostile);
  const nodes = parse<Record<string, string>>(files.get('nodes.csv') ?? '', { columns: true });
  const edges = parse<Record<string, string>>(files.get('edges.csv') ?? '', { columns: true });
  const { labels, types } = countsOf(hostile);
  assert.deepEqual(tally(nodes.map((n) => n['nodeLabel'] ?? '')), labels);
  assert.deepEqual(tally(edges.map((e) => e['label'] ?? '')), types);
  const processors = nodes.filter((n) => n['nodeLabel'] === 'Processor');
  assert.deepEqual(
    processors.map((n) => n['id']),
    [...HOSTILE, UNXML],
  );
  const flow = nodes.find((n) => n['node'] === 'Flow:F0');
  assert.deepEqual(JSON.parse(flow?.['fields'] ?? ''), [...HOSTILE, UNXML]);
  const known = new Set(nodes.map((n) => n['node']));
  assert.ok(edges.every((e) => known.has(e['source']) && known.has(e['target'])));
});

test('no attribute of DOT is called name, which pydot and NetworkX take for the name of the node', async () => {
  const graphviz = await Graphviz.load();
  const read = graphviz.read(await textOf('dot', await graphOfCase('seed/kakaopay-alipay/sample')));
  const processor = read.nodeNames().find((name) => name.startsWith('Processor:')) ?? '';
  assert.equal(read.getNodeAttr(processor, 'name'), '');
  assert.notEqual(read.getNodeAttr(processor, 'name_'), '');
});

test('Graphviz reads DOT: every node and edge, and names as they were', async () => {
  const graphviz = await Graphviz.load();
  for (const graph of [hostile, await graphOfCase('test/cases/onward-and-taint')]) {
    const read = graphviz.read(await textOf('dot', graph));
    const { labels, types } = countsOf(graph);
    const names = read.nodeNames();
    assert.deepEqual(tally(names.map((name) => read.getNodeAttr(name, 'nodeLabel'))), labels);
    assert.deepEqual(
      tally(read.edges().map(({ tail, head, key }) => read.getEdgeAttr(tail, head, key, 'label'))),
      types,
    );
    if (graph !== hostile) continue;
    assert.deepEqual(
      names.slice(0, HOSTILE.length).map((name) => read.getNodeAttr(name, 'id')),
      // In a text of Graphviz a backslash is written twice, and a line end is an escape; that is how it is handed on.
      HOSTILE.map((text) => text.replaceAll('\\', '\\\\').replaceAll(/\r\n|\n/g, '\\n')),
    );
  }
});
