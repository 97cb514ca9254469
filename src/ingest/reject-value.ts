import type { LogTable } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/** A SQL expression for the text of the cell that a row is rejected for; null where there is none. */
export function rejectValue(table: LogTable): string {
  const cases = LOG_COLUMNS[table].map(({ name, kind }) => {
    // Of a time that only its zone, its range or another time refuses, the text is not kept: it is written anew (ISO 8601).
    const value = kind === 'time' ? `time_text(${name}_local, ${name}_offset)` : name;
    return `WHEN '${name}' THEN coalesce(${name}_wrong, ${value})`;
  });
  return `CASE problem_column ${cases.join(' ')} END`;
}
