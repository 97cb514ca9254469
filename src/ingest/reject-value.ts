import type { LogTable } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/** A SQL expression for the text of the cell that a row is rejected for; null where there is none. */
export function rejectValue(table: LogTable): string {
  const cases = LOG_COLUMNS[table].map(({ name, kind }) => {
    // Of a time that only its zone or its range refuses, the text is not kept: it is written anew (ISO 8601).
    const shown =
      kind === 'time'
        ? `coalesce(${name}_wrong, regexp_replace(CAST(make_timestamp(${name}_local) AS VARCHAR), ' (\\d)', 'T\\1'))`
        : `coalesce(${name}_wrong, ${name})`;
    return `WHEN '${name}' THEN ${shown}`;
  });
  return `CASE problem_column ${cases.join(' ')} END`;
}
