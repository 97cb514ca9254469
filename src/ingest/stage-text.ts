import type { DuckDBConnection } from '@duckdb/node-api';
import { blobValue } from '../duckdb/api.js';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { internal, WayleaveError } from '../errors.js';
import { isNoHeader, lackingHeader } from '../input/header-names.js';
import type { LogFile, LogSource, Registers } from '../model/case.js';
import { csvCells, jsonCells, jsonPointers, packedFragments } from './cell-sql.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import type { MappedColumns } from './mapped-columns.js';
import { csvCellsOf, type LineBatch, type RecordBatch, type TextRecord } from './record-batches.js';
import { boundLines, type FileLines } from './file-lines.js';

/** What staging one file needs to know. */
export interface StageJob {
  readonly db: Database;
  readonly caseDir: string;
  readonly source: LogSource;
  /** Whose ids no header has. */
  readonly registers: Registers;
  readonly file: LogFile;
  /** Index of the file in listing order over all files of the case. */
  readonly index: number;
  /** Name of the staged table. */
  readonly table: string;
  readonly onRead: (bytes: number) => void;
  /** What the files call their columns. */
  readonly mapped: MappedColumns;
  /** Rows by their numbers, when not all are wanted: what has none of them need not be staged. */
  readonly numbers?: readonly number[];
}

/** How a file calls a column. */
export function nameInFile(source: LogSource, column: string): string {
  return source.columns.get(column) ?? column;
}

/** Where rows that were made elsewhere come. */
export type StageTarget = Pick<StageJob, 'db' | 'table' | 'source'>;

/** A row of a file that was made elsewhere, as a JSON object by our own names of the columns. */
export interface MadeRow extends TextRecord {
  /** Index of the file in listing order over all files of the case. */
  readonly file: number;
  /** Its number in the file. */
  readonly row: number;
}

/** Puts such rows into the staged table; their texts are not blank. */
export async function stageRows(target: StageTarget, rows: readonly MadeRow[]): Promise<void> {
  const records = sqlFile('ingest/sql/records-of-rows.sql');
  const added = await stageQuery(target, records, { records: JSON.stringify(rows) });
  if (added !== rows.length) throw internal(`${rows.length} rows were made, and ${added} added`);
}

/**
 * The same of rows that a query gives as `file`, `row`, `line`, `problem` and `text`.
 *
 * @returns how many were added
 */
export async function stageQuery(
  { db, table, source }: StageTarget,
  records: string,
  values: Record<string, string> = {},
): Promise<number> {
  const fragments = jsonFragments(source, (column) => column);
  const own = { file: 'file', row: 'row', table, records };
  const sql = sqlFile('ingest/sql/stage-jsonl.sql', { ...fragments, ...own });
  return (await db.connection.run(sql, { header: 0, keeps_text: true, ...values })).rowsChanged;
}

/** How rows of a text file come into its staged table. */
export interface Insert {
  /** Line of the header; 0 where there is none. */
  readonly header: number;
  /** The same for files that may be put in together. */
  readonly likeness: string;
  /**
   * @param rows of the file that are there already
   * @returns how many were added
   */
  run(connection: DuckDBConnection, batch: LineBatch | RecordBatch, rows: number): Promise<number>;
  /** The same for whole files of the same likeness, of which every line but the header is a row. */
  runTogether(connection: DuckDBConnection, files: readonly FileLines[]): Promise<number>;
}

/** @param nameOf how the rows call a column */
export function jsonInsert(job: StageJob, nameOf: (column: string) => string): Insert {
  job.mapped.sawRows();
  return insertInto(job, 'ingest/sql/stage-jsonl.sql', 0, {}, jsonFragments(job.source, nameOf));
}

function jsonFragments({ table }: LogSource, nameOf: (column: string) => string): Record<string, string> {
  return { ...packedFragments(table, jsonCells(table)), pointers: jsonPointers(table, nameOf) };
}

