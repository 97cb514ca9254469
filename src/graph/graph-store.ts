import type { CaseGraph } from './case-graph.js';
import type { GraphCounts } from './graph-rows.js';

/** A value of a query's answer, the same on every store. Whole numbers beyond 2^53 are bigint. */
export type GraphValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly GraphValue[]
  | GraphMap
  | GraphNode
  | GraphRelationship
  | GraphPath;

/** A map that a query made. */
export interface GraphMap {
  readonly kind: 'map';
  readonly entries: Readonly<Record<string, GraphValue>>;
}

/** A node of the graph, as an answer has it. */
export interface GraphNode {
  readonly kind: 'node';
  /** The store's own id: good within one answer only. */
  readonly elementId: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, GraphValue>>;
}

/** A relationship of the graph; its ends are ids of the store, as `elementId` is. */
export interface GraphRelationship {
  readonly kind: 'relationship';
  readonly elementId: string;
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly properties: Readonly<Record<string, GraphValue>>;
}

/** Nodes, and between each two the relationship that joins them. */
export interface GraphPath {
  readonly kind: 'path';
  readonly nodes: readonly GraphNode[];
  readonly relationships: readonly GraphRelationship[];
}

/** A value that is bound to a parameter of a query. */
export type Parameter =
  null | boolean | number | bigint | string | readonly Parameter[] | { readonly [key: string]: Parameter };

/** What a query may cost; whatever goes over is ended. */
export interface QueryLimits {
  readonly timeoutMs: number;
  /** Rows of the answer; more are not read, and the answer says so. */
  readonly maxRows: number;
  /** Ends the query when its asker has gone. */
  readonly signal?: AbortSignal;
}

/** The rows of a query, in its order. */
export interface GraphRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly GraphValue[])[];
  readonly complete: boolean;
  /** What cut the rows; null when they are complete. */
  readonly cut: { readonly by: 'maxRows'; readonly limit: number } | null;
}

/** The case that a database holds. */
export interface HeldCase {
  readonly title: string;
  /** Fingerprint of the analysis. */
  readonly analysis: string;
  readonly schema: number;
}

export interface LoadOptions {
  /** Replace the graph of another case. */
  readonly replace: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Where the graph of a case lives. One database holds one case. Readers see the former graph, whole, until a load is
 * complete.
 */
export interface GraphStore {
  readonly kind: 'embedded' | 'neo4j';
  /** Where it is, for people: without a password. */
  readonly address: string;

  /**
   * The case that it holds, null when it is empty.
   *
   * @throws WayleaveError GRAPH_FOREIGN when it holds anything that is not ours, GRAPH_UNAVAILABLE
   */
  held(): Promise<HeldCase | null>;

  /**
   * Loads a graph in the place of the former one, atomically; does nothing when it holds the same analysis already.
   *
   * @returns true when it was loaded, false when it was there
   * @throws WayleaveError GRAPH_OTHER_CASE, GRAPH_FOREIGN, GRAPH_TOO_LARGE, GRAPH_UNAVAILABLE, GRAPH_MISMATCH (the
   *   former graph stays)
   */
  load(graph: CaseGraph, options: LoadOptions): Promise<boolean>;

  /**
   * Runs a query that only reads. That it only reads is enforced by the store.
   *
   * @throws WayleaveError QUERY_REFUSED, QUERY_SYNTAX, QUERY_FAILED, QUERY_TIMEOUT, QUERY_MEMORY, GRAPH_UNAVAILABLE,
   *   INTERRUPTED when the asker has gone, NO_RESULT when no graph was loaded
   */
  query(
    statement: string,
    parameters: Readonly<Record<string, Parameter>>,
    limits: QueryLimits,
  ): Promise<GraphRows>;

  /** Nodes by label and relationships by type, as the store counts them. */
  counts(): Promise<GraphCounts>;

  close(): Promise<void>;
}
