import { createHash } from 'node:crypto';
import type { Case } from '../model/case.js';
import type { Analysis } from '../model/result.js';
import type { Store } from '../store/store.js';
import { caseGraph, type CaseGraph } from './case-graph.js';
import type { GraphStore, LoadOptions } from './graph-store.js';
import { graphUsers } from './graph-users.js';
import { reconcile, expectedCounts } from './reconcile.js';

/** An analysis and the store that holds it. */
export interface Analyzed {
  readonly kase: Case;
  readonly analysis: Analysis;
  /** Fingerprint of the analysis. */
  readonly fingerprint: string;
  readonly results: Store;
  /** Whose key makes the pseudonyms; `results` when it is left out. */
  readonly names?: Store;
}

/**
 * Sees to it that a graph store holds the graph of an analysis, and that it counts what the analysis has.
 *
 * @returns true when it was loaded, false when it was there
 * @throws WayleaveError as GraphStore.load does
 */
export async function ensureLoaded(
  graphs: GraphStore,
  analyzed: Analyzed,
  options: LoadOptions,
): Promise<boolean> {
  const graph = graphOf(analyzed);
  const loaded = await graphs.load(graph, options);
  reconcile(await graphs.counts(), expectedCounts(graph));
  return loaded;
}

/** The graph of an analysis, with its people where the result keeps them. */
export function graphOf({ kase, analysis, fingerprint, results, names = results }: Analyzed): CaseGraph {
  const users = graphUsers(results, analysis, names);
  return caseGraph(kase, analysis, users === null ? fingerprint : underKey(fingerprint, names), users);
}

/** With another key people have other pseudonyms: it is another graph. */
function underKey(fingerprint: string, names: Store): string {
  return createHash('sha256')
    .update(`${fingerprint} ${names.pseudonym('')}`)
    .digest('hex');
}
