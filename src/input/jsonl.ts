import { WayleaveError } from '../errors.js';
import { cellOf } from './cell.js';
import { numbersAsTexts } from './json-numbers.js';
import type { Cell, TableRow } from './table-row.js';

/**
 * Reads JSON Lines: an object on each line that is not blank.
 *
 * @param text decoded, its lines ended by `\n`
 * @param file its path relative to the case, for messages
 * @param isWanted says of a column whether its cells are to be read; others may hold anything
 * @throws WayleaveError REGISTER_INVALID for a line that is no JSON object, or a cell that holds an object
 */
export function readJsonLines(
  text: string,
  file: string,
  isWanted: (column: string) => boolean,
): { columns: readonly string[] | null; rows: readonly TableRow[] } {
  const columns = new Set<string>();
  const rows: TableRow[] = [];
  text.split('\n').forEach((source, i) => {
    if (source.trim() === '') return;
    const line = i + 1;
    const cells = new Map<string, Cell>();
    for (const [key, value] of Object.entries(parseObject(source, file, line))) {
      const column = key.trim();
      columns.add(column);
      if (isWanted(column)) cells.set(column, cellOf(value, { file, line, column }));
    }
    rows.push({ line, cells });
  });
  return { columns: rows.length === 0 ? null : [...columns], rows };
}

function parseObject(source: string, file: string, line: number): object {
  let value: unknown;
  try {
    JSON.parse(source);
    value = JSON.parse(numbersAsTexts(source));
  } catch (cause) {
    throw notAnObject(file, line, source, 'is not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notAnObject(file, line, source, 'is JSON, but no object');
  }
  return value;
}

function notAnObject(
  file: string,
  line: number,
  value: string,
  what: string,
  cause?: unknown,
): WayleaveError {
  return new WayleaveError('REGISTER_INVALID', `${file}: line ${line} ${what}`, {
    place: { file, line, value },
    accepted: 'one JSON object on each line, for example {"id": "p1", "name": "First"}',
    cause,
  });
}
