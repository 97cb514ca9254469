import { write } from 'graphology-gexf';
import { WayleaveError } from '../errors.js';
import type { PropertyValue } from '../graph/graph-rows.js';
import { asText } from './columns.js';
import type { TextFormat } from './format.js';
import type { PropertyGraph } from './property-graph.js';
import { possibleXml } from './xml.js';

/**
 * GEXF 1.2, the version that most programs read. Its lists have no quoting, so lists are JSON in a string. Attributes are
 * checked here for what XML cannot hold, which the library passes on.
 */
export const gexf: TextFormat = {
  kind: 'text',
  about: 'GEXF 1.2, for Gephi and NetworkX',
  mediaType: 'application/gexf+xml',
  extension: 'gexf',
  write: function* (graph) {
    yield `${text(graph)}\n`;
  },
};

function text(graph: PropertyGraph): string {
  try {
    return write(graph, {
      version: '1.2',
      formatNode: (_, attributes) => formatted(attributes),
      formatEdge: (_, attributes) => formatted(attributes),
    });
  } catch (error) {
    // The library builds one string, and V8 holds no string of more than half a gigabyte.
    if (!(error instanceof RangeError)) throw error;
    throw new WayleaveError('EXPORT_TOO_LARGE', 'the graph is too large for a GEXF text', {
      accepted: 'graphs of which the text has less than half a gigabyte',
      advice:
        'Export a part of it with --query, or use graphml or neo4j-import, which are written in pieces.',
      cause: error,
    });
  }
}

function formatted({ label, ...attributes }: Readonly<Record<string, PropertyValue>>): {
  label: string;
  attributes: Record<string, string | number | boolean>;
} {
  return {
    label: possibleXml(String(label)),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        typeof value === 'number' || typeof value === 'boolean' ? value : possibleXml(asText(value)),
      ]),
    ),
  };
}
