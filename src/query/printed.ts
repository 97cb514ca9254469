import type { GraphNode, GraphRelationship, GraphValue } from '../graph/graph-store.js';
import { compareText } from '../model/text.js';
import type { QueryAnswer } from './run.js';

/** An answer as JSON, the same on the command line and over HTTP: rows as objects by column. */
export interface PrintedAnswer {
  readonly query: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly complete: boolean;
  readonly cut: QueryAnswer['cut'];
}

/** An answer as JSON, row by row under the names of its columns. */
export function printedAnswer({ query, columns, rows, complete, cut }: QueryAnswer): PrintedAnswer {
  const printed = rows.map((row) =>
    Object.fromEntries(columns.map((c, i) => [c, printedValue(row[i] ?? null)])),
  );
  return { query, columns, rows: printed, complete, cut };
}

/**
 * A value as JSON. Nodes have `labels` and `properties`, relationships `type` and `properties`, paths `nodes` and
 * `relationships`; the store's own ids, which differ from load to load, are left out, and names are in order. Whole numbers
 * beyond 2^53 are text.
 */
export function printedValue(value: GraphValue): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(printedValue);
  switch (value.kind) {
    case 'map':
      return printedEntries(value.entries);
    case 'node':
      return printedNode(value);
    case 'relationship':
      return printedRelationship(value);
    case 'path':
      return {
        nodes: value.nodes.map(printedNode),
        relationships: value.relationships.map(printedRelationship),
      };
  }
}

/** True for a list. */
export function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}

function printedNode({ labels, properties }: GraphNode): unknown {
  return { labels: [...labels].sort(compareText), properties: printedEntries(properties) };
}

function printedRelationship({ type, properties }: GraphRelationship): unknown {
  return { type, properties: printedEntries(properties) };
}

function printedEntries(entries: Readonly<Record<string, GraphValue>>): Record<string, unknown> {
  const names = Object.keys(entries).sort(compareText);
  return Object.fromEntries(names.map((name) => [name, printedValue(entries[name] ?? null)]));
}
