import type { ManagedTransaction } from 'neo4j-driver';
import type { GraphCounts } from '../graph-rows.js';
import { statement } from './statements.js';

/** Nodes by label and relationships by type, and all nodes together, from the database's own counts. */
export async function countAll(tx: ManagedTransaction): Promise<{ counts: GraphCounts; total: number }> {
  const nodes = await countEach(tx, 'labels', 'count-label');
  const relationships = await countEach(tx, 'types', 'count-type');
  return { counts: { nodes, relationships }, total: await number(tx, statement('count-nodes')) };
}

async function countEach(
  tx: ManagedTransaction,
  names: 'labels' | 'types',
  count: 'count-label' | 'count-type',
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const row of (await tx.run(statement(names))).records) {
    const name = String(row.get('name'));
    const counted = await number(tx, statement(count, { name }));
    if (counted > 0) counts.set(name, counted);
  }
  return counts;
}

async function number(tx: ManagedTransaction, text: string): Promise<number> {
  return Number((await tx.run(text)).records[0]?.get('count'));
}
