import { join } from 'node:path';
import type { GraphAccess, GraphLimits } from '../config.js';
import { WayleaveError } from '../errors.js';
import { EmbeddedStore } from './embedded-store.js';
import type { GraphStore } from './graph-store.js';

/**
 * The graph store that is named, or the embedded one in the store of the case. Nothing is read yet.
 *
 * @param caseStore folder of the store of the case
 * @throws WayleaveError USAGE for an address of no store
 */
export function openGraphStore({ url }: GraphAccess, caseStore: string, limits: GraphLimits): GraphStore {
  if (url === undefined) return new EmbeddedStore(join(caseStore, 'graph'), limits);
  throw new WayleaveError('USAGE', `${url} is no address of a graph store`, {
    accepted: 'bolt://HOST:7687 or neo4j://HOST:7687, with +s or +ssc after the scheme for TLS',
  });
}
