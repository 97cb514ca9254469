import type { LogTable } from './case.js';

/** What a cell of a column holds. */
export type ColumnKind = 'time' | 'text' | 'list';

/** A column of a log, by the name that it has unless case.yaml maps it. */
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
