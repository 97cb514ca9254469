import { internal } from '../errors.js';
import type { Properties, PropertyValue } from '../graph/graph-rows.js';
import type { GraphNode, GraphRelationship, GraphRows, GraphValue } from '../graph/graph-store.js';
import { LABELS, TYPES } from '../graph/schema.js';
import { keyOf, nodeAttributes } from './node-attributes.js';
import { nodeName, propertyGraph, type PropertyGraph } from './property-graph.js';

/** The graph that a query's answer holds. */
export interface AnswerGraph {
  readonly graph: PropertyGraph;
  /** Relationships that are not in it, since it lacks one of their nodes. */
  readonly dangling: number;
  /** Persons of the answer that were left out. */
  readonly users: number;
}

/**
 * The subgraph that the rows of a query hold: every node and relationship in them, in paths, lists and maps too, once, in
 * the order in which they first occur. Relationships of which a node is missing are left out, and counted.
 * Linear in the values of the answer.
 *
 * @param withUsers false to leave persons out
 */
export function fromAnswer(
  rows: GraphRows,
  title: string,
  analysis: string,
  withUsers: boolean,
): AnswerGraph {
  const nodes = new Map<string, GraphNode>();
  const relationships = new Map<string, GraphRelationship>();
  const gather = (value: GraphValue): void => {
    if (value === null || typeof value !== 'object') return;
    if (!('kind' in value)) value.forEach(gather);
    else if (value.kind === 'map') Object.values(value.entries).forEach(gather);
    else if (value.kind === 'node') nodes.set(value.elementId, value);
    else if (value.kind === 'relationship') relationships.set(value.elementId, value);
    else [...value.nodes, ...value.relationships].forEach(gather);
  };
  rows.rows.forEach((row) => {
    row.forEach(gather);
  });

  const graph = propertyGraph(title, analysis, rows.complete);
  const names = new Map<string, string>();
  let users = 0;
  for (const node of nodes.values()) {
    const label = LABELS.find((l) => node.labels.includes(l));
    if (label === undefined) throw internal(`a node of no label of the schema: ${node.labels.join(', ')}`);
    if (label === 'User' && !withUsers) {
      users++;
      continue;
    }
    const properties = propertiesOf(node.properties);
    const name = nodeName(label, keyOf(label, properties));
    names.set(node.elementId, name);
    graph.addNode(name, nodeAttributes(label, properties));
  }
  let dangling = 0;
  for (const { type, start, end, properties } of relationships.values()) {
    const [from, to] = [names.get(start), names.get(end)];
    const label = TYPES.find((t) => t === type);
    if (label === undefined) throw internal(`a relationship of no type of the schema: ${type}`);
    if (from === undefined || to === undefined) dangling++;
    else graph.addEdgeWithKey(`e${graph.size}`, from, to, { label, ...propertiesOf(properties) });
  }
  return { graph, dangling, users };
}

function propertiesOf(values: Readonly<Record<string, GraphValue>>): Properties {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, PropertyValue][] => {
      const property = propertyOf(value);
      return property === null ? [] : [[name, property]];
    }),
  );
}

/** A property as the schema knows them: text, number, truth, or a list of texts or of numbers. */
function propertyOf(value: GraphValue): PropertyValue | null {
  if (value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if ('kind' in value) throw internal(`a property that holds a ${value.kind}`);
  const numbers = value.flatMap((v) => (typeof v === 'number' || typeof v === 'bigint' ? [Number(v)] : []));
  return numbers.length === value.length && numbers.length > 0 ? numbers : value.map(String);
}
