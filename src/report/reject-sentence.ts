/** A rejected row, as it lies in the store. */
export interface Reject {
  readonly log: string;
  readonly file: string;
  readonly row: number;
  readonly line: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly value: string | null;
  readonly detail: string | null;
}

/** The part of ISO 8601 that logs are read with (input/time.ts), and how far times are exact. */
const ACCEPTED_TIMES =
  'YYYY-MM-DD, alone or with T (or a space) and HH:MM[:SS[.f]], then Z, ±HH:MM or nothing; from 1684-07-29 to 2255-06-05, ' +
  'and a local time must exist on the clock';

/** Why a row was rejected, in a sentence. `value` is what is shown of the cell. */
export function rejectSentence(r: Reject): string {
  const column = r.column ?? '';
  const value =
    r.value === null
      ? ''
      : ` ${JSON.stringify(r.value.length > 80 ? `${r.value.slice(0, 77)}...` : r.value)}`;
  switch (r.code) {
    case 'MALFORMED_ROW':
      return `The row cannot be read: ${r.detail ?? 'it is malformed'}.`;
    case 'MISSING_VALUE':
      return `The column ${column} is empty; it is required.`;
    case 'BAD_TIMESTAMP':
      return `${column}${value} is no time that is accepted: ${ACCEPTED_TIMES}.`;
    case 'BAD_VALUE':
      return `${column}${value} is not of the kind that the column holds.`;
    case 'SELF_TRANSFER':
      return `Sender and recipient are the same processor${value}.`;
    case 'DUPLICATE_RECORD_ID':
      return `An earlier accepted row has the record_id${value}.`;
    case 'WITHDRAWN_BEFORE_GIVEN':
      return `${column}${value} is before given_at.`;
    default:
      return `${column} names${value}, which the register does not list.`;
  }
}
