import type { TextFormat } from './format.js';
import type { PropertyGraph } from './property-graph.js';

/** graphology's own serialization, as `Graph.from` reads it, in pieces. */
export const graphologyJson: TextFormat = {
  kind: 'text',
  about: 'graphology JSON, for graphology and sigma.js; keeps lists and types',
  mediaType: 'application/json',
  extension: 'json',
  write: writeJson,
};

function* writeJson(graph: PropertyGraph): Generator<string> {
  const head = {
    attributes: graph.getAttributes(),
    options: { type: graph.type, multi: graph.multi, allowSelfLoops: graph.allowSelfLoops },
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"nodes":[`;
  let comma = '';
  for (const { node, attributes } of graph.nodeEntries()) {
    yield `${comma}\n${JSON.stringify({ key: node, attributes })}`;
    comma = ',';
  }
  yield '],\n"edges":[';
  comma = '';
  for (const { edge, source, target, attributes } of graph.edgeEntries()) {
    yield `${comma}\n${JSON.stringify({ key: edge, source, target, attributes })}`;
    comma = ',';
  }
  yield ']}\n';
}
