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
  // The order of rows within a list does not matter: every history is sorted when it is walked.
  await db.run('SET preserve_insertion_order = false');
  for (const statement of source.setup) await db.run(statement);
  const result = await db.connection.stream(sqlFile('evidence/histories.sql'));
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const rows = chunk.rowCount;
    const vector = (i: number): Vector => duckdb.data_chunk_get_vector(chunk.chunk, i);
    const users = chunk.getColumnVector(0);
    const times = doubles(vector(1), rows);
    const routes = integers(vector(2), rows);
    const numbers = doubles(vector(3), rows);
    const notices = integers(vector(4), rows);
    const [given, withdrawn, expires] = [5, 6, 7].map((i) => doubles(vector(i), rows));
    if (given === undefined || withdrawn === undefined || expires === undefined) return;
    const histories: History[] = [];
    for (let i = 0; i < rows; i++) {
      histories.push({
        userId: () => String(users.getItem(i)),
        at: times(i),
        route: routes(i),
        row: numbers(i),
        consents: { notice: notices(i), givenAt: given(i), withdrawnAt: withdrawn(i), expiresAt: expires(i) },
      });
    }
    yield histories;
    onChunk(duckdb.list_vector_get_size(vector(1)));
  }
}

/** Lists of numbers by row, as views of DuckDB's memory. */
type Lists<T> = (row: number) => T;

function doubles(vector: Vector, rows: number): Lists<Float64Array> {
  const { bytes, slice } = listData(vector, rows, 8);
  const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  return (row) => slice(row, all);
}

function integers(vector: Vector, rows: number): Lists<Int32Array> {
  const { bytes, slice } = listData(vector, rows, 4);
  const all = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return (row) => slice(row, all);
}

/** The child data of a LIST vector, and the part of it that belongs to a row (DuckDB's duckdb_list_entry). */
function listData(
  vector: Vector,
  rows: number,
  width: number,
): {
  bytes: Uint8Array;
  slice: <T extends { subarray(from: number, to: number): T }>(row: number, all: T) => T;
} {
  const entries = duckdb.vector_get_data(vector, rows * 16);
  // offset and length are 64 bits wide; a chunk's lists are far below 2^32.
  const words = new Uint32Array(entries.buffer, entries.byteOffset, rows * 4);
  const size = duckdb.list_vector_get_size(vector);
  const bytes = duckdb.vector_get_data(duckdb.list_vector_get_child(vector), size * width);
  return {
    bytes,
    slice: (row, all) => {
      const offset = at(words, row * 4);
      return all.subarray(offset, offset + at(words, row * 4 + 2));
    },
  };
}
