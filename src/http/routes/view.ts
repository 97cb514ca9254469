import { getOrMake } from '../../model/collect.js';
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

/** The flows of the edges at each node, by node. */
export function flowsOfNodes(edges: Iterable<GraphEdge>): Map<string, Flow[]> {
  const flowsOf = new Map<string, Flow[]>();
  for (const { source, target, flows } of edges) {
    for (const end of [source, target]) {
      const ofEnd = getOrMake(flowsOf, end, () => []);
      for (const flow of flows) ofEnd.push(flow);
    }
  }
  return flowsOf;
}

/**
 * What lies within a depth upstream and downstream of a node: breadth-first search each way (Moore 1959). An edge is part
 * of it when it lies on a way of at most so many edges that ends, or begins, at the focus. Linear in the graph.
 *
 * @param focus null for the whole graph
 * @param upstream edges at most; undefined: none when only `downstream` is given, else any number
 * @param expand nodes of the view whose other edges belong to it as well; each may be one that an earlier one brought in
 */
export function viewOf(
  graph: Graph,
  focus: string | null,
  upstream: number | undefined,
  downstream: number | undefined,
  expand: readonly string[],
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
  const nodes = new Set([...above.keys(), ...below.keys()]);
  const expanded = new Set<string>();
  for (const id of expand) {
    if (!nodes.has(id)) continue;
    expanded.add(id);
    reach(graph.before, id, above, nodes);
    reach(graph.next, id, below, nodes);
  }
  const edges = [...graph.edges.values()].filter(
    (e) =>
      (above.get(e.target) ?? Infinity) < up ||
      (below.get(e.source) ?? Infinity) < down ||
      expanded.has(e.source) ||
      expanded.has(e.target),
  );
  const distance = (id: string) => ({ upstream: above.get(id) ?? null, downstream: below.get(id) ?? null });
  return { focus, nodes: new Map([...nodes].map((id) => [id, distance(id)])), edges };
}

/** Adds the neighbours of a node on one side; whoever is reached that way from where it is itself is a step further. */
function reach(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  distances: Map<string, number>,
  nodes: Set<string>,
): void {
  const steps = distances.get(from);
  for (const other of next.get(from) ?? []) {
    nodes.add(other);
    if (steps !== undefined && !distances.has(other)) distances.set(other, steps + 1);
  }
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
