import type { GraphMap, GraphNode, GraphPath, GraphRelationship, GraphValue } from '../graph-store.js';

type Things = Readonly<Record<string, unknown>>;

/**
 * A value of the engine as one of ours. The engine hands out nodes and relationships as objects with `_id` among their
 * properties, and a path as an object of its nodes and edges; a map that a query makes in that very shape is taken for one.
 */
export function graphValue(value: unknown): GraphValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'object':
      return value === null ? null : objectValue(value);
    default:
      return null;
  }
}

function objectValue(value: object): GraphValue {
  if (Array.isArray(value)) return value.map(graphValue);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  const things = value as Things;
  return node(things) ?? relationship(things) ?? path(things) ?? tagged(things) ?? map(things);
}

function node(things: Things): GraphNode | null {
  const { _id: id, _labels: labels, ...properties } = things;
  if (typeof id !== 'number' || !Array.isArray(labels)) return null;
  return { kind: 'node', elementId: String(id), labels: labels.map(String), properties: values(properties) };
}

function relationship(things: Things): GraphRelationship | null {
  const { _id: id, _type: type, _source: start, _target: end, ...properties } = things;
  if (typeof id !== 'number' || typeof type !== 'string') return null;
  return {
    kind: 'relationship',
    elementId: String(id),
    type,
    start: String(start),
    end: String(end),
    properties: values(properties),
  };
}

function path({ nodes, edges, ...more }: Things): GraphPath | null {
  if (!Array.isArray(nodes) || !Array.isArray(edges) || Object.keys(more).length > 0) return null;
  const onWay = nodes.map(graphValue).filter((v) => isKind(v, 'node'));
  const between = edges.map(graphValue).filter((v) => isKind(v, 'relationship'));
  const whole = onWay.length === nodes.length && between.length === edges.length;
  if (!whole || onWay.length !== between.length + 1) return null;
  return { kind: 'path', nodes: onWay, relationships: between };
}

function isKind<K extends 'node' | 'relationship'>(
  value: GraphValue,
  kind: K,
): value is Extract<GraphValue, { kind: K }> {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === kind;
}

/** Types that the engine writes as `{ $decimal: '1.50' }`: their text. */
function tagged(things: Things): string | null {
  const [entry, ...more] = Object.entries(things);
  if (entry === undefined || more.length > 0) return null;
  return entry[0].startsWith('$') && typeof entry[1] === 'string' ? entry[1] : null;
}

function map(things: Things): GraphMap {
  return { kind: 'map', entries: values(things) };
}

function values(things: Things): Record<string, GraphValue> {
  return Object.fromEntries(Object.entries(things).map(([name, value]) => [name, graphValue(value)]));
}
