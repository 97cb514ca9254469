import type { GrafeoDB } from '@grafeo-db/js';
import type { GraphCounts } from '../graph-rows.js';
import type { Counts } from './messages.js';

interface Named {
  readonly name: string;
  readonly count: number;
}

/** Nodes by label and relationships by type, as the engine keeps count of them. */
export function countsOf(db: GrafeoDB): { readonly nodes: Counts; readonly relationships: Counts } {
  const schema = db.schema() as { readonly labels: readonly Named[]; readonly edge_types: readonly Named[] };
  return { nodes: pairs(schema.labels), relationships: pairs(schema.edge_types) };
}

function pairs(named: readonly Named[]): Counts {
  return named.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]);
}

/** Counts that came as a message, as maps by label and by type. */
export function countMaps({ nodes, relationships }: ReturnType<typeof countsOf>): GraphCounts {
  return { nodes: new Map(nodes), relationships: new Map(relationships) };
}
