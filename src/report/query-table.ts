import stringWidth from 'string-width';
import type { GraphNode, GraphRelationship, GraphValue } from '../graph/graph-store.js';
import { greatest } from '../model/collect.js';
import { isList, printedValue } from '../query/printed.js';
import type { QueryAnswer } from '../query/run.js';
import { brokenLines, plainTable, tableWidth } from './plain-table.js';
import type { Style } from './style.js';
import { n } from './text.js';

/** A column is not made narrower than its longest word, up to this; rather, each row becomes a block of lines. */
const NARROWEST = 24;

/**
 * The rows of an answer as a table that is no wider than the terminal. Where columns would become too narrow, each row is a
 * block of lines, one for each column.
 *
 * @param width of the terminal, in columns
 */
export function queryTable(
  { columns, rows }: Pick<QueryAnswer, 'columns' | 'rows'>,
  style: Style,
  width: number,
): string {
  if (rows.length === 0) return '';
  const texts = rows.map((row) => columns.map((_, i) => shownValue(row[i] ?? null)));
  const natural = columns.map((name, i) =>
    Math.max(
      stringWidth(name),
      greatest(texts, (row) => stringWidth(row[i] ?? '')),
    ),
  );
  const least = columns.map((name, i) =>
    Math.max(
      stringWidth(name),
      Math.min(
        NARROWEST,
        greatest(texts, (row) => longestWord(row[i] ?? '')),
      ),
    ),
  );
  const widths = fit(natural, least, width);
  if (widths === null) return blocks(columns, texts, style, width);
  const right = columns.map((_, i) => rows.every((row) => row[i] === null || isNumber(row[i] ?? null)));
  return plainTable(
    columns.map((name, i) => ({
      head: style('bold', name),
      align: right[i] === true ? 'right' : 'left',
      width: widths[i] ?? width,
    })),
    texts,
  );
}

/** Widths that fit: the widest give way first. Null when a column would become too narrow. */
function fit(natural: readonly number[], least: readonly number[], room: number): number[] | null {
  if (tableWidth(least) > room) return null;
  let most = Math.min(room, Math.max(...natural));
  const at = (limit: number): number[] => natural.map((w, i) => Math.min(w, Math.max(limit, least[i] ?? 0)));
  while (tableWidth(at(most)) > room) most--;
  return at(most);
}

function blocks(
  columns: readonly string[],
  texts: readonly (readonly string[])[],
  style: Style,
  width: number,
): string {
  const name = Math.max(...columns.map((c) => c.length)) + 2;
  const line = (column: string, text: string): string => {
    const value = brokenLines(text, Math.max(NARROWEST, width - name)).join(`\n${' '.repeat(name)}`);
    return `${`${style('bold', column)}${' '.repeat(name - column.length)}${value}`.trimEnd()}\n`;
  };
  return texts.map((row) => `${columns.map((c, i) => line(c, row[i] ?? '')).join('')}\n`).join('');
}

function longestWord(text: string): number {
  return greatest(text.split(' '), stringWidth);
}

function isNumber(value: GraphValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** A value for people: lists with commas, nodes and relationships by what they are and are called, null as nothing. */
export function shownValue(value: GraphValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isInteger(value) ? n(value) : String(value);
  if (typeof value === 'bigint') return value.toLocaleString('en');
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(shownValue).join(', ');
  switch (value.kind) {
    case 'map':
      return JSON.stringify(printedValue(value));
    case 'node':
      return shownNode(value);
    case 'relationship':
      return `[:${value.type}]`;
    case 'path':
      return value.nodes
        .map((node, i) => shownStep(node, value.relationships[i], value.nodes[i + 1]))
        .join('');
  }
}

function shownNode({ labels, properties }: GraphNode): string {
  const key = properties['id'] ?? properties['code'] ?? null;
  return `(:${labels.join(':')}${key === null ? '' : ` ${shownValue(key)}`})`;
}

/** A node of a path, and the relationship to the next, which may point either way. */
function shownStep(node: GraphNode, by: GraphRelationship | undefined, next: GraphNode | undefined): string {
  if (by === undefined || next === undefined) return shownNode(node);
  const on = by.start === node.elementId;
  return `${shownNode(node)}${on ? '-' : '<-'}[:${by.type}]${on ? '->' : '-'}`;
}