/** @throws WayleaveError LOG_UNREADABLE for a header that lacks a required column, or is none */
export function csvInsert(job: StageJob, header: Pick<TextRecord, 'line' | 'text'>): Insert {
  const { file, source } = job;
  const wanted = new Set(LOG_COLUMNS[source.table].map((c) => nameInFile(source, c.name)));
  const isId = (text: string): boolean => registerHas(job.registers, text);
  const names = headerCells(file, header);
  job.mapped.saw(names);
  if (!isNoHeader(names, wanted, isId)) {
    checkNames(
      file,
      names.filter((n) => wanted.has(n)),
    );
  }
  const position = (column: string): number | undefined => {
    const found = names.indexOf(nameInFile(source, column));
    return found < 0 ? undefined : found + 1;
  };
  const missing = LOG_COLUMNS[source.table].filter((c) => c.required && position(c.name) === undefined);
  if (missing.length > 0) {
    const lacking = missing.map((c) => nameInFile(source, c.name));
    const { what, advice } = lackingHeader(names, lacking, wanted, isId);
    throw unreadable(
      file,
      what,
      columnList(source),
      advice ?? `Map the names with sources.${source.table}.columns in case.yaml.`,
      header.line,
    );
  }
  return insertInto(
    job,
    'ingest/sql/stage-csv.sql',
    header.line,
    { width: names.length },
    packedFragments(source.table, csvCells(source.table, position)),
  );
}

/** SQL of the file of a row, and its number there. */
const ROWS_OF_ONE = { file: '$file', row: '$rows + row_number() OVER ()' };
const ROWS_OF_SEVERAL = { file: 'file', row: 'line - $header' };

function insertInto(
  { index, table }: StageJob,
  sqlPath: string,
  header: number,
  values: Record<string, number>,
  fragments: Record<string, string>,
): Insert {
  const statement = (records: 'lines' | 'json' | 'files', of: typeof ROWS_OF_ONE): string =>
    sqlFile(sqlPath, {
      ...fragments,
      ...of,
      table,
      records: sqlFile(`ingest/sql/records-of-${records}.sql`),
    });
  const together = statement('files', ROWS_OF_SEVERAL);
  return {
    header,
    likeness: JSON.stringify([together, header, values]),
    async run(connection, batch, rows) {
      // What has a line to itself is read again where its text is asked for.
      const common = { file: index, rows, header, keeps_text: batch.kind === 'records', ...values };
      const result = await connection.run(
        statement(batch.kind === 'lines' ? 'lines' : 'json', ROWS_OF_ONE),
        batch.kind === 'lines'
          ? { ...common, line: batch.line, bytes: blobValue(batch.bytes) }
          : { ...common, records: JSON.stringify(batch.records) },
      );
      return result.rowsChanged;
    },
    async runTogether(connection, files) {
      const { values: bound, types } = boundLines(files);
      const common = { header, keeps_text: false, ...values };
      const result = await connection.run(together, { ...common, ...bound }, types);
      return result.rowsChanged;
    },
  };
}

function headerCells(file: LogFile, { line, text }: Pick<TextRecord, 'line' | 'text'>): string[] {
  if (text.includes('\0')) {
    throw unreadable(file, 'is not text in UTF-8: its first line holds NUL bytes', 'CSV in UTF-8');
  }
  if (text.includes('\r')) {
    throw unreadable(file, 'ends its lines with CR alone', 'lines that end with LF or CR LF');
  }
  const cells = csvCellsOf(text);
  if (cells !== null) return cells;
  throw unreadable(
    file,
    'has a header with text behind a closing quote',
    'names of columns with commas between them; one in quotes ends with its quote',
    text.trimStart().startsWith('{')
      ? 'It looks like JSON lines: let its name end in .jsonl, or say format: jsonl in case.yaml.'
      : undefined,
    line,
  );
}

function checkNames(file: LogFile, names: readonly string[]): void {
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined)
    throw unreadable(file, `names the column ${twice} twice in its header`, 'each name once');
}

/** True for a text that a log's row might hold: an id or alias of a register. */
function registerHas({ processors, fields, purposes, notices }: Registers, text: string): boolean {
  return (
    text === '@user' ||
    [...processors, ...fields, ...purposes, ...notices].some(({ id }) => id === text) ||
    processors.some(({ aliases }) => aliases.includes(text))
  );
}

/** The columns that a log is to have, by their names in its files, in words. */
export function columnList(source: LogSource): string {
  return LOG_COLUMNS[source.table]
    .map((c) => nameInFile(source, c.name) + (c.required ? '' : ' (optional)'))
    .join(', ');
}

/** LOG_UNREADABLE of a file. @param what goes behind its path in the message @param line in the file, where one is meant */
export function unreadable(
  file: LogFile,
  what: string,
  accepted: string,
  advice?: string,
  line?: number,
): WayleaveError {
  return new WayleaveError('LOG_UNREADABLE', `${file.path} ${what}`, {
    place: { file: file.path, ...(line === undefined ? {} : { line }) },
    accepted,
    ...(advice === undefined ? {} : { advice }),
  });
}
