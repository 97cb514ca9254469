import { stringify } from 'csv-stringify/sync';
import { asText, edgeColumns, nodeColumns, type Column } from './columns.js';
import type { FilesFormat } from './format.js';
import type { PropertyGraph } from './property-graph.js';
import type { PropertyValue } from '../graph/graph-rows.js';

/** RFC 4180; the first columns are those that Gephi and Cytoscape look for. Lists are JSON; an empty cell is no value. */
export const csv: FilesFormat = {
  kind: 'files',
  about: 'two CSV tables, nodes.csv and edges.csv',
  write: (graph) => [
    { name: 'nodes.csv', pieces: () => nodeLines(graph) },
    { name: 'edges.csv', pieces: () => edgeLines(graph) },
  ],
};

function* nodeLines(graph: PropertyGraph): Generator<string> {
  const columns = nodeColumns(graph);
  // A node's own id is the key of its label: the column `node` tells nodes of all labels apart.
  yield stringify([['node', 'nodeLabel', 'label', ...columns.map((c) => c.name)]]);
  for (const { node, attributes } of graph.nodeEntries()) {
    yield stringify([[node, attributes.nodeLabel, attributes.label, ...cells(columns, attributes)]]);
  }
}

function* edgeLines(graph: PropertyGraph): Generator<string> {
  const columns = edgeColumns(graph);
  yield stringify([['source', 'target', 'label', ...columns.map((c) => c.name)]]);
  for (const { source, target, attributes } of graph.edgeEntries()) {
    yield stringify([[source, target, attributes.label, ...cells(columns, attributes)]]);
  }
}

function cells(columns: readonly Column[], attributes: Readonly<Record<string, PropertyValue>>): string[] {
  return columns.map(({ name }) => {
    const value = attributes[name];
    return value === undefined ? '' : asText(value);
  });
}
