import type { LogTable } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/**
 * The columns of a staged log: what each cell was read as, before anything is judged. For a time, the wall clock and the
 * written offset, in microseconds; for a list, whether it was a real list (then its text is JSON); `_wrong` holds the
 * text of a cell that is not of its kind.
 */
export function stagedColumns(table: LogTable): string {
  const columns = LOG_COLUMNS[table].flatMap(({ name, kind }) => {
    if (kind === 'time') return [`${name}_local BIGINT`, `${name}_offset BIGINT`, `${name}_wrong VARCHAR`];
    const listed = kind === 'list' ? [`${name}_listed BOOLEAN`] : [];
    return [`${name} VARCHAR`, ...listed, `${name}_wrong VARCHAR`];
  });
  return ['file INTEGER', 'row BIGINT', 'line BIGINT', 'malformed VARCHAR', 'raw VARCHAR', ...columns].join(
    ', ',
  );
}
