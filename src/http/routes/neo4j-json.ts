import { WayleaveError } from '../../errors.js';
import type {
  GraphNode,
  GraphPath,
  GraphRelationship,
  GraphValue,
  Parameter,
} from '../../graph/graph-store.js';
import { isList } from '../../query/printed.js';

/** What the counters of a query say that only reads. */
export const NO_COUNTERS = {
  containsUpdates: false,
  nodesCreated: 0,
  nodesDeleted: 0,
  propertiesSet: 0,
  relationshipsCreated: 0,
  relationshipsDeleted: 0,
  labelsAdded: 0,
  labelsRemoved: 0,
  indexesAdded: 0,
  indexesRemoved: 0,
  constraintsAdded: 0,
  constraintsRemoved: 0,
  containsSystemUpdates: false,
  systemUpdates: 0,
};

/** A value as the Query API's plain JSON has it. */
export function plainValue(value: GraphValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(plainValue);
  switch (value.kind) {
    case 'map':
      return mapped(value.entries, plainValue);
    case 'node':
      return {
        elementId: value.elementId,
        labels: value.labels,
        properties: mapped(value.properties, plainValue),
      };
    case 'relationship':
      return {
        elementId: value.elementId,
        startNodeElementId: value.start,
        endNodeElementId: value.end,
        type: value.type,
        properties: mapped(value.properties, plainValue),
      };
    case 'path':
      return alternating(value).map(plainValue);
  }
}

/** A value as the Query API's typed JSON has it. Stores do not tell 1.0 from 1: whole numbers are Integer. */
export function typedValue(value: GraphValue): unknown {
  const typed = ($type: string, _value: unknown) => ({ $type, _value });
  if (value === null) return typed('Null', null);
  if (typeof value === 'string') return typed('String', value);
  if (typeof value === 'boolean') return typed('Boolean', value);
  if (typeof value === 'bigint') return typed('Integer', String(value));
  if (typeof value === 'number')
    return typed(Number.isSafeInteger(value) ? 'Integer' : 'Float', String(value));
  if (isList(value)) return typed('List', value.map(typedValue));
  switch (value.kind) {
    case 'map':
      return typed('Map', mapped(value.entries, typedValue));
    case 'node':
      return typed('Node', {
        _element_id: value.elementId,
        _labels: value.labels,
        _properties: mapped(value.properties, typedValue),
      });
    case 'relationship':
      return typed('Relationship', {
        _element_id: value.elementId,
        _start_node_element_id: value.start,
        _end_node_element_id: value.end,
        _type: value.type,
        _properties: mapped(value.properties, typedValue),
      });
    case 'path':
      return typed('Path', alternating(value).map(typedValue));
  }
}

function mapped(
  entries: Readonly<Record<string, GraphValue>>,
  show: (value: GraphValue) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, show(value)]));
}

/** Node, relationship, node, … */
function alternating({ nodes, relationships }: GraphPath): (GraphNode | GraphRelationship)[] {
  return nodes.flatMap((node, i) => {
    const relationship = relationships[i];
    return relationship === undefined ? [node] : [node, relationship];
  });
}

/** Parameters in typed JSON, as values. @throws WayleaveError REQUEST_INVALID for a type that no parameter may have */
export function untyped(parameters: Readonly<Record<string, Parameter>>): Record<string, Parameter> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, untypedValue(value)]));
}

function untypedValue(given: Parameter): Parameter {
  const { $type: type, _value: value } = (given ?? {}) as { $type?: unknown; _value?: unknown };
  const text = typeof value === 'string' ? value : '';
  if (type === 'Null') return null;
  if (type === 'String' && typeof value === 'string') return value;
  if (type === 'Boolean' && typeof value === 'boolean') return value;
  if (type === 'Integer' && /^[+-]?\d{1,19}$/.test(text)) {
    return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  }
  if (type === 'Float' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'List' && Array.isArray(value)) return (value as Parameter[]).map(untypedValue);
  if (type === 'Map' && typeof value === 'object' && value !== null) {
    return untyped(value as Record<string, Parameter>);
  }
  throw new WayleaveError('REQUEST_INVALID', `a parameter of the type ${String(type)} is not understood`, {
    accepted: 'Null, String, Boolean, Integer, Float, List or Map, as $type with _value',
  });
}
