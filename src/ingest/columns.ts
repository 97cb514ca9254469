import type { LogTable } from '../model/case.js';

export type ColumnKind = 'time' | 'text' | 'list';

export interface LogColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly required: boolean;
}

const required = (name: string, kind: ColumnKind): LogColumn => ({ name, kind, required: true });
const optional = (name: string, kind: ColumnKind): LogColumn => ({ name, kind, required: false });

/** The columns of the two logs, in the order of the case format; bad values are reported in this order. */
export const LOG_COLUMNS: Readonly<Record<LogTable, readonly LogColumn[]>> = {
  transfers: [
    required('at', 'time'),
    required('user_id', 'text'),
    required('sender', 'text'),
    required('recipient', 'text'),
    required('fields', 'list'),
    required('purpose', 'text'),
    optional('basis', 'text'),
    optional('record_id', 'text'),
  ],
  consents: [
    required('user_id', 'text'),
    required('notice', 'text'),
    required('given_at', 'time'),
    optional('withdrawn_at', 'time'),
    optional('expires_at', 'time'),
  ],
};

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
