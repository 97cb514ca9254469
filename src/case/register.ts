import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import { readTable, type Table } from '../input/table.js';
import type { LogFile } from '../model/case.js';
import { CASE_FILE, type SourceSettings } from './case-yaml.js';
import { columnNames, type RegisterName, REGISTER_COLUMNS } from './columns.js';
import { RegisterRow } from './register-row.js';
import type { FurtherColumn } from './warnings.js';

/** A register as it stands in its files: rows of cells, nothing of it resolved. */
export interface Register {
  readonly name: RegisterName;
  readonly rows: readonly RegisterRow[];
  /** Columns of the files that are none of the register's own; a file of JSON lines counts what its rows have. */
  readonly further: readonly FurtherColumn[];
  /** The files with their SHA-256. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * Reads the files of a register, one after the other.
 *
 * @param settings what case.yaml says of it
 * @param asked further columns that hold facts which rules ask for
 * @throws WayleaveError REGISTER_INVALID when a file cannot be read, or lacks a column that is required or mapped
 */
export async function readRegister(
  dir: string,
  name: RegisterName,
  files: readonly LogFile[],
  settings: SourceSettings | undefined,
  asked: ReadonlySet<string> = new Set(),
): Promise<Register> {
  const mapping = new Map(Object.entries(settings?.columns ?? {}));
  const columns = REGISTER_COLUMNS[name];
  const known = columnNames(columns);
  const nameInFile = (column: string): string => mapping.get(column) ?? column;
  const wanted = new Set([...known, ...mapping.keys()].map(nameInFile));
  const rows: RegisterRow[] = [];
  const inputs: { path: string; sha256: string }[] = [];
  const further: FurtherColumn[] = [];
  for (const file of files) {
    const isWanted = (column: string): boolean => columns.facts || wanted.has(column) || asked.has(column);
    const table = await readTable(resolve(dir, file.path), file, isWanted);
    inputs.push({ path: file.path, sha256: createHash('sha256').update(table.bytes).digest('hex') });
    checkColumns(table, name, mapping);
    for (const column of table.columns ?? []) {
      if (wanted.has(column)) continue;
      further.push({ register: name, column, place: { file: file.path, line: 1, column } });
    }
    const isFact = (column: string): boolean => columns.facts || asked.has(column);
    const names = canonicalNames(table, known, mapping, isFact);
    for (const row of table.rows) {
      const cells = new Map([...names].map(([column, inFile]) => [column, row.cells.get(inFile) ?? null]));
      rows.push(new RegisterRow(table.file, row.line, cells, nameInFile, settings?.timezone ?? 'UTC'));
    }
  }
  return { name, rows, further, inputs };
}

/**
 * Our name of each column that a table has → its name in the file. A column that has one of our names, but whose place
 * a mapping gave to another, is left out: it is neither.
 */
function canonicalNames(
  table: Table,
  known: readonly string[],
  mapping: ReadonlyMap<string, string>,
  isFact: (column: string) => boolean,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const column of [...known, ...mapping.keys()]) names.set(column, mapping.get(column) ?? column);
  const taken = new Set(names.values());
  for (const column of table.columns ?? []) {
    if (isFact(column) && !names.has(column) && !taken.has(column)) names.set(column, column);
  }
  return names;
}

function checkColumns(table: Table, name: RegisterName, mapping: ReadonlyMap<string, string>): void {
  if (table.columns === null) return;
  for (const column of [...REGISTER_COLUMNS[name].required, ...mapping.keys()]) {
    const inFile = mapping.get(column) ?? column;
    if (table.columns.includes(inFile)) continue;
    const mapped = mapping.has(column) ? ` (${column}, as ${CASE_FILE} maps it)` : '';
    throw new WayleaveError('REGISTER_INVALID', `${table.file} has no column ${inFile}${mapped}`, {
      place: { file: table.file, line: 1, column: inFile },
      accepted: `a column ${inFile}; the file has ${suggest(inFile, table.columns)}`,
      advice: `If it has another name, map it in ${CASE_FILE}: sources: { ${name}: { columns: { ${column}: ITS NAME } } }`,
    });
  }
}

/** Fails on a row whose id an earlier row has. */
export function checkUnique(rows: readonly RegisterRow[], what: string, column = 'id'): void {
  const first = new Map<string, RegisterRow>();
  for (const row of rows) {
    const id = row.required(column);
    const earlier = first.get(id);
    if (earlier !== undefined) {
      const accepted = `each ${column} once; ${earlier.file}:${earlier.line} has it too`;
      throw row.fail(column, `two ${what} are called ${id}`, accepted, id);
    }
    first.set(id, row);
  }
}
