import { WayleaveError } from '../errors.js';
import type { CaseGraph } from './case-graph.js';
import type { HeldCase } from './graph-store.js';
import { SCHEMA_VERSION } from './schema.js';

/**
 * Whether a graph is to be loaded into a database.
 *
 * @param held what it holds; null when it is empty
 * @param replace the graph of another case may be replaced
 * @returns false when it is there already
 * @throws WayleaveError GRAPH_OTHER_CASE
 */
export function loadable(held: HeldCase | null, graph: CaseGraph, replace: boolean): boolean {
  if (held === null) return true;
  if (held.title !== graph.title && !replace) {
    throw new WayleaveError(
      'GRAPH_OTHER_CASE',
      `the graph database holds the case ${JSON.stringify(held.title)}, not ${JSON.stringify(graph.title)}`,
      { advice: 'Name another database, or replace that case with --replace.' },
    );
  }
  return held.title !== graph.title || held.analysis !== graph.analysis || held.schema !== SCHEMA_VERSION;
}
