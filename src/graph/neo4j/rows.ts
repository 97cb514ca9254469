import type { ManagedTransaction } from 'neo4j-driver';
import type { GraphRows, GraphValue, Parameter } from '../graph-store.js';
import { refuseUnlessReading } from './read-only.js';
import { boundValues, graphValue } from './values.js';

/**
 * Asks how a query would be run, in a transaction in which nothing else was.
 *
 * @throws WayleaveError QUERY_REFUSED when it would do anything but read
 */
export async function checkQuery(tx: ManagedTransaction, text: string): Promise<void> {
  const { summary } = await tx.run(`EXPLAIN ${text}`);
  const { plan, queryType, database } = summary;
  if (plan === false) return;
  refuseUnlessReading(plan, queryType, database.name ?? '');
}

/** Rows of a query; those beyond the limit are not fetched. */
export async function readRows(
  tx: ManagedTransaction,
  text: string,
  parameters: Readonly<Record<string, Parameter>>,
  maxRows: number,
): Promise<GraphRows> {
  const result = tx.run(text, boundValues(parameters));
  const columns = await result.keys();
  const rows: GraphValue[][] = [];
  for await (const record of result) {
    if (rows.length === maxRows) {
      return { columns, rows, complete: false, cut: { by: 'maxRows', limit: maxRows } };
    }
    rows.push(columns.map((column) => graphValue(record.get(column))));
  }
  return { columns, rows, complete: true, cut: null };
}
