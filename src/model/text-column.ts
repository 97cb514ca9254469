import { at } from './collect.js';
import { IntColumn } from './column.js';

/** Texts in UTF-8, one after the other: plain data that crosses threads and machines as it is, where strings are copied one by one. */
export interface Texts {
  readonly bytes: Uint8Array;
  /** By text: the place after its last byte. */
  readonly ends: Uint32Array;
}

/** A growing list of texts: up to 4 GB of them. */
export class TextColumn {
  #bytes = new Uint8Array(256);
  #size = 0;
  readonly #ends = new IntColumn();

  get length(): number {
    return this.#ends.length;
  }

  /** Adds a text that is a stretch of bytes. */
  add(bytes: Uint8Array, from: number, to: number): void {
    this.#grow(to - from);
    // Most texts are short: copying them byte by byte costs less than a view would.
    const into = this.#bytes;
    let size = this.#size;
    for (let i = from; i < to; i++) into[size++] = bytes[i] ?? 0;
    this.#size = size;
    this.#ends.push(size);
  }

  addText(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.add(bytes, 0, bytes.length);
  }

  /** Adds one of other texts. */
  addFrom(texts: Texts, i: number): void {
    this.add(texts.bytes, startOf(texts, i), at(texts.ends, i));
  }

  addAll({ bytes, ends }: Texts): void {
    this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#size);
    for (const end of ends) this.#ends.push(this.#size + end);
    this.#size += bytes.length;
  }

  /**
   * A copy of exactly what the list holds.
   *
   * @param memory makes what it is in; of another kind, threads may share it
   */
  packed(memory: (bytes: number) => ArrayBufferLike = (size) => new ArrayBuffer(size)): Texts {
    const { data, length } = this.#ends;
    const bytes = new Uint8Array(memory(this.#size));
    bytes.set(this.#bytes.subarray(0, this.#size));
    const ends = new Uint32Array(memory(length * 4));
    ends.set(data.subarray(0, length));
    return { bytes, ends };
  }

  #grow(more: number): void {
    const size = this.#size + more;
    if (size <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(size, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}

/** The i-th text. */
export function textAt(texts: Texts, i: number): string {
  const { bytes, ends } = texts;
  const from = startOf(texts, i);
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, at(ends, i) - from).toString('utf8');
}

/** The place of the first byte of the i-th text. */
function startOf({ ends }: Texts, i: number): number {
  return i === 0 ? 0 : at(ends, i - 1);
}

/**
 * Some of the texts as one, with a separator after each but the last.
 *
 * @param separator which no text has
 */
export function joined(texts: Texts, from: number, to: number, separator: Uint8Array): Buffer {
  const { bytes, ends } = texts;
  const first = startOf(texts, from);
  const all = Buffer.allocUnsafe(at(ends, to - 1) - first + (to - from - 1) * separator.length);
  let size = 0;
  for (let i = from, begin = first; i < to; i++) {
    if (i > from) for (const b of separator) all[size++] = b;
    const end = at(ends, i);
    for (let b = begin; b < end; b++) all[size++] = bytes[b] ?? 0;
    begin = end;
  }
  return all;
}
