import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import type { LogPart, PartStretch, RowRange } from '../ingest/logs.js';
import { isParquet } from '../ingest/file-groups.js';
import { logPath } from '../ingest/log-path.js';
import type { Case, LogFile } from '../model/case.js';
import { fileSize } from './text-pieces.js';

/** Bytes of files that one task reads: many small files share a task, as each starts a program. */
export const PART_BYTES = 128e6;

/**
 * The files of both logs in parts, each for one task: files that follow each other and are small together, a file, row groups of
 * a large Parquet file, or a stretch of a large text file. A file at an address is a part of its own, unless the files of its log
 * make rows together.
 *
 * @param db asked what row groups there are
 * @param stretches of large text files
 */
export async function logParts(
  db: Database,
  kase: Case,
  stretches: ReadonlyMap<LogFile, readonly PartStretch[]>,
  bytes: number,
): Promise<LogPart[]> {
  const parts: LogPart[] = [];
  for (const { table, files } of [kase.transfers, kase.consents]) {
    // Events of consents make rows together, whatever file they stand in.
    const together = table === 'consents' && files.some((f) => f.documents !== undefined);
    let open = { first: 0, count: 0, size: 0 };
    const close = (next: number): void => {
      if (open.count > 0) parts.push({ table, first: open.first, count: open.count });
      open = { first: next, count: 0, size: 0 };
    };
    for (const [i, file] of files.entries()) {
      const cut = stretches.get(file);
      if (cut !== undefined) {
        close(i + 1);
        for (const stretch of cut) parts.push({ table, first: i, count: 1, stretch });
        continue;
      }
      // Spark deals what it fetches from addresses, and gives a task several parts where they are small.
      if (file.remote !== undefined && !together) {
        close(i + 1);
        parts.push({ table, first: i, count: 1 });
        continue;
      }
      const size = fileSize(kase.dir, file);
      const ranges =
        !together && size > bytes && isParquet(file)
          ? await rowRanges(db, logPath(kase.dir, file), bytes)
          : [];
      if (ranges.length > 1) {
        close(i + 1);
        for (const range of ranges) parts.push({ table, first: i, count: 1, range });
        continue;
      }
      if (!together && open.size + size > bytes) close(i);
      open = { ...open, count: open.count + 1, size: open.size + size };
    }
    close(files.length);
  }
  return parts;
}

/** The rows of a Parquet file in stretches of whole row groups; none where it cannot be read, which reading it will say. */
async function rowRanges(db: Database, path: string, bytes: number): Promise<RowRange[]> {
  const groups = await db.rows(sqlFile('spark/sql/row-groups.sql'), { path }).catch(() => []);
  const ranges: RowRange[] = [];
  let open = { from: 0, until: 0, size: 0 };
  for (const { rows, bytes: size } of groups) {
    if (open.size > 0 && open.size + Number(size) > bytes) {
      ranges.push({ from: open.from, until: open.until });
      open = { from: open.until, until: open.until, size: 0 };
    }
    open = { ...open, until: open.until + Number(rows), size: open.size + Number(size) };
  }
  return [...ranges, { from: open.from, until: open.until }];
}
