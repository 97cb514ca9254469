import type { PropertyValue } from '../graph/graph-rows.js';
import type { Label } from '../graph/schema.js';
import { asText } from './columns.js';
import type { TextFormat } from './format.js';
import type { PropertyGraph } from './property-graph.js';

/** The language of Graphviz (https://graphviz.org/doc/info/lang.html), with shapes by label and colours by verdict. */
export const dot: TextFormat = {
  kind: 'text',
  about: 'DOT, for Graphviz',
  mediaType: 'text/vnd.graphviz',
  extension: 'dot',
  write: writeDot,
};

const SHAPES: Partial<Readonly<Record<Label, string>>> = {
  Case: 'tab',
  Jurisdiction: 'house',
  Processor: 'box',
  Notice: 'note',
  Contract: 'note',
  Flow: 'ellipse',
  Finding: 'octagon',
  Trail: 'cds',
};

const COLOURS: ReadonlyMap<PropertyValue, string> = new Map([
  ['unsupported', '#b3261e'],
  ['contested', '#8a5a00'],
  ['supported', '#1b6e3c'],
  ['out_of_scope', '#5f6368'],
]);

function* writeDot(graph: PropertyGraph): Generator<string> {
  yield `digraph ${quoted(graph.getAttribute('title'))} {\n`;
  yield `  rankdir=LR;\n`;
  for (const { node, attributes } of graph.nodeEntries()) {
    const shape = SHAPES[attributes.nodeLabel] ?? 'plaintext';
    yield `  ${quoted(node)} ${attributeList(attributes, { shape })};\n`;
  }
  for (const { edge, source, target, attributes } of graph.edgeEntries()) {
    // Graphviz tells edges between the same nodes apart by this key.
    yield `  ${quoted(source)} -> ${quoted(target)} ${attributeList(attributes, { key: edge })};\n`;
  }
  yield '}\n';
}

/** pydot, by which NetworkX reads DOT, takes an attribute of this name for the name of the node, and fails on two. */
const TAKEN = 'name';

function attributeList(
  attributes: Readonly<Record<string, PropertyValue>>,
  looks: Readonly<Record<string, string>>,
): string {
  const colour = COLOURS.get(attributes['verdict'] ?? '');
  const all = { ...attributes, ...looks, ...(colour === undefined ? {} : { color: colour }) };
  return `[${Object.entries(all)
    .map(([name, value]) => `${name === TAKEN ? `${name}_` : name}=${quoted(asText(value))}`)
    .join(', ')}]`;
}

/**
 * A quoted string. To the lexer only the quote is special; Graphviz then reads escapes such as `\N` in labels, so that
 * backslashes are doubled, and line ends are written as escapes.
 */
function quoted(text: string): string {
  const inner = text
    .replaceAll('\0', '\ufffd')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
  return `"${inner}"`;
}
