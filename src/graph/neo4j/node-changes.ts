import type { ManagedTransaction } from 'neo4j-driver';
import type { NodeRows } from '../graph-rows.js';
import { keyOf, nodeBinder, signature } from './bound-rows.js';
import type { Writes } from './writes.js';
import { statement } from './statements.js';

/** Nodes of the former graph: by their key, the database's own id. */
export type Elements = Map<string, string>;

/** What became of the nodes of a label. */
export interface NodeChanges {
  /** Those that stay. */
  readonly kept: Elements;
  /** Ids of those that are to go, when nothing hangs on them any more. */
  readonly stale: readonly string[];
  /** How many there will be. */
  readonly count: number;
}

/**
 * Makes the nodes of a label those of a graph: creates what is missing and changes what differs. What is too many is left
 * to be deleted last: as long as a transaction has deleted nothing, a look-up in an index costs the same however much it
 * wrote; afterwards each copies the list of all that was deleted.
 */
export async function changeNodes(
  tx: ManagedTransaction,
  { label, pieces }: NodeRows,
  writes: Writes,
): Promise<NodeChanges> {
  const bind = nodeBinder(label);
  const key = keyOf(label);
  const former = await formerNodes(tx, label);
  const kept: Elements = new Map();
  let created = 0;
  for await (const piece of pieces()) {
    const fresh: unknown[] = [];
    const changed: unknown[] = [];
    for (const row of piece) {
      const properties = bind(row);
      const name = String(row[key]);
      const node = former.get(name);
      if (node === undefined) fresh.push(properties);
      else {
        kept.set(name, node.element);
        former.delete(name);
        if (node.signature !== signature(properties)) changed.push({ element: node.element, properties });
      }
    }
    await writes.run('change-nodes', {}, changed, 'change');
    created += (await writes.run('create-nodes', { label }, fresh, 'create')).nodesCreated;
    writes.progress(piece.length);
  }
  return { kept, stale: [...former.values()].map((n) => n.element), count: kept.size + created };
}

async function formerNodes(
  tx: ManagedTransaction,
  label: NodeRows['label'],
): Promise<Map<string, { element: string; signature: string }>> {
  const former = new Map<string, { element: string; signature: string }>();
  for await (const row of tx.run(statement('former-nodes', { label, key: keyOf(label) }))) {
    const properties = row.get('properties') as Record<string, unknown>;
    former.set(String(row.get('key')), {
      element: String(row.get('element')),
      signature: signature(properties),
    });
  }
  return former;
}
