import { blobValue, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import type { Database } from '../duckdb/database.js';
import { Lanes } from '../duckdb/lanes.js';
import { sqlFile } from '../duckdb/sql.js';
import { internal, WayleaveError } from '../errors.js';
import { isNoHeader, lackingHeader } from '../input/header-names.js';
import type { LogFile, LogSource, Registers } from '../model/case.js';
import { readBytes } from './byte-source.js';
import { csvCells, jsonCells, jsonPointers, packedFragments } from './cell-sql.js';
import { logPath } from './log-path.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import {
  mayHaveBlankLines,
  recordBatches,
  type LineBatch,
  type RecordBatch,
  type TextRecord,
} from './record-batches.js';

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
  /** Rows by their numbers, when not all are wanted: what has none of them need not be staged. */
  readonly numbers?: readonly number[];
}

/** How a file calls a column. */
export function nameInFile(source: LogSource, column: string): string {
  return source.columns.get(column) ?? column;
}

/**
 * Reads a CSV or JSON Lines file into its staged table: one row per data row, numbered from 1, each with its true line,
 * its text and what each cell reads as. Returns the number of rows, as far as it was read.
 *
 * @throws WayleaveError LOG_UNREADABLE for a file that is damaged, no text, or lacks a required column
 */
export async function stageText(job: StageJob): Promise<number> {
  const { caseDir, file, source } = job;
  const path = logPath(caseDir, file);
  let insert: Insert | undefined =
    file.format === 'jsonl' ? jsonInsert(job, (c) => nameInFile(source, c)) : undefined;
  const staging = new Staging(new Lanes(job.db), job.numbers);
  try {
    for await (const batch of recordBatches(
      readBytes(path, file.path, file.compression, job.onRead),
      file.format,
      file.path,
    )) {
      if (insert !== undefined) await staging.add(insert, batch);
      else {
        insert = csvInsert(job, batch);
        if (insert !== undefined) await staging.addCounting(insert, batch);
      }
      if (staging.hasAll) break;
    }
    if (insert === undefined) {
      throw unreadable(file, 'is empty: it has no header row', `a header row with ${columnList(source)}`);
    }
    return await staging.end();
  } finally {
    await staging.close();
  }
}

/** Puts batches of one file into its staged table, side by side where it is known beforehand how many rows each has. */
class Staging {
  #rows = 0;

  /** @param numbers rows that are wanted; undefined: all */
  constructor(
    readonly lanes: Lanes,
    readonly numbers: readonly number[] | undefined,
  ) {}

