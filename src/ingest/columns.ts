import type { LogTable } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/**
 * The columns of a staged log's cells: what each was read as, before anything is judged. For a time, the wall clock and the
 * written offset, in microseconds; for a list, whether it was a real list (then its text is JSON).
 */
const VALUE_COLUMNS = {
  time: (name: string) => [`${name}_local`, `${name}_offset`],
  list: (name: string) => [name, `${name}_listed`],
  text: (name: string) => [name],
} as const;

const TYPES = { time: ['BIGINT', 'BIGINT'], list: ['VARCHAR', 'BOOLEAN'], text: ['VARCHAR'] } as const;

/**
 * The columns of the table in which rows of text logs are staged. `wrong` is a JSON object of what is wrong with a row, null for
 * most: by column the text of a cell that is not of its kind, and as `malformed` why it is no row. `raw` is the row's text,
 * where it could not be read again by its line.
 */
export function stagedColumns(table: LogTable): string {
  const columns = LOG_COLUMNS[table].flatMap(({ name, kind }) =>
    VALUE_COLUMNS[kind](name).map((column, i) => `${column} ${TYPES[kind][i] ?? ''}`),
  );
  return ['file INTEGER', 'row BIGINT', 'line BIGINT', ...columns, 'wrong VARCHAR', 'raw VARCHAR'].join(', ');
}

/** The columns of a staged log out of that table: the values, and by column `_wrong`, the text of a cell that is not of its kind. */
export function unpackedColumns(table: LogTable): string {
  return LOG_COLUMNS[table]
    .flatMap(({ name, kind }) => [
      ...VALUE_COLUMNS[kind](name),
      `wrong_of(wrong, '${name}') AS ${name}_wrong`,
    ])
    .join(', ');
}
