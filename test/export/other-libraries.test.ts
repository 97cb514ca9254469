import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import { fromCaseGraph } from '../../src/export/from-case-graph.js';
import { writeExport } from '../../src/export/write-files.js';
import { graphOfCase } from '../support/case-graphs.js';
import { pythonWith } from '../support/python.js';
import { tempDir } from '../support/workspace.js';
import { countsOf } from './graph-counts.js';
import { HOSTILE, hostileGraph, UNXML } from './hostile-graph.js';

/** What read_exports.py prints. */
interface Read {
  readonly graphml: NetworkX;
  readonly gexf: NetworkX;
  readonly igraph: Counts & { readonly names: readonly string[] };
  readonly prov: {
    readonly kinds: Record<string, number>;
    readonly agents: readonly string[];
    readonly starts: readonly string[];
    readonly valid_provn: boolean;
  };
  readonly rdf: {
    readonly predicates: Record<string, number>;
    readonly types: Record<string, number>;
    readonly names: readonly string[];
    readonly terms: readonly string[];
  };
}
interface Counts {
  readonly labels: Record<string, number>;
  readonly types: Record<string, number>;
}
interface NetworkX extends Counts {
  readonly nodes: Record<string, Record<string, unknown>>;
  readonly edges: readonly [string, string, Record<string, unknown>][];
}

const python = await pythonWith('test/export/requirements.txt');
const FORMATS = {
  graphml: 'case.graphml',
  gexf: 'case.gexf',
  'prov-json': 'case.prov.json',
  'json-ld': 'case.jsonld',
};

async function readBack(dir: string, graph: Parameters<typeof fromCaseGraph>[0]): Promise<Read> {
  const all = await fromCaseGraph(graph);
  for (const [name, file] of Object.entries(FORMATS)) {
    const format = EXPORT_FORMATS.get(name);
    assert.ok(format?.kind === 'text', name);
    await writeExport(join(dir, file), () => format.write(all));
  }
  assert.ok(python.skip === false);
  const script = join(packageRoot(), 'test', 'export', 'read_exports.py');
  const ran = spawnSync(python.program, ['-X', 'utf8', script, dir], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout) as Read;
}

for (const folder of [
  'seed/kakaopay-alipay/sample',
  'test/cases/onward-and-taint',
  'test/cases/contract-states',
]) {
  test(`other libraries read the same counts of ${folder}`, { skip: python.skip }, async (t) => {
    const graph = await graphOfCase(folder);
    const { labels, types } = countsOf(graph);
    const read = await readBack(tempDir(t), graph);
    for (const found of [read.graphml, read.gexf, read.igraph]) {
      assert.deepEqual(found.labels, labels);
      assert.deepEqual(found.types, types);
    }
    assert.equal(read.prov.kinds['prov:Activity'], labels['Flow']);
    assert.equal(read.prov.kinds['prov:Agent'], labels['Processor']);
    assert.equal(read.prov.kinds['prov:Association'], (types['SENDS'] ?? 0) + (types['TO'] ?? 0));
    assert.equal(read.prov.kinds['prov:Generation'], types['CARRIES']);
    for (const [label, count] of Object.entries(labels)) {
      assert.equal(read.rdf.types[`urn:wayleave:terms#${label}`], count, label);
    }
    for (const [type, count] of Object.entries(types)) {
      assert.equal(read.rdf.predicates[`urn:wayleave:terms#${type}`], count, type);
    }
  });
}

test('numbers, truth and lists arrive as they were', { skip: python.skip }, async (t) => {
  const graph = await graphOfCase('seed/kakaopay-alipay/sample');
  const read = await readBack(tempDir(t), graph);
  const [rows] = graph.nodes.filter((n) => n.label === 'Trail');
  assert.ok(rows !== undefined && rows.count > 0);
  for await (const piece of rows.pieces()) {
    for (const trail of piece) {
      const name = `Trail:${String(trail['id'])}`;
      for (const found of [read.graphml.nodes[name], read.gexf.nodes[name]]) {
        assert.equal(found?.['people'], trail['people']);
        assert.equal(found?.['foreign'], trail['foreign']);
        assert.equal(found?.['arrivedAtMicros'], trail['arrivedAtMicros']);
        assert.deepEqual(JSON.parse(String(found?.['processors'])), trail['processors']);
      }
    }
  }
});

test('hostile names survive', { skip: python.skip }, async (t) => {
  const graph = { ...hostileGraph(), complete: true };
  const read = await readBack(tempDir(t), graph);
  const { labels, types } = countsOf(graph);
  const escaped = UNXML.replace('\u0007', '\\u0007').replace('\u001b', '\\u001b');
  const inXml = [...HOSTILE, escaped];
  for (const found of [read.graphml, read.gexf]) {
    assert.deepEqual(found.labels, labels);
    assert.deepEqual(found.types, types);
    for (const text of inXml) assert.equal(found.nodes[`Processor:${text}`]?.['name'], `${text}!`);
    assert.deepEqual(JSON.parse(String(found.nodes['Flow:F0']?.['fields'])), [...HOSTILE, UNXML]);
    assert.equal(found.nodes['Flow:F1']?.['records'], 2 ** 40 + 1);
    assert.deepEqual(
      found.edges.filter(([, , a]) => a['label'] === 'OWNS').map(([, , a]) => [a['share'], a['since']]),
      [
        [0.251, '2017-02-01T00:00:00Z'],
        [1, undefined],
      ],
    );
  }
  const byCodePoint = (texts: readonly string[]): string[] => [...texts].sort();
  assert.deepEqual(byCodePoint(read.igraph.names), byCodePoint(inXml));
  assert.deepEqual(byCodePoint(read.prov.agents), byCodePoint([...HOSTILE, UNXML]));
  assert.ok(read.prov.starts.every((s) => s === '2024-01-02 03:04:05.000006+00:00'));
  assert.deepEqual(byCodePoint(read.rdf.names), byCodePoint([...HOSTILE, UNXML]));
});
