import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A cell: text (null when empty), a list that the format can write as such, or something that is neither. */
export type Cell = string | null | readonly string[] | { readonly bad: unknown };

/** A data row of a table, numbered from 1; null cells when the row is malformed. */
export interface Row {
  readonly file: string;
  readonly row: number;
  readonly cells: ReadonlyMap<string, Cell> | null;
}

/** Reads a table by the format that its name says. */
export async function readTable(dir: string, path: string): Promise<Row[]> {
  if (path.endsWith('.parquet')) return readParquet(dir, path);
  const bytes = readFileSync(join(dir, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  return (/\.jsonl(\.gz)?$/.test(path) ? readJsonLines(text) : readCsv(text)).map((cells, i) => ({
    file: path,
    row: i + 1,
    cells,
  }));
}

/** The table of that name, where there is one. */
export async function readIfThere(dir: string, path: string): Promise<Row[]> {
  return existsSync(join(dir, path)) ? readTable(dir, path) : [];
}

function readCsv(text: string): (Map<string, Cell> | null)[] {
  const records: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true });
  const [header = [], ...rows] = records.filter((r) => r.length > 1 || (r[0] ?? '').trim() !== '');
  return rows.map((cells) => {
    if (cells.length !== header.length || cells.some((c) => c.includes('\0'))) return null;
    return new Map(header.map((name, i) => [name.trim(), textCell(cells[i] ?? '')]));
  });
}

function readJsonLines(text: string): (Map<string, Cell> | null)[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        const value: unknown = JSON.parse(line);
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
        return new Map(Object.entries(value).map(([name, cell]) => [name, jsonCell(cell)]));
      } catch {
        return null;
      }
    });
}

async function readParquet(dir: string, path: string): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll('SELECT * FROM read_parquet($path)', {
      path: join(dir, path),
    });
    return reader.getRowObjectsJson().map((values, i) => ({
      file: path,
      row: i + 1,
      cells: new Map(Object.entries(values).map(([name, cell]) => [name, jsonCell(cell)])),
    }));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function jsonCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((v) => typeof v === 'string' || typeof v === 'number')) {
    return value.map(String);
  }
  return { bad: value };
}

function textCell(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

/** The text of a cell that must be none but text; undefined when it is something else. */
export function textOf(cell: Cell | undefined): string | null | undefined {
  return cell === undefined || cell === null || typeof cell === 'string' ? (cell ?? null) : undefined;
}

/** The items of a list; undefined when the cell is none. Blank items do not count. */
export function itemsOf(cell: Cell | undefined): string[] | undefined {
  if (cell === undefined || cell === null) return [];
  const items = typeof cell === 'string' ? cell.split('|') : 'bad' in cell ? undefined : cell;
  return items?.map((i) => i.trim()).filter((i) => i !== '');
}
