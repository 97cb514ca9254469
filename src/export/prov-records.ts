import type { PropertyValue } from '../graph/graph-rows.js';
import { NODES, RELATIONSHIPS, type PropertyType } from '../graph/schema.js';
import { getOrMake } from '../model/collect.js';

/** A value of PROV-JSON: a literal, or one with its type. */
type ProvValue = string | number | boolean | { readonly $: string; readonly type: string };
export type ProvAttributes = Readonly<Record<string, ProvValue | readonly ProvValue[]>>;

/** The records of a PROV-JSON document by kind (`entity`, `used`, …) and id. */
export class ProvRecords {
  readonly #kinds = new Map<string, Map<string, ProvAttributes>>();

  /** Adds an element under its name; naming it again changes nothing. */
  element(kind: 'entity' | 'activity' | 'agent', name: string, attributes: ProvAttributes): void {
    const ofKind = getOrMake(this.#kinds, kind, () => new Map<string, ProvAttributes>());
    if (!ofKind.has(name)) ofKind.set(name, attributes);
  }

  /** Adds a relation, under a blank name; the same relation again changes nothing. */
  relation(kind: string, attributes: ProvAttributes): void {
    const ofKind = getOrMake(this.#kinds, kind, () => new Map<string, ProvAttributes>());
    const known = getOrMake(this.#relations, kind, () => new Set<string>());
    const content = JSON.stringify(attributes);
    if (known.has(content)) return;
    known.add(content);
    ofKind.set(`_:${kind}${ofKind.size}`, attributes);
  }

  readonly #relations = new Map<string, Set<string>>();

  /** The document's text in pieces. */
  *text(prefix: Readonly<Record<string, string>>): Generator<string> {
    yield `{"prefix":${JSON.stringify(prefix)}`;
    for (const [kind, ofKind] of this.#kinds) {
      yield `,\n${JSON.stringify(kind)}:{`;
      let comma = '';
      for (const [name, attributes] of ofKind) {
        yield `${comma}\n${JSON.stringify(name)}:${JSON.stringify(attributes)}`;
        comma = ',';
      }
      yield '}';
    }
    yield '}\n';
  }
}

const PROPERTY_TYPES: ReadonlyMap<string, PropertyType> = new Map(
  [...NODES, ...RELATIONSHIPS].flatMap((s) => s.properties.map(({ name, type }) => [name, type])),
);

/**
 * Properties as attributes of PROV. A list is JSON text, as several values of one attribute have no order; instants stand
 * there once.
 */
export function provProperties(attributes: Readonly<Record<string, PropertyValue>>): ProvAttributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, ProvValue][] => {
      const type = PROPERTY_TYPES.get(name);
      if (type === undefined || type === 'micros') return [];
      if (type === 'time') return [[`wl:${name}`, { $: String(value), type: 'xsd:dateTime' }]];
      return [[`wl:${name}`, typeof value === 'object' ? JSON.stringify(value) : value]];
    }),
  );
}

/** A name as a value. */
export function provName(name: string): ProvValue {
  return { $: name, type: 'prov:QUALIFIED_NAME' };
}
