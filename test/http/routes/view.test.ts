import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowsOfNodes, viewOf, type Graph, type View } from '../../../src/http/routes/view.js';
import { madeAnalysis } from '../../support/made-analysis.js';

/** A graph of pairs such as `a>b`. */
function graphOf(...pairs: readonly string[]): Graph {
  const graph: Graph = { edges: new Map(), next: new Map(), before: new Map() };
  for (const id of pairs) {
    const [source = '', target = ''] = id.split('>');
    graph.edges.set(id, { id, source, target, flows: [] });
    graph.next.set(source, [...(graph.next.get(source) ?? []), target]);
    graph.before.set(target, [...(graph.before.get(target) ?? []), source]);
  }
  return graph;
}

const told = ({ nodes, edges }: View): unknown => ({
  nodes: Object.fromEntries([...nodes].map(([id, { upstream, downstream }]) => [id, [upstream, downstream]])),
  edges: edges.map((e) => e.id),
});

const graph = graphOf('a>b', 'b>c', 'c>d', 'd>e', 'x>c', 'x>y');

test('what lies within a depth each way, and the edges on such ways', () => {
  assert.deepEqual(told(viewOf(graph, 'b', 1, 1, [])), {
    nodes: { a: [1, null], b: [0, 0], c: [null, 1] },
    edges: ['a>b', 'b>c'],
  });
});

test('a node that is expanded shows all its neighbours, whatever the depth; theirs only when they are expanded too', () => {
  assert.deepEqual(told(viewOf(graph, 'b', 1, 1, ['c'])), {
    nodes: { a: [1, null], b: [0, 0], c: [null, 1], x: [null, null], d: [null, 2] },
    edges: ['a>b', 'b>c', 'c>d', 'x>c'],
  });
  assert.deepEqual(told(viewOf(graph, 'b', 1, 1, ['c', 'x', 'd'])), {
    nodes: {
      a: [1, null],
      b: [0, 0],
      c: [null, 1],
      x: [null, null],
      d: [null, 2],
      y: [null, null],
      e: [null, 3],
    },
    edges: ['a>b', 'b>c', 'c>d', 'd>e', 'x>c', 'x>y'],
  });
});

test('a node that is not in the view cannot be expanded, nor one before it was brought in', () => {
  const plain = told(viewOf(graph, 'b', 1, 1, []));
  assert.deepEqual(told(viewOf(graph, 'b', 1, 1, ['y'])), plain);
  assert.deepEqual(told(viewOf(graph, 'b', 1, 1, ['e', 'd'])), plain);
});

test('a node has the flows of its edges, however many', () => {
  const { flows } = madeAnalysis({ flows: 1, trails: 1, cohorts: 1, people: 1 }).analysis;
  const many = Array.from({ length: 300_000 }, () => flows).flat();
  const found = flowsOfNodes([
    { id: 'a>b', source: 'a', target: 'b', flows: many },
    { id: 'b>c', source: 'b', target: 'c', flows },
  ]);
  assert.deepEqual(
    [...found].map(([id, of]) => [id, of.length]),
    [
      ['a', 300_000],
      ['b', 300_001],
      ['c', 1],
    ],
  );
});
