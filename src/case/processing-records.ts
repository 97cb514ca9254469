import { resolve } from 'node:path';
import { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import { readTable } from '../input/table.js';
import type { Cell, TableRow } from '../input/table-row.js';
import type { ProcessingRecords } from '../model/imports.js';
import type { DocumentFile } from './documents.js';
import type { ImportedRegister } from './imported-register.js';
import { RegisterRow } from './register-row.js';
import type { RegisterName } from './columns.js';

/** Columns of registers that hold lists; a cell of any other holds one value of each item that its row is spread over. */
const LISTS = new Set([
  'aliases',
  'derived_from',
  'necessary_fields',
  'recipients',
  'fields',
  'purposes',
  'onward',
]);

/** The columns whose items make rows of their own: a record of processing names several recipients in one cell. */
const SPREAD: Readonly<Partial<Record<RegisterName, string>>> = {
  processors: 'id',
  fields: 'id',
  purposes: 'id',
  notices: 'id',
  contracts: 'importer',
};

/**
 * Records of processing as rows of a register: a row of the file makes one for each item of the cell that names what the
 * register lists (recipients, purposes, fields; for contracts, importers). Where it names nothing, it makes none.
 *
 * @throws WayleaveError REGISTER_INVALID when a file cannot be read, or lacks a column that is mapped
 */
export async function processingRows(
  dir: string,
  name: RegisterName,
  files: readonly DocumentFile[],
  how: ProcessingRecords,
  timezone: string,
): Promise<ImportedRegister> {
  const rows: RegisterRow[] = [];
  const inputs: { path: string; bytes: Buffer }[] = [];
  for (const file of files) {
    const table = await readTable(resolve(dir, file.path), { ...file, format: 'csv' });
    inputs.push({ path: file.path, bytes: table.bytes });
    for (const inFile of Object.values(how.columns)) {
      if (table.columns?.includes(inFile) === true) continue;
      throw new WayleaveError('REGISTER_INVALID', `${file.path} has no column ${inFile}`, {
        place: { file: file.path, line: 1, column: inFile },
        accepted: suggest(inFile, table.columns ?? []),
        advice: `Correct columns of the import of ${name} in case.yaml.`,
      });
    }
    const nameInFile = (column: string): string => how.columns[column] ?? column;
    for (const row of table.rows) {
      for (const cells of spread(name, row, how, file.path)) {
        rows.push(new RegisterRow(file.path, row.line, cells, nameInFile, timezone));
      }
    }
  }
  return { rows, inputs };
}

function spread(
  name: RegisterName,
  row: TableRow,
  how: ProcessingRecords,
  file: string,
): Map<string, Cell>[] {
  const key = SPREAD[name] ?? 'id';
  const items = new Map<string, string[]>();
  for (const [column, inFile] of Object.entries(how.columns)) {
    items.set(column, itemsOf(row.cells.get(inFile) ?? null, column, how));
  }
  const names = items.get(key) ?? constant(how, key);
  return names.flatMap((_, i): Map<string, Cell>[] => {
    const cells = new Map<string, Cell>(Object.entries(how.constants));
    for (const [column, found] of items) {
      if (LISTS.has(column))
        cells.set(
          column,
          found.filter((item) => item !== ''),
        );
      else if (found.length <= 1 || column === key || found.length === names.length) {
        const word = found.length <= 1 && column !== key ? found[0] : found[i];
        cells.set(column, word === undefined || word === '' ? null : word);
      } else {
        throw new WayleaveError('REGISTER_INVALID', `${file}: ${column} has ${found.length} items`, {
          place: {
            file,
            line: row.line,
            column: how.columns[column] ?? column,
            value: found.join(how.separator),
          },
          accepted: `one item, or ${names.length}: one for each of ${how.columns[key] ?? key}`,
        });
      }
    }
    if (name === 'contracts') {
      const parts = ['exporter', 'importer', 'kind'].map((c) => cells.get(c) ?? null);
      if (parts.includes(null)) return [];
      if (!cells.has('id')) cells.set('id', parts.join(':'));
    }
    return (cells.get(key) ?? null) === null ? [] : [cells];
  });
}

function constant({ constants }: ProcessingRecords, key: string): string[] {
  return Object.hasOwn(constants, key) ? [constants[key] ?? ''] : [];
}

/** The items of a cell in our words; one of no interest is empty, so that the others keep their places. */
function itemsOf(cell: Cell, column: string, { words, separator }: ProcessingRecords): string[] {
  if (cell === null) return [];
  const texts = typeof cell === 'string' ? cell.split(separator) : cell;
  const ours = Object.hasOwn(words, column) ? words[column] : undefined;
  return texts.map((text) => {
    const word = text.trim();
    return ours !== undefined && Object.hasOwn(ours, word) ? (ours[word] ?? '') : word;
  });
}
