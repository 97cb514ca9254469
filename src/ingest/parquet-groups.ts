import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import type { LogFile } from '../model/case.js';
import { resolvePath } from './stage-text.js';

/** Parquet files that follow each other in a log and have the same columns: they are read together. */
export interface ParquetGroup {
  readonly files: readonly LogFile[];
  /** Rows of each; undefined where that is not known yet. */
  readonly rowsOf: readonly number[] | undefined;
}

/** Paths as a list that `read_parquet` takes. */
export function parquetPaths(caseDir: string, files: readonly LogFile[]): string {
  return `[${files.map((f) => quoteText(resolvePath(caseDir, f.path))).join(', ')}]`;
}

/** Columns that folders of a path name, as in `recipient=ads/a.parquet`. */
export function partitionKeys(path: string): string[] {
  return path
    .split(/[\\/]/)
    .slice(0, -1)
    .flatMap((folder) => /^([^=]+)=/.exec(folder)?.[1] ?? []);
}

/**
 * Puts the Parquet files of a log together where they have the same columns, of their own or by their folders: whatever is asked of a log is asked once a
 * group, and logs of many thousand files are as quick as one of their size. Files of which that cannot be told (one of them
 * is damaged, say) are groups of their own, so that reading each tells what is wrong with it.
 *
 * @param files that follow each other in the log
 */
export async function parquetGroups(
  db: Database,
  caseDir: string,
  files: readonly LogFile[],
): Promise<readonly ParquetGroup[]> {
  const alone = files.map((file) => ({ files: [file], rowsOf: undefined }));
  if (files.length < 2) return alone;
  const paths = parquetPaths(caseDir, files);
  const told = await db.rows(sqlFile('ingest/sql/parquet-files.sql', { paths })).catch(() => []);
  const byPath = new Map(told.map((row) => [String(row['path']), row]));
  const groups: { files: LogFile[]; rowsOf: number[]; columns: string }[] = [];
  for (const file of files) {
    const row = byPath.get(resolvePath(caseDir, file.path));
    // A column of the file's own would hide which file of several a row is of.
    if (row === undefined || row['hides_index'] === true) return alone;
    const columns = [row['columns'], ...partitionKeys(file.path)].join();
    const last = groups.at(-1);
    if (last?.columns === columns) {
      last.files.push(file);
      last.rowsOf.push(Number(row['rows']));
    } else groups.push({ files: [file], rowsOf: [Number(row['rows'])], columns });
  }
  return groups;
}
