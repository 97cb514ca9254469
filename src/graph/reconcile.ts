import { WayleaveError } from '../errors.js';
import type { CaseGraph } from './case-graph.js';
import type { GraphCounts } from './graph-rows.js';

/** How many nodes of each label and relationships of each type a graph has; those of which there are none are left out. */
export function expectedCounts(graph: CaseGraph): GraphCounts {
  return {
    nodes: sums(graph.nodes.map(({ label, count }) => [label, count])),
    relationships: sums(graph.relationships.map(({ type, count }) => [type, count])),
  };
}

/** Elements of a graph: nodes and relationships. */
export function size(graph: CaseGraph): number {
  return [...graph.nodes, ...graph.relationships].reduce((sum, { count }) => sum + count, 0);
}

/** @throws WayleaveError GRAPH_MISMATCH when a store counts other elements than there ought to be */
export function reconcile(counted: GraphCounts, expected: GraphCounts): void {
  const differences = [
    ...differing(counted.nodes, expected.nodes).map((d) => `nodes ${d}`),
    ...differing(counted.relationships, expected.relationships).map((d) => `relationships ${d}`),
  ];
  if (differences.length === 0) return;
  throw new WayleaveError(
    'GRAPH_MISMATCH',
    `the graph store does not hold what it was given: ${differences.join('; ')}`,
    {
      advice: 'The former graph is still served. Please report this, with the case if it may be shared.',
    },
  );
}

function differing(counted: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): string[] {
  return [...new Set([...expected.keys(), ...counted.keys()])].flatMap((name) => {
    const [is, ought] = [counted.get(name) ?? 0, expected.get(name) ?? 0];
    return is === ought ? [] : [`${name}: ${is} instead of ${ought}`];
  });
}

function sums(counts: readonly (readonly [string, number])[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const [name, count] of counts) if (count > 0) sum.set(name, (sum.get(name) ?? 0) + count);
  return sum;
}
