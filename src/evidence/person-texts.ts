import duckdb, { type Vector } from '@duckdb/node-bindings';
import { at } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import { TextColumn } from '../model/text-column.js';
import { partOf } from './dealt-rows.js';
import type { SharedPersons } from './gathered.js';

/** Texts up to this many bytes lie in DuckDB's entry of a text itself; of longer ones it holds a pointer (duckdb_string_t). */
const INLINE = 12;

/** Bytes of such an entry: length (4), then the text, or its beginning (4) and the pointer (8). */
const ENTRY = 16;

/** Persons dealt out into parts by their hash, with their names as bytes: millions of strings would be slow to hand on. */
export class PersonTexts {
  readonly #parts: readonly PartTexts[];

  constructor(parts: number) {
    this.#parts = Array.from({ length: parts }, () => new PartTexts());
  }

  /**
   * @param texts the persons' names as DuckDB has them, none of them null
   * @param hash pairs of words, the lower one first
   * @param pasts from which past their histories go on, as such pairs; -1 for none
   */
  add(rows: number, hash: Uint32Array, texts: Vector, pasts: Uint32Array): void {
    const entries = duckdb.vector_get_data(texts, rows * ENTRY);
    const { buffer, byteOffset } = entries;
    if (!(buffer instanceof ArrayBuffer))
      throw new TypeError('a chunk of the database lies in shared memory');
    const view = new DataView(buffer, byteOffset, rows * ENTRY);
    for (let i = 0; i < rows; i++) {
      const [lower, upper] = [hash[2 * i] ?? 0, hash[2 * i + 1] ?? 0];
      const length = view.getUint32(i * ENTRY, true);
      const from = i * ENTRY + 4;
      const part = at(this.#parts, partOf(upper, this.#parts.length));
      const past = pasts[2 * i] ?? 0;
      if (length <= INLINE) part.add(lower, upper, entries, from, length, past);
      else {
        const text = duckdb.get_data_from_pointer(buffer, byteOffset + from + 4, length);
        part.add(lower, upper, text, 0, length, past);
      }
    }
  }

  /** The persons of a part, in memory that threads share. */
  part(part: number): SharedPersons {
    return at(this.#parts, part).shared();
  }
}

class PartTexts {
  readonly #texts = new TextColumn();
  readonly #hash = new IntColumn();
  readonly #past = new IntColumn();

  /** @param bytes among which the text is, from a place on */
  add(lower: number, upper: number, bytes: Uint8Array, from: number, length: number, past: number): void {
    this.#texts.add(bytes, from, from + length);
    this.#hash.push(lower);
    this.#hash.push(upper);
    this.#past.push(past);
  }

  shared(): SharedPersons {
    const names = this.#texts.packed((size) => new SharedArrayBuffer(size));
    const past = new Int32Array(sharedWords(this.#past).buffer);
    return { hash: sharedWords(this.#hash), names, past };
  }
}

function sharedWords({ data, length }: IntColumn): Uint32Array {
  const shared = new Uint32Array(new SharedArrayBuffer(length * 4));
  shared.set(data.subarray(0, length));
  return shared;
}
