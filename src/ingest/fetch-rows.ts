import type { DuckDBValue } from '@duckdb/node-api';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import type { Case, LogFile, TextStretch } from '../model/case.js';
import type { RowRef } from '../model/flow.js';
import { fileBatches } from './file-batches.js';
import { isParquet } from './file-groups.js';
import { logPath } from './log-path.js';
import type { LineSpan } from './logs.js';
import { macros } from './macros.js';
import { beginsLines } from './measure-text.js';
import { firstRecord } from './record-batches.js';
import { readingParquet } from './stage-parquet.js';
import { stageLog, UNWATCHED } from './stage-log.js';

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
 * Reads transfers again, by file and row. Parquet files are asked for the rows alone; text files are read where spans are known,
 * else up to the last of the rows, and only what stands near some is taken in.
 *
 * @param spans by text file, lines among which the rows are
 * @returns the rows that were found, by `file:row`
 */
export async function fetchRows(
  db: Database,
  kase: Case,
  refs: readonly RowRef[],
  spans: ReadonlyMap<number, readonly LineSpan[]> = new Map(),
): Promise<Map<string, LogRow>> {
  const wanted = new Set(refs.map((r) => r.file));
  const files = kase.transfers.files.map((f, i) => ({ f, i })).filter(({ i }) => wanted.has(i));
  await db.run(macros());
  const rows = new Map<string, LogRow>();
  for (const { f, i } of files) {
    const numbers = refs.filter((r) => r.file === i).map((r) => r.row);
    const source = { ...kase.transfers, files: await within(kase.dir, f, spans.get(i) ?? []) };
    const fetch = async (): Promise<Record<string, DuckDBValue>[]> => {
      await stageLog(db, kase, source, i, UNWATCHED, { numbers });
      return db.rows(sqlFile('ingest/sql/fetch-rows.sql'), { rows: JSON.stringify(numbers) });
    };
    const found = await (isParquet(f) ? readingParquet(f, fetch) : fetch());
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

/** A file, or stretches of it: the whole of one that is not any more what it was when its spans were noted. */
async function within(caseDir: string, file: LogFile, spans: readonly LineSpan[]): Promise<LogFile[]> {
  const starts = spans.map((s) => s.byte);
  if (spans.length === 0 || !(await beginsLines(logPath(caseDir, file), starts))) return [file];
  const header = file.format === 'csv' ? await headerOf(caseDir, file) : undefined;
  return spans.map(({ byte, line, rows, until }) => {
    const stretch = { header: byte === 0 ? undefined : header, from: byte, until, line, rowsBefore: rows };
    return { ...file, stretch };
  });
}

async function headerOf(caseDir: string, file: LogFile): Promise<TextStretch['header']> {
  const stretch = { header: undefined, from: 0, until: undefined, line: 1, rowsBefore: 0 };
  for await (const batch of fileBatches(caseDir, { ...file, stretch })) {
    const first = firstRecord(batch);
    if (first !== undefined) return first;
  }
  return undefined;
}
