import type { Properties } from '../graph/graph-rows.js';
import { NODES, type Label } from '../graph/schema.js';
import { internal } from '../errors.js';
import type { NodeAttributes } from './property-graph.js';

const KEYS: ReadonlyMap<string, string> = new Map(NODES.map((n) => [n.label, n.key]));

/** The property that names nodes of a label. */
export function keyProperty(label: Label): string {
  const key = KEYS.get(label);
  if (key === undefined) throw internal(`the schema has no label ${label}`);
  return key;
}

/** What names a node among those of its label. */
export function keyOf(label: Label, row: Properties): string {
  const value = row[keyProperty(label)];
  if (typeof value !== 'string') throw internal(`a node ${label} without ${keyProperty(label)}`);
  return value;
}

/** Properties of a node with its label, and a text to show it by. */
export function nodeAttributes(nodeLabel: Label, row: Properties): NodeAttributes {
  return { nodeLabel, label: shown(nodeLabel, row), ...row };
}

/** What people call it; of flows and trails the way that they take; else the key. */
function shown(label: Label, row: Properties): string {
  const { name, code, sender, recipient, processors } = row;
  if (label === 'Flow' && sender !== undefined && recipient !== undefined) {
    return `${String(sender)} → ${String(recipient)}`;
  }
  if (label === 'Trail' && Array.isArray(processors)) return processors.join(' → ');
  for (const text of [name, code]) if (typeof text === 'string' && text !== '') return text;
  return keyOf(label, row);
}
