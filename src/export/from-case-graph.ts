import type { CaseGraph } from '../graph/case-graph.js';
import type { Properties } from '../graph/graph-rows.js';
import { keyOf, nodeAttributes } from './node-attributes.js';
import { nodeName, propertyGraph, type EdgeAttributes, type PropertyGraph } from './property-graph.js';

/**
 * The whole graph of a case in memory, in the order in which it would be loaded.
 * Linear in nodes and relationships, about a kilobyte for each.
 */
export async function fromCaseGraph({
  title,
  analysis,
  nodes,
  relationships,
  complete,
}: CaseGraph & { readonly complete: boolean }): Promise<PropertyGraph> {
  const graph = propertyGraph(title, analysis, complete);
  for (const { label, pieces } of nodes) {
    for await (const piece of pieces()) {
      for (const row of piece) graph.addNode(nodeName(label, keyOf(label, row)), nodeAttributes(label, row));
    }
  }
  for (const { type, from, to, pieces } of relationships) {
    for await (const piece of pieces()) {
      for (const row of piece) {
        graph.addEdgeWithKey(
          `e${graph.size}`,
          nodeName(from, row.from),
          nodeName(to, row.to),
          edgeAttributes(type, row.properties),
        );
      }
    }
  }
  return graph;
}

function edgeAttributes(label: EdgeAttributes['label'], properties: Properties): EdgeAttributes {
  return { label, ...properties };
}
