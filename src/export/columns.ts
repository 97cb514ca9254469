import type { PropertyValue } from '../graph/graph-rows.js';
import { NODES, RELATIONSHIPS, type PropertyType } from '../graph/schema.js';
import type { PropertyGraph } from './property-graph.js';

/** A property that occurs in a graph: formats that declare their columns ask for it beforehand. */
export interface Column {
  readonly name: string;
  readonly type: PropertyType;
}

/** Properties of nodes that occur in a graph, in the order of the schema. */
export function nodeColumns(graph: PropertyGraph): Column[] {
  const present = new Set<string>();
  graph.forEachNode((_, attributes) => {
    for (const name of Object.keys(attributes)) present.add(name);
  });
  return occurring(NODES, present);
}

/** Properties of edges that occur in a graph, in the order of the schema. */
export function edgeColumns(graph: PropertyGraph): Column[] {
  const present = new Set<string>();
  graph.forEachEdge((_, attributes) => {
    for (const name of Object.keys(attributes)) present.add(name);
  });
  return occurring(RELATIONSHIPS, present);
}

/** The schema gives a name one type wherever it occurs (a test proves it). */
function occurring(
  specs: readonly { readonly properties: readonly Column[] }[],
  present: ReadonlySet<string>,
): Column[] {
  const columns = new Map(specs.flatMap((s) => s.properties.map(({ name, type }) => [name, { name, type }])));
  return [...columns.values()].filter(({ name }) => present.has(name));
}

/** A property as text for formats that know no lists: a list is JSON. */
export function asText(value: PropertyValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
