import { join } from 'node:path';
import type { GraphAccess, GraphLimits } from '../config.js';
import { EmbeddedStore } from './embedded-store.js';
import type { GraphStore } from './graph-store.js';
import { Neo4jStore } from './neo4j-store.js';

/**
 * The graph store that is named, or the embedded one in the store of the case. Nothing is read yet.
 *
 * @param caseStore folder of the store of the case
 * @throws WayleaveError USAGE for an address of no store
 */
export function openGraphStore(
  { url, ...entry }: GraphAccess,
  caseStore: string,
  limits: GraphLimits,
): GraphStore {
  return url === undefined
    ? new EmbeddedStore(join(caseStore, 'graph'), limits)
    : new Neo4jStore({ url, ...entry });
}