  /** Whether what follows holds no row that is wanted. */
  get hasAll(): boolean {
    return this.numbers?.every((n) => n <= this.#rows) === true;
  }

  async add(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    if (batch.kind === 'records' || mayHaveBlankLines(batch)) {
      await this.addCounting(insert, batch);
      return;
    }
    const before = this.#rows;
    this.#rows += batch.lines;
    if (this.numbers?.some((n) => n > before && n <= this.#rows) === false) return;
    await this.lanes.begin(async (connection) => {
      const added = await insert.run(connection, batch, before);
      if (added !== batch.lines)
        throw internal(`${batch.lines} rows were expected after row ${before}, not ${added}`);
    });
  }

  /** The same of a batch of which it is not known. */
  async addCounting(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    await this.lanes.begin(async (connection) => {
      const before = this.#rows;
      this.#rows = before + (await insert.run(connection, batch, before));
    });
    await this.lanes.rest();
  }

  /** @returns the rows of the file */
  async end(): Promise<number> {
    await this.lanes.commit();
    return this.#rows;
  }

  close(): Promise<void> {
    return this.lanes.close();
  }
}

/**
 * Puts rows that were made elsewhere into the staged table: JSON objects by our own names of the columns.
 *
 * @param before rows of the file that are there already
 * @returns how many were added
 */
export function stageRecords(job: StageJob, records: readonly TextRecord[], before: number): Promise<number> {
  return jsonInsert(job, (column) => column).run(job.db.connection, { kind: 'records', records }, before);
}

/**
 * The same of rows that a query gives as `line`, `problem` and `text`; it may ask for `$file`.
 *
 * @param nameOf how the rows call a column
 */
export async function stageJson(
  { db, index, table, source }: StageJob,
  nameOf: (column: string) => string,
  records: string,
): Promise<number> {
  const sql = sqlFile('ingest/sql/stage-jsonl.sql', { ...jsonFragments(source, nameOf), table, records });
  return (await db.connection.run(sql, { file: index, rows: 0, header: 0, keeps_text: true })).rowsChanged;
}

interface Insert {
  run(connection: DuckDBConnection, batch: LineBatch | RecordBatch, rows: number): Promise<number>;
}

function jsonInsert(job: StageJob, nameOf: (column: string) => string): Insert {
  return insertInto(job, 'ingest/sql/stage-jsonl.sql', 0, {}, jsonFragments(job.source, nameOf));
}

function jsonFragments({ table }: LogSource, nameOf: (column: string) => string): Record<string, string> {
  return { ...packedFragments(table, jsonCells(table)), pointers: jsonPointers(table, nameOf) };
}

function csvInsert(job: StageJob, batch: LineBatch | RecordBatch): Insert | undefined {
  const header = findHeader(batch);
  if (header === undefined) return undefined;
  const { file, source } = job;
  const wanted = new Set(LOG_COLUMNS[source.table].map((c) => nameInFile(source, c.name)));
  const isId = (text: string): boolean => registerHas(job.registers, text);
  const names = headerCells(file, header.text);
  if (!isNoHeader(names, wanted, isId)) checkNames(file, names);
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

function insertInto(
  { index, table }: StageJob,
  sqlPath: string,
  header: number,
  values: Record<string, number>,
  fragments: Record<string, string>,
): Insert {
  const statement = (records: string): string =>
    sqlFile(sqlPath, { ...fragments, table, records: sqlFile(`ingest/sql/records-of-${records}.sql`) });
  const texts = { lines: statement('lines'), records: statement('json') };
  return {
    async run(connection, batch, rows) {
      // What has a line to itself is read again where its text is asked for.
      const common = { file: index, rows, header, keeps_text: batch.kind === 'records', ...values };
      const result = await connection.run(
        texts[batch.kind],
        batch.kind === 'lines'
          ? { ...common, line: batch.line, bytes: blobValue(batch.bytes) }
          : { ...common, records: JSON.stringify(batch.records) },
      );
      return result.rowsChanged;
    },
  };
}

function findHeader(batch: LineBatch | RecordBatch): { line: number; text: string } | undefined {
  if (batch.kind === 'records') return batch.records.find((r) => r.text.trim() !== '');
  let { line } = batch;
  for (let from = 0; from < batch.bytes.length; line++) {
    const found = batch.bytes.indexOf(0x0a, from);
    const end = found < 0 ? batch.bytes.length : found;
    const text = batch.bytes.toString('utf8', from, end).replace(/\r$/, '');
    if (text.trim() !== '') return { line, text };
    from = end + 1;
  }
  return undefined;
}

function headerCells(file: LogFile, text: string): string[] {
  if (text.includes('\0')) {
    throw unreadable(file, 'is not text in UTF-8: its first line holds NUL bytes', 'CSV in UTF-8');
  }
  if (text.includes('\r')) {
    throw unreadable(file, 'ends its lines with CR alone', 'lines that end with LF or CR LF');
  }
  const [cells]: string[][] = parse(text, { relax_quotes: true, relax_column_count: true });
  return (cells ?? []).map((c) => c.trim());
}

function checkNames(file: LogFile, names: readonly string[]): void {
  const twice = names.find((n, i) => n !== '' && names.indexOf(n) !== i);
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

function columnList(source: LogSource): string {
  return LOG_COLUMNS[source.table]
    .map((c) => nameInFile(source, c.name) + (c.required ? '' : ' (optional)'))
    .join(', ');
}

function unreadable(
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
