import {
  isDate,
  isDateTime,
  isDuration,
  isLocalDateTime,
  isLocalTime,
  isNode,
  isPath,
  isPoint,
  isRelationship,
  isTime,
  type Date,
  type DateTime,
  type Duration,
  type LocalTime,
  type Node,
  type Relationship,
} from 'neo4j-driver';
import { internal } from '../../errors.js';
import type { GraphNode, GraphRelationship, GraphValue, Parameter } from '../graph-store.js';

type Driven = Record<string, unknown>;

/**
 * A value of the driver (which gives integers as bigint) as one of ours. Times and durations, which only a query can make,
 * become ISO 8601 text; points become maps of `srid`, `x`, `y` and `z`.
 */
export function graphValue(value: unknown): GraphValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(graphValue);
  if (typeof value !== 'object') throw internal(`Neo4j answered with a ${typeof value}`);
  if (value instanceof Int8Array) return [...value];
  if (isNode(value)) return graphNode(value);
  if (isRelationship(value)) return graphRelationship(value);
  if (isPath(value)) {
    const { start, segments } = value;
    return {
      kind: 'path',
      nodes: [graphNode(start), ...segments.map((s) => graphNode(s.end))],
      relationships: segments.map((s) => graphRelationship(s.relationship)),
    };
  }
  if (isPoint(value)) {
    const { srid, x, y, z } = value;
    return { kind: 'map', entries: { srid: Number(srid), x, y, ...(z === undefined ? {} : { z }) } };
  }
  if (isTemporal(value)) return value.toString();
  return { kind: 'map', entries: entriesOf({ ...value }) };
}

/** What a parameter is bound as: numbers that are whole as integers, others as floats. */
export function boundValue(value: Parameter): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Parameter[]).map(boundValue);
  return boundValues(value as Readonly<Record<string, Parameter>>);
}

/** Parameters by name, as the driver takes them. */
export function boundValues(values: Readonly<Record<string, Parameter>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, boundValue(value)]));
}

function wholeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function graphNode(node: Node): GraphNode {
  const { elementId, labels, properties } = node;
  return { kind: 'node', elementId, labels, properties: entriesOf(properties) };
}

function graphRelationship(r: Relationship): GraphRelationship {
  return {
    kind: 'relationship',
    elementId: r.elementId,
    type: r.type,
    start: r.startNodeElementId,
    end: r.endNodeElementId,
    properties: entriesOf(r.properties),
  };
}

function entriesOf(values: Driven): Record<string, GraphValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, graphValue(value)]));
}

function isTemporal(value: object): value is Duration | Date | DateTime | LocalTime {
  return [isDate, isDateTime, isDuration, isLocalDateTime, isLocalTime, isTime].some((is) => is(value));
}
