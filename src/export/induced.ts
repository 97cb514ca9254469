import type { CaseGraph } from '../graph/case-graph.js';
import type { NodeRows, Properties, PropertyValue, RelationshipRow } from '../graph/graph-rows.js';
import type { Label } from '../graph/schema.js';
import type { GraphValue } from '../graph/graph-store.js';
import type { CatalogQuery } from '../query/catalog-query.js';
import type { QueryAnswer } from '../query/run.js';
import { fromCaseGraph } from './from-case-graph.js';
import { keyOf } from './node-attributes.js';
import { nodeName, type PropertyGraph } from './property-graph.js';

/** The names of the nodes that an answer names in columns of a label: a row `trail: Trail` names a trail. */
export function namedNodes({ columns }: CatalogQuery, { rows }: QueryAnswer): Set<string> {
  const names = new Set<string>();
  columns.forEach(({ type: { scalar } }, i) => {
    if (scalar.kind !== 'node') return;
    for (const row of rows) {
      for (const key of keysIn(row[i] ?? null)) {
        for (const label of scalar.labels) names.add(nodeName(label, key));
      }
    }
  });
  return names;
}

function keysIn(value: GraphValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? (value as readonly GraphValue[]).flatMap(keysIn) : [];
}

/**
 * The part of a case's graph that some nodes make out: these nodes with what they are made of (a trail's flows; a flow's
 * sender, recipient and fields; a processor's jurisdiction), and every relationship between two of them.
 * Linear in the whole graph, which is read in pieces; only the part is held.
 *
 * @param complete false when the names are not all that there are
 */
export async function inducedGraph(
  graph: CaseGraph,
  named: ReadonlySet<string>,
  complete: boolean,
): Promise<PropertyGraph> {
  const names = new Set(named);
  // In this order, as each brings those that the next looks at.
  for (const label of ['Trail', 'Flow', 'Processor'] as const) {
    for await (const piece of piecesOf(graph, label)) {
      for (const row of piece) {
        if (!names.has(nodeName(label, keyOf(label, row)))) continue;
        for (const [of, key] of parts(label, row)) names.add(nodeName(of, key));
      }
    }
  }
  return fromCaseGraph({
    ...graph,
    complete,
    nodes: graph.nodes.map((rows) => ({ ...rows, pieces: () => nodesNamed(rows, names) })),
    relationships: graph.relationships.map((rows) => {
      const both = ({ from, to }: RelationshipRow): boolean =>
        names.has(nodeName(rows.from, from)) && names.has(nodeName(rows.to, to));
      return {
        ...rows,
        pieces: async function* () {
          for await (const piece of rows.pieces()) yield piece.filter(both);
        },
      };
    }),
  });
}

/** All nodes of a label, in pieces. */
async function* piecesOf(graph: CaseGraph, label: string): AsyncGenerator<readonly Properties[]> {
  for (const rows of graph.nodes) if (rows.label === label) yield* rows.pieces();
}

async function* nodesNamed(
  { label, pieces }: NodeRows,
  names: ReadonlySet<string>,
): AsyncGenerator<readonly Properties[]> {
  for await (const piece of pieces())
    yield piece.filter((row) => names.has(nodeName(label, keyOf(label, row))));
}

function parts(label: 'Trail' | 'Flow' | 'Processor', row: Properties): (readonly [Label, string])[] {
  if (label === 'Trail') return texts(row['flows']).map((key) => ['Flow', key]);
  if (label === 'Processor') return texts(row['jurisdiction']).map((key) => ['Jurisdiction', key]);
  return [
    ...[row['sender'], row['recipient']].flatMap(texts).map((key) => ['Processor', key] as const),
    ...texts(row['fields']).map((key) => ['DataField', key] as const),
  ];
}

function texts(value: PropertyValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}
