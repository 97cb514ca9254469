import type { CaseGraph } from '../../src/graph/case-graph.js';

/** Nodes by label and relationships by type, as a graph says of itself; those that do not occur are left out. */
export function countsOf({ nodes, relationships }: CaseGraph): {
  labels: Record<string, number>;
  types: Record<string, number>;
} {
  const labels: Record<string, number> = {};
  const types: Record<string, number> = {};
  for (const { label, count } of nodes) if (count > 0) labels[label] = (labels[label] ?? 0) + count;
  for (const { type, count } of relationships) if (count > 0) types[type] = (types[type] ?? 0) + count;
  return { labels, types };
}

/** How often each key occurs. */
export function tally(keys: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
