import type { Database } from '../duckdb/database.js';
import { quoteTexts, sqlFile } from '../duckdb/sql.js';
import type { LogFile } from '../model/case.js';
import { logPath } from './log-path.js';

/** A file of a log, or Parquet files that follow each other in it and have the same columns: they are read together. */
export interface FileGroup {
  readonly files: readonly LogFile[];
  /** Rows of each; undefined where that is not known yet. */
  readonly rowsOf: readonly number[] | undefined;
}

/** True for a file whose rows can be read again where they lie. */
export function isParquet(file: LogFile): boolean {
  return file.format === 'parquet' && file.documents === undefined;
}

/** Paths as a list that `read_parquet` takes. */
export function parquetPaths(caseDir: string, files: readonly LogFile[]): string {
  return quoteTexts(files.map((f) => logPath(caseDir, f)));
}

/** Columns that folders of a path name, as in `recipient=ads/a.parquet`. */
export function partitionKeys(path: string): string[] {
  return path
    .split(/[\\/]/)
    .slice(0, -1)
    .flatMap((folder) => /^([^=]+)=/.exec(folder)?.[1] ?? []);
}

/**
 * Puts the Parquet files of a log together where they have the same columns, of their own or by their folders: whatever is
 * asked of a log is asked once a group, and logs of many thousand files are as quick as one of their size. Files of which
 * that cannot be told (one of them is damaged, say) are groups of their own, so that reading each tells what is wrong with it.
 *
 * @param files of a log, in its order
 */
export async function fileGroups(
  db: Database,
  caseDir: string,
  files: readonly LogFile[],
): Promise<readonly FileGroup[]> {
  const known = await schemas(db, caseDir, files.filter(isParquet));
  const groups: { files: LogFile[]; rowsOf: number[] | undefined; columns: string | undefined }[] = [];
  for (const file of files) {
    const schema = known.get(file);
    const last = groups.at(-1);
    if (schema !== undefined && last?.rowsOf !== undefined && last.columns === schema.columns) {
      last.files.push(file);
      last.rowsOf.push(schema.rows);
    } else groups.push({ files: [file], rowsOf: schema && [schema.rows], columns: schema?.columns });
  }
  return groups;
}

/** Of several Parquet files, those that may be read together: rows, and a text that is the same where the columns are. */
async function schemas(
  db: Database,
  caseDir: string,
  files: readonly LogFile[],
): Promise<ReadonlyMap<LogFile, { readonly rows: number; readonly columns: string }>> {
  if (files.length < 2) return new Map();
  const paths = parquetPaths(caseDir, files);
  // Where one cannot be read, each is read by itself: the error is told there, of the file that has it.
  const told = await db.rows(sqlFile('ingest/sql/parquet-files.sql', { paths })).catch(() => []);
  const byPath = new Map(told.map((row) => [String(row['path']), row]));
  return new Map(
    files.flatMap((file) => {
      const row = byPath.get(logPath(caseDir, file));
      // A column of the file's own would hide which file of several a row is of.
      if (row === undefined || row['hides_index'] === true) return [];
      const columns = [row['columns'], ...partitionKeys(file.path)].join();
      return [[file, { rows: Number(row['rows']), columns }] as const];
    }),
  );
}
