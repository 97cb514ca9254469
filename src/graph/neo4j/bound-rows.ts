import { createHash } from 'node:crypto';
import type { Properties, PropertyValue } from '../graph-rows.js';
import type { GraphValue } from '../graph-store.js';
import { NODES, RELATIONSHIPS, type Label, type PropertySpec, type RelationshipType } from '../schema.js';
import { graphValue } from './values.js';

/** Properties as they are bound: integers are marked as such, as a number of JavaScript goes over as a float. */
export type Bound = Readonly<Record<string, unknown>>;

/** Name of the property that tells the nodes of a label apart. */
export function keyOf(label: Label): string {
  return specOf(label)?.key ?? 'id';
}

/** How properties of nodes of a label are bound. */
export function nodeBinder(label: Label): (properties: Properties) => Bound {
  return binder(specOf(label)?.properties ?? []);
}

/** How properties of relationships of a type are bound. */
export function relationshipBinder(type: RelationshipType): (properties: Properties) => Bound {
  return binder(RELATIONSHIPS.find((r) => r.type === type)?.properties ?? []);
}

/** A hash of properties, the same for what is to be loaded and for what the driver read. */
export function signature(properties: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(properties).map(([name, value]): [string, GraphValue] => [
    name,
    graphValue(value),
  ]);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha1').update(JSON.stringify(entries)).digest('base64');
}

function specOf(label: Label): (typeof NODES)[number] | undefined {
  return NODES.find((n) => n.label === label);
}

function binder(specs: readonly PropertySpec[]): (properties: Properties) => Bound {
  const floats = new Set(specs.filter((s) => s.type === 'float').map((s) => s.name));
  return (properties) => {
    const bound: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(properties)) {
      bound[name] = floats.has(name) ? value : whole(value);
    }
    return bound;
  };
}

function whole(value: PropertyValue): unknown {
  if (typeof value === 'number') return BigInt(value);
  return Array.isArray(value) ? (value as readonly (string | number)[]).map(whole) : value;
}
