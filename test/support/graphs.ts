import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { caseGraph, type CaseGraph } from '../../src/graph/case-graph.js';
import { link, nodes, relate } from '../../src/graph/graph-rows.js';
import type { GraphStore } from '../../src/graph/graph-store.js';
import { expectedCounts, reconcile } from '../../src/graph/reconcile.js';
import { analyzeCase } from './analyze.js';
import { caseNode } from './small-graph.js';

/** The graph of a golden case. */
export async function goldenGraph(name: string, fingerprint = 'f1'): Promise<CaseGraph> {
  const dir = join(packageRoot(), 'test', 'cases', name);
  return caseGraph(await loadCase(dir), await analyzeCase(dir), fingerprint, null);
}

/**
 * A graph of any size whose parts tell which load they come from: as many trails, each leading to the next, as many users,
 * each in one cohort, and one node of the other kinds.
 */
export function madeGraph(analysis: string, size: number, title = 'Made'): CaseGraph {
  const trail = (i: number): string => `T${analysis}-${i}`;
  const numbers = Array.from({ length: size }, (_, i) => i);
  return {
    title,
    analysis,
    nodes: [
      nodes('Case', [{ ...caseNode(title, analysis), people: size }]),
      nodes('Processor', [{ id: 'shop', jurisdiction: 'KR', home: true }]),
      nodes(
        'Trail',
        numbers.map((i) => ({
          id: trail(i),
          origin: 'shop',
          destination: `p${i % 1000}`,
          jurisdiction: 'US',
          processors: ['shop', `p${i % 1000}`],
          flows: [`F${i}`, `F${i + 1}`],
          fields: ['phone'],
          hops: 1 + (i % 5),
          people: i,
          foreign: true,
          verdict: 'unsupported',
          unsupportedHops: [1],
          arrivedAt: '2024-05-22T00:00:00Z',
          arrivedAtMicros: 1_716_336_000_000_000 + i,
          witness: ['log.csv#1', `log.csv#${i}`],
        })),
      ),
      nodes('Cohort', [{ id: `C${analysis}`, people: size }]),
      nodes(
        'User',
        numbers.map((i) => ({ id: `u-${analysis}-${i}` })),
      ),
    ],
    relationships: [
      relate(
        'LEADS_TO',
        'Trail',
        'Trail',
        numbers.slice(1).map((i) => link(trail(i - 1), trail(i))),
      ),
      relate(
        'MEMBER_OF',
        'User',
        'Cohort',
        numbers.map((i) => link(`u-${analysis}-${i}`, `C${analysis}`)),
      ),
    ],
  };
}

/** Loads a graph and asserts that the store then counts what the graph has. */
export async function ensureLoadedForTest(
  store: GraphStore,
  graph: CaseGraph,
  replace = false,
): Promise<void> {
  await store.load(graph, { replace, onProgress: () => undefined });
  reconcile(await store.counts(), expectedCounts(graph));
}
