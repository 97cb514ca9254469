import type { ManagedTransaction } from 'neo4j-driver';
import type { CaseGraph } from '../case-graph.js';
import type { GraphCounts } from '../graph-rows.js';
import { loadable } from '../held-case.js';
import { expectedCounts, reconcile } from '../reconcile.js';
import { LABELS, TYPES, type Label } from '../schema.js';
import { nodeBinder } from './bound-rows.js';
import { caseState } from './case-state.js';
import { changeNodes, type Elements } from './node-changes.js';
import { changeRelationships } from './relationship-changes.js';
import { statement } from './statements.js';
import type { Writes } from './writes.js';

/**
 * Makes the graph of a database another one, within one transaction that the caller commits. Only what differs is written.
 * A second load waits for the first to end, and then looks at what that one left.
 *
 * @param announce called when all is ready to be committed but the node of the case
 * @returns false when the same analysis is there
 * @throws WayleaveError GRAPH_OTHER_CASE, GRAPH_MISMATCH, GRAPH_TOO_LARGE
 */
export async function replaceGraph(
  tx: ManagedTransaction,
  graph: CaseGraph,
  replace: boolean,
  writes: Writes,
  announce: () => Promise<void>,
): Promise<boolean> {
  await tx.run(statement('lock'));
  const { held } = await caseState(tx);
  if (!loadable(held, graph, replace)) return false;
  const { kept, stale, counts } = await allNodes(tx, graph, writes);
  const relationships = await allRelationships(tx, graph, kept, writes);
  await writes.delete('delete-nodes', stale);
  await announce();
  counts.set('Case', await setCase(tx, graph, writes));
  reconcile({ nodes: counts, relationships }, expectedCounts(graph));
  return true;
}

async function allNodes(
  tx: ManagedTransaction,
  graph: CaseGraph,
  writes: Writes,
): Promise<{ kept: Map<Label, Elements>; stale: string[]; counts: Map<string, number> }> {
  const kept = new Map<Label, Elements>();
  const stale: (readonly string[])[] = [];
  const counts = new Map<string, number>();
  for (const label of LABELS) {
    if (label === 'Case') continue;
    const rows = graph.nodes.find((n) => n.label === label) ?? { label, count: 0, pieces: () => [] };
    const changes = await changeNodes(tx, rows, writes);
    kept.set(label, changes.kept);
    stale.push(changes.stale);
    counts.set(label, changes.count);
  }
  return { kept, stale: stale.flat(), counts };
}

async function allRelationships(
  tx: ManagedTransaction,
  graph: CaseGraph,
  kept: ReadonlyMap<Label, Elements>,
  writes: Writes,
): Promise<GraphCounts['relationships']> {
  const counts = new Map<string, number>();
  for (const type of TYPES) {
    const groups = graph.relationships.filter((r) => r.type === type);
    counts.set(type, await changeRelationships(tx, type, groups, kept, writes));
  }
  return counts;
}

/** There is one node of the case, whatever case it is: it is changed, and written last. */
async function setCase(tx: ManagedTransaction, graph: CaseGraph, writes: Writes): Promise<number> {
  const bind = nodeBinder('Case');
  let count = 0;
  for (const { label, pieces } of graph.nodes) {
    if (label !== 'Case') continue;
    for await (const piece of pieces()) {
      for (const row of piece) await tx.run(statement('set-case'), { row: bind(row) });
      count += piece.length;
    }
  }
  writes.progress(count);
  return count;
}
