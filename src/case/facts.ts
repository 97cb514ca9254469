import type { Facts } from '../model/case.js';
import { columnNames, type TableColumns } from './columns.js';
import type { RegisterRow } from './register-row.js';

/**
 * The facts of a notice or contract: every column that is none of the register's own and is not empty.
 *
 * @param translate what a fact's word means, by column; by default itself
 * @returns column → `true`, `false` (in lower case, however written) or another word
 * @throws WayleaveError REGISTER_INVALID when a fact is a list
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
    const word = row.text(column);
    if (word === null) continue;
    facts.set(column, /^(true|false)$/i.test(word) ? word.toLowerCase() : translate(column, word));
  }
  return facts;
}
