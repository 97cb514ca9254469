import type { PropertyValue } from '../graph/graph-rows.js';
import type { PropertyType } from '../graph/schema.js';
import { asText, edgeColumns, nodeColumns, type Column } from './columns.js';
import type { TextFormat } from './format.js';
import type { PropertyGraph } from './property-graph.js';
import { xmlText } from './xml.js';

/** GraphML (http://graphml.graphdrawing.org) knows no lists: they are JSON in a string. */
export const graphml: TextFormat = {
  kind: 'text',
  about: 'GraphML, for NetworkX, igraph, yEd, Gephi and Cytoscape',
  mediaType: 'application/graphml+xml',
  extension: 'graphml',
  write: writeGraphml,
};

const TYPES: Readonly<Record<PropertyType, string>> = {
  string: 'string',
  integer: 'long',
  float: 'double',
  boolean: 'boolean',
  time: 'string',
  micros: 'long',
  'string[]': 'string',
  'integer[]': 'string',
};

const NODE_OWN: readonly Column[] = [
  { name: 'nodeLabel', type: 'string' },
  { name: 'label', type: 'string' },
];
const EDGE_OWN: readonly Column[] = [{ name: 'label', type: 'string' }];

function* writeGraphml(graph: PropertyGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  const nodes = [...NODE_OWN, ...nodeColumns(graph)];
  const edges = [...EDGE_OWN, ...edgeColumns(graph)];
  const about = Object.keys(graph.getAttributes()).map((name): Column => ({ name, type: 'string' }));
  yield* keys('graph', about);
  yield* keys('node', nodes);
  yield* keys('edge', edges);
  yield '<graph id="G" edgedefault="directed">\n';
  yield data('graph', about, graph.getAttributes());
  for (const { node, attributes } of graph.nodeEntries()) {
    yield `<node id="${xmlText(node)}">\n${data('node', nodes, attributes)}</node>\n`;
  }
  for (const { edge, source, target, attributes } of graph.edgeEntries()) {
    const ends = `source="${xmlText(source)}" target="${xmlText(target)}"`;
    yield `<edge id="${edge}" ${ends}>\n${data('edge', edges, attributes)}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

function* keys(domain: string, columns: readonly Column[]): Generator<string> {
  for (const { name, type } of columns) {
    yield `<key id="${domain}-${name}" for="${domain}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`;
  }
}

function data(
  domain: string,
  columns: readonly Column[],
  attributes: Readonly<Record<string, PropertyValue>>,
): string {
  return columns
    .map(({ name }) => {
      const value = attributes[name];
      return value === undefined ? '' : `<data key="${domain}-${name}">${xmlText(asText(value))}</data>\n`;
    })
    .join('');
}
