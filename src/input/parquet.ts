import type { DuckDBValue } from '@duckdb/node-api';
import { readAsset } from '../assets.js';
import {
  DuckDBBlobValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
} from '../duckdb/api.js';
import { WayleaveError, type Place } from '../errors.js';
import { cellOf } from './cell.js';
import type { Cell, TableRow } from './table-row.js';

/**
 * Reads a small Parquet file.
 *
 * @param path where the file is
 * @param file its path relative to the case, for messages
 * @param isWanted says of a column whether its cells are to be read; others may hold anything
 * @throws WayleaveError REGISTER_INVALID when it is no Parquet file, or a cell holds a struct, a map or bytes
 */
export async function readParquet(
  path: string,
  file: string,
  isWanted: (column: string) => boolean,
): Promise<{ columns: readonly string[]; rows: readonly TableRow[] }> {
  const { names, values } = await readAll(path, file);
  const columns = names.map((name) => name.trim());
  const rows = values.map((row, i) => {
    const cells = new Map<string, Cell>();
    row.forEach((value, j) => {
      const column = columns[j] ?? '';
      if (!isWanted(column)) return;
      const place = { file, line: i + 1, column };
      if (holdsBytes(value)) throw bytesRefused(place);
      cells.set(column, cellOf(plain(value), place));
    });
    return { line: i + 1, cells };
  });
  return { columns, rows };
}

async function readAll(path: string, file: string): Promise<{ names: string[]; values: DuckDBValue[][] }> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    try {
      const reader = await connection.runAndReadAll(readAsset('src/input/read-parquet.sql'), { path });
      return { names: reader.columnNames(), values: reader.getRows() };
    } finally {
      connection.closeSync();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new WayleaveError('REGISTER_INVALID', `${file} cannot be read as Parquet: ${reason}`, {
      place: { file },
      accepted: 'an Apache Parquet file',
      advice: 'The file is damaged or not what its name says: write it again, or save it as CSV.',
      cause,
    });
  } finally {
    instance.closeSync();
  }
}

function holdsBytes(value: DuckDBValue): boolean {
  return (
    value instanceof DuckDBBlobValue || (value instanceof DuckDBListValue && value.items.some(holdsBytes))
  );
}

/** Printed, bytes beyond ASCII would be escaped: a name that is none in any log. */
function bytesRefused(place: Place & { readonly file: string; readonly column: string }): WayleaveError {
  return new WayleaveError('REGISTER_INVALID', `${place.file}: ${place.column} holds bytes, not text`, {
    place,
    accepted: 'texts, numbers, times, true and false, or lists of these',
    advice: 'Write the column as text (in Parquet: STRING, formerly UTF8), as the logs need it too.',
  });
}

/** The value as JSON would have it; times, decimals and the like as DuckDB prints them (ISO 8601). */
function plain(value: DuckDBValue): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (value instanceof DuckDBListValue) return value.items.map(plain);
  if (value instanceof DuckDBStructValue || value instanceof DuckDBMapValue)
    return { value: value.toString() };
  return String(value);
}
