import type { Snapshot } from '../cases/snapshot.js';
import type { Format } from '../contract/operation.js';
import type { List } from '../routes/handler.js';
import { headOf, type Cut } from '../routes/shapes.js';
import { readCursor, writeCursor } from './cursor.js';
import type { Exchange } from './exchange.js';
import { columnsOf, csvText, itemSchema } from './table.js';

/** Items of a page when nothing is said, and items that are put into text at once. */
const USUAL = 100;
const BATCH = 1000;

/** A list, ready to be sent: a page as bytes, or a table in pieces. */
export interface Listed {
  readonly body: Buffer;
  readonly pieces?: AsyncIterable<string>;
  /** How many items are shown. */
  readonly rows: number;
}

/**
 * A page of a list as JSON, or the list as CSV: all of it, unless a limit is given.
 */
export async function pageOrTable(
  { id, op, response }: Exchange,
  snapshot: Snapshot,
  list: List<unknown>,
  format: Format,
  query: Readonly<Record<string, unknown>>,
): Promise<Listed> {
  const { cursor, limit, ...filters } = query;
  const place = { analysis: snapshot.fingerprint, list: [id, filters] };
  const offset = typeof cursor === 'string' ? readCursor(place, cursor) : 0;
  const whole = format === 'csv' && limit === undefined;
  const most = whole ? list.total : Number(limit ?? USUAL);
  const end = Math.min(list.total, offset + most);
  const cuts: Cut[] = [
    ...(list.cuts ?? []),
    ...(end < list.total ? [{ by: 'limit', limit: most } as const] : []),
  ];
  const head = headOf(snapshot, cuts, list.trails);
  const next = end < list.total ? writeCursor(place, end) : null;
  if (format === 'json') {
    const items = await list.slice(offset, end - offset);
    return {
      body: Buffer.from(JSON.stringify({ ...head, total: list.total, items, next })),
      rows: items.length,
    };
  }
  response.set({
    'Wayleave-Complete': String(head.complete),
    'Wayleave-Total': String(list.total),
    ...(next === null ? {} : { 'Wayleave-Next': next }),
  });
  const columns = columnsOf(itemSchema(op.response) ?? op.response);
  async function* pieces(): AsyncGenerator<string> {
    yield csvText(columns, [], true);
    for (let at = offset; at < end; at += BATCH) {
      const items = await list.slice(at, Math.min(BATCH, end - at));
      yield csvText(columns, items as object[], false);
    }
  }
  return { body: Buffer.alloc(0), pieces: pieces(), rows: end - offset };
}
