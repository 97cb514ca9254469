import { createHash } from 'node:crypto';
import { WayleaveError } from '../../errors.js';

/** A list at one place: which analysis it is of, which operation and filters it has. */
export interface CursorPlace {
  readonly analysis: string;
  /** The operation and its filters. */
  readonly list: unknown;
}

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** The cursor of the page that begins at an offset: opaque, and good for this list of this analysis only. */
export function writeCursor({ analysis, list }: CursorPlace, offset: number): string {
  const parts = [short(analysis), short(JSON.stringify(list)), offset.toString(36)];
  return Buffer.from(parts.join('.')).toString('base64url');
}

/** @throws WayleaveError CURSOR_INVALID, CURSOR_GONE */
export function readCursor({ analysis, list }: CursorPlace, cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, ofAnalysis, ofList, offset] = /^([\w-]{12})\.([\w-]{12})\.([0-9a-z]{1,9})$/.exec(text) ?? [];
  if (offset === undefined) throw invalid('the cursor is none that a list gave');
  if (ofAnalysis !== short(analysis)) {
    throw new WayleaveError('CURSOR_GONE', 'the analysis changed since the cursor was given', {
      advice: 'Begin again without a cursor.',
    });
  }
  if (ofList !== short(JSON.stringify(list)))
    throw invalid('the cursor is of another list, or of other filters');
  return Number.parseInt(offset, 36);
}

function invalid(message: string): WayleaveError {
  return new WayleaveError('CURSOR_INVALID', message, {
    accepted: '`next` of a page, with the same filters and order',
  });
}
