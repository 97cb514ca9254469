import { WayleaveError } from '../../errors.js';
import type { GraphCounts } from '../graph-rows.js';
import { LABELS, TYPES } from '../schema.js';

/**
 * Refuses a database that holds anything that is not ours.
 *
 * @param total nodes of any label or none
 * @param there whether the node of a case is there
 * @throws WayleaveError GRAPH_FOREIGN
 */
export function refuseForeign({ nodes, relationships }: GraphCounts, total: number, there: boolean): void {
  const strangers = [
    ...strange(nodes, LABELS).map((label) => `(:${label})`),
    ...strange(relationships, TYPES).map((type) => `[:${type}]`),
  ];
  const labelled = [...nodes.values()].reduce((sum, count) => sum + count, 0);
  if (labelled !== total) strangers.push('nodes without a label, or with several');
  if (total > 0 && !there) strangers.push('nodes, but no case of Wayleave');
  if (strangers.length === 0) return;
  throw new WayleaveError(
    'GRAPH_FOREIGN',
    `the graph database holds what is not ours: ${strangers.join(', ')}`,
    {
      accepted: 'an empty database, or one that holds a case of Wayleave and nothing else',
      advice: 'Name another database; nothing in this one was changed.',
    },
  );
}

function strange(counts: ReadonlyMap<string, number>, ours: readonly string[]): string[] {
  return [...counts.keys()].filter((name) => !ours.includes(name));
}
