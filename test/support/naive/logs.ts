import type { LogSource, NaiveCase } from './case.js';
import { itemsOf, textOf, type Cell, type Row } from './tables.js';
import { byCodePoints } from './text.js';
import { instantOf } from './time.js';

export interface Transfer {
  /** Place in listing order: file, then row. */
  readonly place: readonly [file: number, row: number];
  readonly file: string;
  readonly row: number;
  readonly at: number;
  readonly user: string;
  readonly sender: string;
  readonly recipient: string;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly basis: string | null;
}

export interface Consent {
  readonly user: string;
  readonly notice: string;
  readonly givenAt: number;
  readonly withdrawnAt: number;
  readonly expiresAt: number;
}

export interface Reject {
  readonly table: string;
  readonly file: string;
  readonly row: number;
  readonly code: string;
  readonly column: string | null;
}

/** Outside of these times an instant in microseconds is no exact number. */
const LAST = Number.MAX_SAFE_INTEGER;

type Kind = 'time' | 'text' | 'list';
const TRANSFERS: readonly [name: string, kind: Kind, required: boolean][] = [
  ['at', 'time', true],
  ['user_id', 'text', true],
  ['sender', 'text', true],
  ['recipient', 'text', true],
  ['fields', 'list', true],
  ['purpose', 'text', true],
  ['basis', 'text', false],
  ['record_id', 'text', false],
];
const CONSENTS: typeof TRANSFERS = [
  ['user_id', 'text', true],
  ['notice', 'text', true],
  ['given_at', 'time', true],
  ['withdrawn_at', 'time', false],
  ['expires_at', 'time', false],
];

/** Accepts and rejects the rows of the transfers log, in the order of the reason codes. */
export function readTransfers(kase: NaiveCase): { accepted: Transfer[]; rejects: Reject[] } {
  const accepted: Transfer[] = [];
  const rejects: Reject[] = [];
  const recordIds = new Set<string>();
  for (const row of kase.transfers.rows) {
    const reject = (code: string, column: string | null): void => {
      rejects.push({ table: 'transfers', file: row.file, row: row.row, code, column });
    };
    const problem = problemOf(row, kase.transfers, TRANSFERS);
    if (problem !== null) {
      reject(...problem);
      continue;
    }
    const get = reader(row, kase.transfers);
    const senderName = textOf(get('sender')) ?? '';
    const sender = senderName === '@user' ? '@user' : kase.aliases.get(senderName);
    const recipient = kase.aliases.get(textOf(get('recipient')) ?? '');
    const fields = itemsOf(get('fields')) ?? [];
    const purpose = textOf(get('purpose')) ?? '';
    const recordId = textOf(get('record_id')) ?? null;
    if (sender === undefined) reject('UNKNOWN_PROCESSOR', 'sender');
    else if (recipient === undefined) reject('UNKNOWN_PROCESSOR', 'recipient');
    else if (fields.some((f) => !kase.fields.has(f))) reject('UNKNOWN_FIELD', 'fields');
    else if (!kase.purposes.has(purpose)) reject('UNKNOWN_PURPOSE', 'purpose');
    else if (sender === recipient) reject('SELF_TRANSFER', 'recipient');
    else if (recordId !== null && recordIds.has(recordId)) reject('DUPLICATE_RECORD_ID', 'record_id');
    else {
      if (recordId !== null) recordIds.add(recordId);
      accepted.push({
        place: [kase.transfers.files.indexOf(row.file), row.row],
        file: row.file,
        row: row.row,
        at: instantOf(textOf(get('at')) ?? '', kase.transfers.zone) ?? NaN,
        user: textOf(get('user_id')) ?? '',
        sender,
        recipient,
        fields: [...new Set(fields)].sort(byCodePoints),
        purpose,
        basis: textOf(get('basis')) ?? null,
      });
    }
  }
  return { accepted, rejects };
}

/** Accepts and rejects the rows of the consents log. */
export function readConsents(kase: NaiveCase): { accepted: Consent[]; rejects: Reject[] } {
  const accepted: Consent[] = [];
  const rejects: Reject[] = [];
  const known = new Set(kase.notices.map((n) => n.id));
  for (const row of kase.consents.rows) {
    const reject = (code: string, column: string | null): void => {
      rejects.push({ table: 'consents', file: row.file, row: row.row, code, column });
    };
    const problem = problemOf(row, kase.consents, CONSENTS);
    if (problem !== null) {
      reject(...problem);
      continue;
    }
    const get = reader(row, kase.consents);
    const time = (column: string): number | null => {
      const text = textOf(get(column)) ?? null;
      return text === null ? null : instantOf(text, kase.consents.zone);
    };
    const consent = {
      user: textOf(get('user_id')) ?? '',
      notice: textOf(get('notice')) ?? '',
      givenAt: time('given_at') ?? NaN,
      withdrawnAt: time('withdrawn_at') ?? Infinity,
      expiresAt: time('expires_at') ?? Infinity,
    };
    if (!known.has(consent.notice)) reject('UNKNOWN_NOTICE', 'notice');
    else if (consent.withdrawnAt < consent.givenAt) reject('WITHDRAWN_BEFORE_GIVEN', 'withdrawn_at');
    else if (consent.expiresAt < consent.givenAt) reject('WITHDRAWN_BEFORE_GIVEN', 'expires_at');
    else accepted.push(consent);
  }
  return { accepted, rejects };
}

function reader(row: Row, source: LogSource): (column: string) => Cell | undefined {
  return (column) => row.cells?.get(source.columns.get(column) ?? column);
}

/** The first thing that is wrong with a row in itself: code and column. */
function problemOf(row: Row, source: LogSource, columns: typeof TRANSFERS): [string, string | null] | null {
  if (row.cells === null) return ['MALFORMED_ROW', null];
  const get = reader(row, source);
  for (const [name, kind, required] of columns) {
    const cell = get(name) ?? null;
    const empty = kind === 'list' ? itemsOf(cell)?.length === 0 : cell === null;
    if (required && empty) return ['MISSING_VALUE', name];
  }
  for (const [name, kind] of columns) {
    const cell = get(name) ?? null;
    if (kind === 'list') {
      if (itemsOf(cell) === undefined) return ['BAD_VALUE', name];
      continue;
    }
    const text = textOf(cell);
    if (kind === 'text' && text === undefined) return ['BAD_VALUE', name];
    if (kind !== 'time' || text === null) continue;
    const at = text === undefined ? null : instantOf(text, source.zone);
    const mayBeFar = name === 'withdrawn_at' || name === 'expires_at';
    if (at === null || (!mayBeFar && Math.abs(at) > LAST)) return ['BAD_TIMESTAMP', name];
  }
  return null;
}
