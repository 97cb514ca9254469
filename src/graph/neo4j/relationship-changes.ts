import type { ManagedTransaction } from 'neo4j-driver';
import type { RelationshipRows } from '../graph-rows.js';
import type { Label, RelationshipType } from '../schema.js';
import { keyOf, relationshipBinder, signature } from './bound-rows.js';
import type { Elements } from './node-changes.js';
import { statement } from './statements.js';
import type { Writes } from './writes.js';

/** Relationships of the former graph: by ends and properties, the database's own ids. */
type Former = Map<string, string[]>;

/**
 * Makes the relationships of a type those of a graph: deletes what is too many, creates what is missing.
 *
 * @param groups those of the type, between whichever labels
 * @param kept nodes of the former graph that stay
 * @returns how many there will be
 */
export async function changeRelationships(
  tx: ManagedTransaction,
  type: RelationshipType,
  groups: readonly RelationshipRows[],
  kept: ReadonlyMap<Label, Elements>,
  writes: Writes,
): Promise<number> {
  const bind = relationshipBinder(type);
  const former = await formerRelationships(tx, type);
  let count = 0;
  for (const { from, to, pieces } of groups) {
    const starts = kept.get(from);
    const ends = kept.get(to);
    const names = { type, from, to, fromKey: keyOf(from), toKey: keyOf(to) };
    for await (const piece of pieces()) {
      const fresh: unknown[] = [];
      for (const row of piece) {
        const properties = bind(row.properties);
        const [start, end] = [starts?.get(row.from), ends?.get(row.to)];
        const same =
          start === undefined || end === undefined ? undefined : former.get(identity(start, end, properties));
        if (same?.pop() === undefined) fresh.push({ from: row.from, to: row.to, properties });
        else count++;
      }
      count += (await writes.run('create-relationships', names, fresh, 'create')).relationshipsCreated;
      writes.progress(piece.length);
    }
  }
  await writes.delete('delete-relationships', [...former.values()].flat());
  return count;
}

async function formerRelationships(tx: ManagedTransaction, type: RelationshipType): Promise<Former> {
  const former: Former = new Map();
  for await (const row of tx.run(statement('former-relationships', { type }))) {
    const [element, start, end] = ['element', 'start', 'end'].map((name) => String(row.get(name)));
    const key = identity(start ?? '', end ?? '', row.get('properties') as Record<string, unknown>);
    const same = former.get(key);
    if (same === undefined) former.set(key, [element ?? '']);
    else same.push(element ?? '');
  }
  return former;
}

function identity(start: string, end: string, properties: Readonly<Record<string, unknown>>): string {
  return `${start} ${end} ${signature(properties)}`;
}
