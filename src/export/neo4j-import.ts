import { WayleaveError } from '../errors.js';
import type { CaseGraph } from '../graph/case-graph.js';
import type { NodeRows, Properties, PropertyValue, RelationshipRows } from '../graph/graph-rows.js';
import { schemaStatements } from '../graph/neo4j/schema-statements.js';
import { NODES, RELATIONSHIPS, type Label, type PropertySpec, type PropertyType } from '../graph/schema.js';
import type { ExportFile, StreamFormat } from './format.js';
import { keyProperty } from './node-attributes.js';

/**
 * Files for `neo4j-admin database import full`, the first load of graphs that are too large for one transaction
 * (https://neo4j.com/docs/operations-manual/5/import/): for each label and each kind of relationship a file of one line
 * that names and types the columns, and one of rows; `import.args` holds the words of the command, and `schema.cypher` the
 * constraints and indexes, to be made afterwards. Nodes are told apart by their key within the ID group of their label. The
 * importer knows no empty list: it leaves such a property out.
 */
export const neo4jImport: StreamFormat = {
  kind: 'stream',
  about: "CSV files for neo4j-admin's import, for first loads of any size",
  write: files,
};

/** Between the items of a list: U+001F, the unit separator, as no name is expected to hold it. */
const UNIT = '\u001f';

const TYPES: Readonly<Record<PropertyType, string>> = {
  string: 'string',
  integer: 'long',
  float: 'double',
  boolean: 'boolean',
  time: 'string',
  micros: 'long',
  'string[]': 'string[]',
  'integer[]': 'long[]',
};

function files({ nodes, relationships }: CaseGraph): ExportFile[] {
  const args = ['--id-type=string', '--array-delimiter=U+001F', '--multiline-fields=true'];
  const all: ExportFile[] = [];
  const add = (option: string, name: string, header: string, pieces: ExportFile['pieces']): void => {
    all.push({ name: `${name}-header.csv`, pieces: () => [header] }, { name: `${name}.csv`, pieces });
    args.push(`--${option}=${name}-header.csv,${name}.csv`);
  };
  for (const rows of nodes) {
    if (rows.count > 0) add('nodes', rows.label, nodeHeader(rows.label), () => nodeLines(rows));
  }
  for (const rows of relationships) {
    if (rows.count === 0) continue;
    const { type, from, to } = rows;
    const header = [`:START_ID(${from})`, `:END_ID(${to})`, ':TYPE', ...edgeProperties(rows).map(column)];
    add('relationships', `${from}-${type}-${to}`, `${header.join(',')}\n`, () => edgeLines(rows));
  }
  return [
    ...all,
    { name: 'import.args', pieces: () => [`${args.join('\n')}\n`] },
    { name: 'schema.cypher', pieces: () => schemaStatements().map(({ text }) => `${text.trim()};\n`) },
  ];
}

function nodeHeader(label: Label): string {
  const key = keyProperty(label);
  const columns = nodeProperties(label).map((p) => (p.name === key ? `${key}:ID(${label})` : column(p)));
  return `${[...columns, ':LABEL'].join(',')}\n`;
}

function column({ name, type }: PropertySpec): string {
  return `${name}:${TYPES[type]}`;
}

function nodeProperties(label: Label): readonly PropertySpec[] {
  return NODES.find((n) => n.label === label)?.properties ?? [];
}

function edgeProperties({ type }: RelationshipRows): readonly PropertySpec[] {
  return RELATIONSHIPS.find((r) => r.type === type)?.properties ?? [];
}

async function* nodeLines({ label, pieces }: NodeRows): AsyncGenerator<string> {
  const columns = nodeProperties(label);
  for await (const piece of pieces()) {
    yield piece.map((row) => `${[...cells(columns, row), label].join(',')}\n`).join('');
  }
}

async function* edgeLines(rows: RelationshipRows): AsyncGenerator<string> {
  const columns = edgeProperties(rows);
  for await (const piece of rows.pieces()) {
    yield piece
      .map(({ from, to, properties }) => {
        return `${[quoted(from), quoted(to), rows.type, ...cells(columns, properties)].join(',')}\n`;
      })
      .join('');
  }
}

function cells(columns: readonly PropertySpec[], row: Properties): string[] {
  return columns.map(({ name }) => {
    const value = row[name];
    return value === undefined ? '' : cell(name, value);
  });
}

function cell(name: string, value: PropertyValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  const items = value.map(String);
  const bad = items.find((item) => item.includes(UNIT));
  if (bad !== undefined) {
    throw new WayleaveError('EXPORT_VALUE', `an item of ${name} holds the character U+001F`, {
      place: { column: name, value: bad },
      accepted: 'names without this control character, which separates the items of a list in these files',
      advice: 'Rename it in the register, or load the case with a graph store.',
    });
  }
  return quoted(items.join(UNIT));
}

/** Quoted always: an empty text in quotes is an empty text, nothing at all is no value. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
