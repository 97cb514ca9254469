import type { Database } from './database.js';
import { sqlFile } from './sql.js';

/** How many rows a table, a view or a file has, or those of it that a condition leaves (`t WHERE …`). */
export async function count(db: Database, from: string): Promise<number> {
  return Number((await db.rows(sqlFile('duckdb/count.sql', { from })))[0]?.['n'] ?? 0);
}
