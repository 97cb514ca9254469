import type { Answer, Asked, Deferred, One } from '../routes/handler.js';
import type { OperationId } from '../contract/contract.js';
import type { Format } from '../contract/operation.js';
import type { Stored } from './answers.js';
import type { Exchange } from './exchange.js';
import { MEDIA } from './format.js';
import { jsonText } from './json-text.js';
import { pageOrTable } from './lists.js';
import { etagOf, sendBytes, sendPieces } from './send.js';
import { sendFiles } from './send-files.js';
import { csvText } from './table.js';

/** How an answer is given. */
export interface Giving {
  /** It is noted in the audit log: nobody keeps it. */
  readonly noted: boolean;
  /** Under which it is kept; undefined when it is not. */
  readonly key: string | undefined;
  readonly etag: string | undefined;
  /** Notes what is about to be shown, where that is to be. Resolves when it may be shown. */
  readonly note: (rows: number, persons: readonly string[]) => Promise<void>;
}

/** Gives an answer: first it is noted, then it is sent. */
export async function respond<K extends OperationId>(
  x: Exchange,
  asked: Asked<K>,
  answer: Exclude<Answer, Deferred<unknown>>,
  { noted, key, etag, note }: Giving,
): Promise<void> {
  const { service, op, response } = x;
  const { format } = asked;
  const store = (body: Buffer, headers: Stored['headers'] = {}): Stored => {
    const stored: Stored = { type: `${MEDIA[format]}; charset=utf-8`, body, headers };
    if (key !== undefined) service.answers.set(key, stored);
    return stored;
  };
  if (answer.kind === 'text') {
    await note(answer.rows ?? 0, answer.persons ?? []);
    if (answer.policy !== undefined) response.set('Content-Security-Policy', answer.policy);
    const pieces = typeof answer.text === 'string' ? [answer.text] : answer.text;
    await sendPieces(x, answer.type, pieces, undefined, !noted);
    return;
  }
  if (answer.kind === 'files') {
    try {
      await note(answer.rows ?? 0, answer.persons ?? []);
      await sendFiles(x, answer, etag, !noted);
    } finally {
      answer.done();
    }
    return;
  }
  if (answer.kind === 'list') {
    const shown = answer.snapshot ?? asked.snapshot;
    const result = await pageOrTable(x, shown, answer, format, asked.query as Record<string, unknown>, note);
    if (result.pieces !== undefined) await sendPieces(x, MEDIA.csv, result.pieces, etag, !noted);
    else await sendBytes(x, store(result.body), etag, !noted);
    return;
  }
  await note(answer.rows ?? 0, answer.persons ?? []);
  response.status(answer.status ?? op.status ?? 200);
  const bytes = store(bytesOf(answer, format), format === 'csv' ? completeness(answer) : {});
  await sendBytes(x, bytes, noted ? undefined : (etag ?? etagOf(bytes.body)), !noted);
}

function bytesOf(answer: One<unknown>, format: Format): Buffer {
  if (format !== 'csv') return Buffer.from(jsonText(answer.value));
  const rows = answer.table ?? [];
  return Buffer.from(csvText(answer.columns ?? Object.keys(rows[0] ?? {}), rows, true));
}

/** A table cannot say itself whether it is complete. Of how many rows it was cut is not known here: nothing is said then. */
function completeness({ value, table = [] }: One<unknown>): Record<string, string> {
  const complete = (value as { complete?: unknown }).complete;
  return {
    ...(complete === false ? {} : { 'Wayleave-Total': String(table.length) }),
    ...(typeof complete === 'boolean' ? { 'Wayleave-Complete': String(complete) } : {}),
  };
}
