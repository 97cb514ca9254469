import type { LogRow } from '../ingest/fetch-rows.js';

/** A log row as it is shown: the person as pseudonym, or by name for whoever asked. */
export interface ShownRow {
  readonly file: string;
  readonly row: number;
  /** Null where the file has no lines. */
  readonly line: number | null;
  readonly at: number;
  readonly person: string;
  /** What the row says; null when it is not there any more. */
  readonly says: RowSays | null;
}

/** What a log row says, beside who and when. */
export type RowSays = Pick<LogRow, 'sender' | 'recipient' | 'fields' | 'purpose' | 'basis'>;
