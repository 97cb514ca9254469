import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromAnswer } from '../../src/export/from-answer.js';
import type { GraphNode, GraphRelationship, GraphRows, GraphValue } from '../../src/graph/graph-store.js';

const node = (elementId: string, label: string, properties: GraphNode['properties']): GraphNode => ({
  kind: 'node',
  elementId,
  labels: [label],
  properties,
});
const shop = node('1', 'Processor', { id: 'shop', home: true, name: null });
const flow = node('2', 'Flow', { id: 'F1', records: 2n ** 40n, fields: ['phone'], monthRecords: [3n, 4n] });
const lab = node('3', 'Processor', { id: 'lab' });
const sends: GraphRelationship = {
  kind: 'relationship',
  elementId: 'r1',
  type: 'SENDS',
  start: '1',
  end: '2',
  properties: {},
};
const to: GraphRelationship = { ...sends, elementId: 'r2', type: 'TO', start: '2', end: '3' };

function answer(rows: GraphValue[][], complete = true): GraphRows {
  const cut = complete ? null : ({ by: 'maxRows', limit: 1 } as const);
  return { columns: (rows[0] ?? []).map((_, i) => `c${i}`), rows, complete, cut };
}

test('nodes and relationships of paths, lists and maps are in the graph once', () => {
  const path: GraphValue = { kind: 'path', nodes: [shop, flow], relationships: [sends] };
  const { graph, dangling } = fromAnswer(
    answer([
      [path, 1, 'text', null],
      [[flow, [lab]], { kind: 'map', entries: { way: to, again: sends } }, true, 2n],
    ]),
    'Case',
    'f1',
    true,
  );
  assert.deepEqual(graph.nodes(), ['Processor:shop', 'Flow:F1', 'Processor:lab']);
  assert.deepEqual(
    graph.mapEdges((_, { label }, from, end) => [label, from, end]),
    [
      ['SENDS', 'Processor:shop', 'Flow:F1'],
      ['TO', 'Flow:F1', 'Processor:lab'],
    ],
  );
  assert.equal(dangling, 0);
  assert.deepEqual(graph.getNodeAttributes('Flow:F1'), {
    nodeLabel: 'Flow',
    label: 'F1',
    id: 'F1',
    records: 2 ** 40,
    fields: ['phone'],
    monthRecords: [3, 4],
  });
  assert.deepEqual(graph.getNodeAttributes('Processor:shop'), {
    nodeLabel: 'Processor',
    label: 'shop',
    id: 'shop',
    home: true,
  });
  assert.equal(graph.getAttribute('complete'), true);
});

test('a relationship without one of its nodes is left out and counted; a cut answer makes a graph that says so', () => {
  const { graph, dangling } = fromAnswer(answer([[sends, shop]], false), 'Case', 'f1', true);
  assert.equal(dangling, 1);
  assert.equal(graph.size, 0);
  assert.equal(graph.getAttribute('complete'), false);
});

test('persons are left out and counted unless they are asked for', () => {
  const rows = answer([[node('4', 'User', { id: 'u-1' }), shop]]);
  const without = fromAnswer(rows, 'Case', 'f1', false);
  assert.deepEqual([without.graph.nodes(), without.users], [['Processor:shop'], 1]);
  const all = fromAnswer(rows, 'Case', 'f1', true);
  assert.deepEqual([all.graph.nodes(), all.users], [['User:u-1', 'Processor:shop'], 0]);
});

test('an answer of values only makes an empty graph', () => {
  assert.equal(fromAnswer(answer([['shop', 3]]), 'Case', 'f1', true).graph.order, 0);
});
