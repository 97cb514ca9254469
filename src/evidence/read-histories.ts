import duckdb, { type Vector } from '@duckdb/node-bindings';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { at } from '../model/collect.js';
import type { ShardSource } from './hand-over.js';
import type { History } from './history.js';

/**
 * The histories of a shard, one person after the other, in no particular order. A history is valid until the next one
 * is asked for: its columns lie in DuckDB's own memory, and are not copied.
 *
 * @param onChunk called now and then with the number of transfers read since the last call
 */
export async function* readHistories(
  db: Database,
  source: ShardSource,
  onChunk: (transfers: number) => void = () => undefined,
): AsyncGenerator<History[]> {
  await db.run(sqlFile('evidence/any-order.sql'));
  for (const statement of source.setup) await db.run(statement);
  const { layout, part, dealt } = source;
  const mine = dealt ? 'true' : `hash(user_id) % ${part.of} = ${part.shard}`;
  for await (const chunk of db.chunks(sqlFile('evidence/histories.sql', { mine }))) {
    const rows = chunk.rowCount;
    const vector = (i: number): Vector => duckdb.data_chunk_get_vector(chunk.chunk, i);
    const users = chunk.getColumnVector(0);
    const times = doubles(vector(1));
    const codes = words(vector(2), 8);
    const notices = words(vector(3), 4);
    const givenAt = doubles(vector(4));
    const withdrawnAt = doubles(vector(5));
    const expiresAt = doubles(vector(6));
    // The lists of a query are filled together, so those of a row lie at the same place in each.
    const transfers = stretches(vector(1), rows);
    const consents = stretches(vector(3), rows);
    const read: History[] = [];
    for (let i = 0; i < rows; i++) {
      const from = at(transfers, i * 4);
      const first = at(consents, i * 4);
      read.push({
        userId: () => String(users.getItem(i)),
        addUserTo: (all) => {
          all.addText(String(users.getItem(i)));
        },
        at: times,
        code: codes,
        layout,
        from,
        to: from + at(transfers, i * 4 + 2),
        past: -1,
        consents: {
          notice: notices,
          givenAt,
          withdrawnAt,
          expiresAt,
          from: first,
          to: first + at(consents, i * 4 + 2),
        },
      });
    }
    yield read;
    onChunk(duckdb.list_vector_get_size(vector(1)));
  }
}

/** The numbers of all lists of a LIST(DOUBLE) vector, one after the other, in DuckDB's memory. */
function doubles(vector: Vector): Float64Array {
  const bytes = childBytes(vector, 8);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}

/** The 32-bit words of all lists of a LIST(INTEGER) or LIST(BIGINT) vector, lower words first. */
function words(vector: Vector, width: 4 | 8): Uint32Array {
  const bytes = childBytes(vector, width);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function childBytes(vector: Vector, width: number): Uint8Array {
  const size = duckdb.list_vector_get_size(vector);
  return duckdb.vector_get_data(duckdb.list_vector_get_child(vector), size * width);
}

/** Where each row's list lies: words 4i (offset) and 4i + 2 (length) of DuckDB's duckdb_list_entry, far below 2^32. */
function stretches(vector: Vector, rows: number): Uint32Array {
  const entries = duckdb.vector_get_data(vector, rows * 16);
  return new Uint32Array(entries.buffer, entries.byteOffset, rows * 4);
}
