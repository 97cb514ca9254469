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
}

/**
 * A page of a list as JSON, or the list as CSV: all of it, unless a limit is given.
 *
 * @param note notes how many items are about to be shown, and of whom; a table is noted as it goes, piece by piece
 */
export async function pageOrTable(
  { id, op, response }: Exchange,
  snapshot: Snapshot,
  list: List<unknown>,
  format: Format,
  query: Readonly<Record<string, unknown>>,
  note: (rows: number, persons: readonly string[]) => Promise<void>,
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
  const noted = async (items: readonly unknown[]): Promise<readonly unknown[]> => {
    await note(items.length, list.personsOf?.(items) ?? []);
    return items;
  };
  const next = end < list.total ? writeCursor(place, end) : null;
  if (format === 'json') {
    const items = await noted(await list.slice(offset, end - offset));
    return {
      body: Buffer.from(JSON.stringify({ ...head, total: list.total, items, next })),
    };
  }
  response.set({
    'Wayleave-Complete': String(head.complete),
    'Wayleave-Total': String(list.total),
    ...(next === null ? {} : { 'Wayleave-Next': next }),
  });
  const columns = columnsOf(itemSchema(op.response) ?? op.response);
  const batch = async (at: number): Promise<object[]> =>
    (await noted(await list.slice(at, Math.min(BATCH, end - at)))) as object[];
  // Where it cannot be noted, nothing is sent.
  const first = await batch(offset);
  async function* pieces(): AsyncGenerator<string> {
    yield csvText(columns, first, true);
    for (let at = offset + BATCH; at < end; at += BATCH) yield csvText(columns, await batch(at), false);
  }
  return { body: Buffer.alloc(0), pieces: pieces() };
}
