import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { WayleaveError } from '../../errors.js';
import type { CaseGraph } from '../case-graph.js';
import { cypherFile } from '../cypher-file.js';
import type { NodeRows, Properties, PropertyValue, RelationshipRows } from '../graph-rows.js';
import { LABELS, NODES, RELATIONSHIPS, type PropertySpec } from '../schema.js';
import { loadable } from '../held-case.js';
import { heldCase } from './held.js';

const statement = (name: string, names: Readonly<Record<string, string>> = {}): string =>
  cypherFile(`graph/neo4j/cypher/${name}.cypher`, names);

/**
 * Puts a graph in the place of the former one, within one transaction; the caller commits. A second load waits for the
 * first to end, and then looks at what that one left.
 *
 * @returns false when the same analysis is there
 * @throws WayleaveError GRAPH_OTHER_CASE, GRAPH_MISMATCH
 */
export async function replaceGraph(
  tx: ManagedTransaction,
  graph: CaseGraph,
  replace: boolean,
  onRows: (rows: number) => void,
): Promise<boolean> {
  const locked = await tx.run(statement('lock-case'));
  if (!loadable(heldCase(locked.records), graph, replace)) return false;
  for (const label of LABELS) {
    if (label !== 'Case') await tx.run(statement('delete-nodes', { label }));
  }
  for (const rows of graph.nodes) await createNodes(tx, rows, onRows);
  for (const rows of graph.relationships) await createRelationships(tx, rows, onRows);
  return true;
}

async function createNodes(
  tx: ManagedTransaction,
  { label, count, pieces }: NodeRows,
  onRows: (rows: number) => void,
): Promise<void> {
  const typed = typing(NODES.find((n) => n.label === label)?.properties ?? []);
  let created = 0;
  for await (const piece of pieces()) {
    const rows = piece.map(typed);
    if (label === 'Case') {
      // The node that holds the lock is the one that stays.
      await tx.run(statement('set-case'), { row: rows[0] });
      created += rows.length;
    } else {
      const { summary } = await tx.run(statement('create-nodes', { label }), { rows });
      created += summary.counters.updates().nodesCreated;
    }
    onRows(piece.length);
  }
  if (created !== count) throw mismatch(`(:${label})`, created, count);
}

async function createRelationships(
  tx: ManagedTransaction,
  { type, from, to, count, pieces }: RelationshipRows,
  onRows: (rows: number) => void,
): Promise<void> {
  const typed = typing(RELATIONSHIPS.find((r) => r.type === type)?.properties ?? []);
  const keys = { fromKey: keyOf(from), toKey: keyOf(to) };
  let created = 0;
  for await (const piece of pieces()) {
    const rows = piece.map((r) => ({ from: r.from, to: r.to, properties: typed(r.properties) }));
    const { summary } = await tx.run(statement('create-relationships', { type, from, to, ...keys }), {
      rows,
    });
    created += summary.counters.updates().relationshipsCreated;
    onRows(piece.length);
  }
  if (created !== count) throw mismatch(`(:${from})-[:${type}]->(:${to})`, created, count);
}

/** @throws WayleaveError always */
export function mismatch(what: string, counted: number, expected: number): WayleaveError {
  return new WayleaveError(
    'GRAPH_MISMATCH',
    `${what}: the database counts ${counted}, the analysis has ${expected}`,
    {
      advice:
        'Please report this; the database keeps the former graph. A bulk import of the exported graph may help.',
    },
  );
}

function keyOf(label: string): string {
  return NODES.find((n) => n.label === label)?.key ?? 'id';
}

/** Marks integers as such: a number of JavaScript goes over as a float. */
function typing(specs: readonly PropertySpec[]): (properties: Properties) => Record<string, unknown> {
  const floats = new Set(specs.filter((s) => s.type === 'float').map((s) => s.name));
  return (properties) => {
    const typed: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(properties)) {
      typed[name] = floats.has(name) ? value : whole(value);
    }
    return typed;
  };
}

function whole(value: PropertyValue): unknown {
  if (typeof value === 'number') return neo4j.int(value);
  return Array.isArray(value) ? (value as readonly (string | number)[]).map(whole) : value;
}
