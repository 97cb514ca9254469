import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import type { Case } from '../model/case.js';
import type { RowRef } from '../model/flow.js';
import { macros } from './macros.js';
import { stageLog } from './stage-log.js';

/** A transfer as its log writes it, names and all. */
export interface LogRow extends RowRef {
  readonly line: number | null;
  readonly userId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly fields: string;
  readonly purpose: string;
  readonly basis: string | null;
  readonly recordId: string | null;
}

/**
 * Reads transfers again, by file and row. Parquet files are asked for the rows alone; text files are read up to the
 * last of them, and only what stands near some is taken in.
 *
 * @returns the rows that were found, by `file:row`
 */
export async function fetchRows(
  db: Database,
  kase: Case,
  refs: readonly RowRef[],
): Promise<Map<string, LogRow>> {
  const wanted = new Set(refs.map((r) => r.file));
  const files = kase.transfers.files.map((f, i) => ({ f, i })).filter(({ i }) => wanted.has(i));
  await db.run(macros());
  const rows = new Map<string, LogRow>();
  for (const { f, i } of files) {
    const numbers = refs.filter((r) => r.file === i).map((r) => r.row);
    const source = { ...kase.transfers, files: [f] };
    await stageLog(db, kase, source, i, { bytes: () => undefined }, { numbers });
    const found = await db.rows(sqlFile('ingest/sql/fetch-rows.sql'), { rows: JSON.stringify(numbers) });
    for (const r of found) {
      const text = (c: string): string | null => (r[c] === null ? null : String(r[c]));
      rows.set(`${i}:${Number(r['row'])}`, {
        file: i,
        row: Number(r['row']),
        line: r['line'] === null ? null : Number(r['line']),
        userId: text('user_id') ?? '',
        sender: text('sender') ?? '',
        recipient: text('recipient') ?? '',
        fields: text('fields') ?? '',
        purpose: text('purpose') ?? '',
        basis: text('basis'),
        recordId: text('record_id'),
      });
    }
  }
  return rows;
}
