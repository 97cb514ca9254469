import { readFileSync } from 'node:fs';
import { WayleaveError } from '../errors.js';
import type { Compression, FileFormat } from '../model/case.js';
import { readCsv } from './csv.js';
import { readJsonLines } from './jsonl.js';
import { readParquet } from './parquet.js';
import type { TableRow } from './table-row.js';
import { decodeText } from './text-file.js';

export interface Table {
  /** Path relative to the case. */
  readonly file: string;
  /** In the order of the header; for JSON Lines, in the order in which keys occur; null when it has no rows to tell. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly TableRow[];
  /** The file as it is on disk. */
  readonly bytes: Buffer;
}

export interface TableFile {
  /** Relative to the case, with `/`; what messages say. */
  readonly path: string;
  readonly format: FileFormat;
  readonly compression: Compression;
}

/**
 * Reads a table that fits in memory: a register.
 *
 * @param path where the file is
 * @param isWanted says of a column whether its cells are to be read; others may hold anything (by default all are)
 * @throws WayleaveError REGISTER_INVALID, with file and line, when the file cannot be read as what its name says
 */
export async function readTable(
  path: string,
  file: TableFile,
  isWanted: (column: string) => boolean = () => true,
): Promise<Table> {
  const bytes = readBytes(path, file.path);
  return { ...(await readRows(path, file, bytes, isWanted)), file: file.path, bytes };
}

function readRows(
  path: string,
  file: TableFile,
  bytes: Buffer,
  isWanted: (column: string) => boolean,
): Pick<Table, 'columns' | 'rows'> | Promise<Pick<Table, 'columns' | 'rows'>> {
  if (file.format === 'parquet') return readParquet(path, file.path, isWanted);
  const text = decodeText(bytes, file.path, file.compression);
  return file.format === 'csv' ? readCsv(text, file.path) : readJsonLines(text, file.path, isWanted);
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WayleaveError('REGISTER_INVALID', `${file} cannot be read: ${reason}`, {
      place: { file },
      advice: 'Check that the file exists and that you may read it.',
      cause,
    });
  }
}
