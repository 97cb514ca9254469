import type { Flow } from '../../model/flow.js';

export interface GraphEdge {
  /** JSON of source and target. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly flows: readonly Flow[];
}

/** Who sends to whom, each pair once. */
export interface Graph {
  readonly edges: Map<string, GraphEdge>;
  readonly next: Map<string, string[]>;
  readonly before: Map<string, string[]>;
}

/** The part of a graph that is looked at: how far each node is from the focus, each way. */
export interface View {
  readonly focus: string | null;
  readonly nodes: ReadonlyMap<
    string,
    { readonly upstream: number | null; readonly downstream: number | null }
  >;
  readonly edges: readonly GraphEdge[];
}

/**
 * What lies within a depth upstream and downstream of a node: breadth-first search each way (Moore 1959). An edge is part
 * of it when it lies on a way of at most so many edges that ends, or begins, at the focus. Linear in the graph.
 *
 * @param focus null for the whole graph
 * @param upstream edges at most; undefined: none when only `downstream` is given, else any number
 */
export function viewOf(
  graph: Graph,
  focus: string | null,
  upstream: number | undefined,
  downstream: number | undefined,
): View {
  if (focus === null) {
    const nodes = [...graph.edges.values()].flatMap((e) => [e.source, e.target]);
    return {
      focus,
      nodes: new Map(nodes.map((n) => [n, { upstream: null, downstream: null }])),
      edges: [...graph.edges.values()],
    };
  }
  const up = upstream ?? (downstream === undefined ? Infinity : 0);
  const down = downstream ?? (upstream === undefined ? Infinity : 0);
  const above = distances(graph.before, focus, up);
  const below = distances(graph.next, focus, down);
  const nodes = new Map(
    [...above.keys(), ...below.keys()].map((n) => [
      n,
      { upstream: above.get(n) ?? null, downstream: below.get(n) ?? null },
    ]),
  );
  const edges = [...graph.edges.values()].filter(
    (e) => (above.get(e.target) ?? Infinity) < up || (below.get(e.source) ?? Infinity) < down,
  );
  return { focus, nodes, edges };
}

/** Nodes within a number of steps of a node, and in how few each is reached. */
function distances(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  most: number,
): Map<string, number> {
  const found = new Map([[from, 0]]);
  // A Map iterates over what is added on the way.
  for (const [node, steps] of found) {
    if (steps === most) continue;
    for (const other of next.get(node) ?? []) if (!found.has(other)) found.set(other, steps + 1);
  }
  return found;
}
