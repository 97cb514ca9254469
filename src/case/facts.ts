import type { Facts } from '../model/case.js';
import { columnNames, type TableColumns } from './columns.js';
import type { RegisterRow } from './register-row.js';

/**
 * The facts of a register's row: every column that is none of the register's own and is not empty; the items of a real
 * list are separated by `|`.
 *
 * @param translate what a fact's word means, by column; by default itself
 * @returns column → `true`, `false` (in lower case, however written) or another word
 * @throws WayleaveError REGISTER_INVALID when `translate` does
 */
export function factsOf(
  row: RegisterRow,
  columns: TableColumns,
  translate: (column: string, word: string) => string = (_, word) => word,
): Facts {
  const own = new Set(columnNames(columns));
  const facts = new Map<string, string>();
  for (const column of row.cells.keys()) {
    if (own.has(column)) continue;
    const cell = row.cells.get(column) ?? null;
    const word = typeof cell === 'string' ? cell : row.list(column).join('|');
    if (word === '') continue;
    facts.set(column, /^(true|false)$/i.test(word) ? word.toLowerCase() : translate(column, word));
  }
  return facts;
}
