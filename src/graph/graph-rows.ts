import type { Coverage, Facts } from '../model/case.js';
import type { RowRef } from '../model/flow.js';
import { formatInstant, type Instant } from '../model/instant.js';
import type { Label, RelationshipType } from './schema.js';

export type PropertyValue = string | number | boolean | readonly string[] | readonly number[];
/** Properties of a node or relationship; what is not known is left out. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** Nodes of one label. */
export interface NodeRows {
  readonly label: Label;
  readonly count: number;
  /** In pieces, so that millions need not be held at once. */
  readonly pieces: () => AsyncIterable<readonly Properties[]> | Iterable<readonly Properties[]>;
}

/** A relationship between two nodes, each named by its key. */
export interface RelationshipRow {
  readonly from: string;
  readonly to: string;
  readonly properties: Properties;
}

/** Relationships of one type between nodes of two labels. */
export interface RelationshipRows {
  readonly type: RelationshipType;
  readonly from: Label;
  readonly to: Label;
  readonly count: number;
  readonly pieces: () => AsyncIterable<readonly RelationshipRow[]> | Iterable<readonly RelationshipRow[]>;
}

export interface GraphCounts {
  readonly nodes: ReadonlyMap<string, number>;
  readonly relationships: ReadonlyMap<string, number>;
}

/** Rows that are handed on at once. */
const PIECE = 10_000;

/** Nodes that are all at hand. */
export function nodes(label: Label, rows: readonly Properties[]): NodeRows {
  return nodesOf(label, rows, (row) => row);
}

/** A node for each of many things, made as it is handed on: millions of them are larger than what they are made of. */
export function nodesOf<T>(label: Label, of: readonly T[], make: (thing: T) => Properties): NodeRows {
  return { label, count: of.length, pieces: () => piecesOf(mapped(of, make)) };
}

/** Relationships that are all at hand; each must be there once. */
export function relate(
  type: RelationshipType,
  from: Label,
  to: Label,
  rows: readonly RelationshipRow[],
): RelationshipRows {
  return { type, from, to, count: rows.length, pieces: () => piecesOf(rows) };
}

/**
 * Relationships that are made as they are handed on, one between each pair of keys.
 *
 * @param pairs gives them, the same each time
 * @param count how many there are
 */
export function relatePairs(
  type: RelationshipType,
  from: Label,
  to: Label,
  count: number,
  pairs: () => Iterable<readonly [from: string, to: string]>,
): RelationshipRows {
  const pieces = (): Generator<readonly RelationshipRow[]> =>
    piecesOf(mapped(pairs(), ([source, target]) => link(source, target)));
  return { type, from, to, count, pieces };
}

function* mapped<T, R>(things: Iterable<T>, make: (thing: T) => R): Generator<R> {
  for (const thing of things) yield make(thing);
}

function* piecesOf<T>(rows: Iterable<T>): Generator<readonly T[]> {
  let piece: T[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** A relationship between two nodes, by their keys. */
export function link(from: string, to: string, properties: Properties = {}): RelationshipRow {
  return { from, to, properties };
}

/** Properties without those that are not known. */
export function known(properties: Readonly<Record<string, PropertyValue | null>>): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, PropertyValue] => entry[1] !== null),
  );
}

/** An instant as text and as a number; nothing where it is open. */
export function when(name: string, at: Instant): Properties {
  return Number.isFinite(at) ? { [name]: formatInstant(at), [`${name}Micros`]: at } : {};
}

/** What a register covers, as a property: `*` alone is everything. */
export function listOf(coverage: Coverage): readonly string[] {
  return coverage === '*' ? ['*'] : [...coverage];
}

/** Facts of a register as a property: `name=value` each. */
export function factsOf(facts: Facts): readonly string[] {
  return [...facts].map(([name, value]) => `${name}=${value}`);
}

/** Rows of logs as `file#row`. */
export function rowNames(files: readonly string[], rows: readonly RowRef[]): readonly string[] {
  return rows.map((r) => `${files[r.file] ?? ''}#${r.row}`);
}
