import { isUtf8 } from 'node:buffer';

/** One JSON document of a file, as text. */
export interface JsonText {
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly text: string;
  /** Why it cannot be read, in words; null when nothing is wrong so far. */
  readonly problem: string | null;
}

/** Bytes that a document may have: beyond it, a brace was probably never closed. */
const MOST = 64 << 20;
/** How much of a document that cannot be read is shown. */
const SHOWN = 2000;
const NEWLINE = 0x0a;

/**
 * Cuts bytes into JSON documents: objects one after another, whatever stands between them, or the items of one list.
 * Streams; of a document that is too large only the beginning is kept. Linear in the bytes.
 *
 * @param byLine whether each line is a document by itself, so that a broken one spoils no other
 */
export async function* jsonDocuments(
  pieces: AsyncIterable<Buffer>,
  byLine: boolean,
): AsyncGenerator<JsonText[]> {
  const cutter = new Cutter(byLine);
  for await (const piece of pieces) {
    const found = cutter.push(piece);
    if (found.length > 0) yield found;
  }
  yield cutter.end();
}

/** The same of a file that is in memory. */
export function jsonDocumentsOf(bytes: Buffer, byLine: boolean): JsonText[] {
  const cutter = new Cutter(byLine);
  return [...cutter.push(bytes), ...cutter.end()];
}

const BRACES = new Map([
  [0x7b, 1],
  [0x5b, 1],
  [0x7d, -1],
  [0x5d, -1],
]);

class Cutter {
  #line = 1;
  /** The document that is being read: its first line, and its bytes so far. */
  #begun = 0;
  #parts: Buffer[] = [];
  #size = 0;
  /** How deep braces are nested: a document ends where they are closed. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Whether documents stand in one list, that is: the first thing of the file is a bracket. */
  #inList: boolean | null = null;
  #found: JsonText[] = [];

  constructor(private readonly byLine: boolean) {}

  push(piece: Buffer): JsonText[] {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i] ?? 0;
      if (this.#begun === 0) {
        from = i;
        this.#begin(byte);
      } else if (this.#ends(byte)) {
        this.#keep(piece.subarray(from, i + 1));
        this.#close();
      }
      if (byte === NEWLINE) this.#line++;
    }
    if (this.#begun > 0) this.#keep(piece.subarray(from));
    return this.#found.splice(0);
  }

  end(): JsonText[] {
    if (this.#begun > 0) this.#close(this.byLine || this.#depth === 0 ? null : 'it is never closed');
    return this.#found.splice(0);
  }

  #begin(byte: number): void {
    // White space, a byte order mark, and what separates the items of a list.
    if (byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf) return;
    if (!this.byLine) {
      this.#inList ??= byte === 0x5b;
      if (this.#inList && (byte === 0x5b || byte === 0x2c || byte === 0x5d)) return;
    }
    this.#begun = this.#line;
    this.#inText = byte === 0x22;
    this.#depth = BRACES.get(byte) ?? 0;
  }

  /** Whether the byte is the last of the document. */
  #ends(byte: number): boolean {
    if (this.byLine) return byte === NEWLINE;
    if (this.#escaped) this.#escaped = false;
    else if (this.#inText) {
      if (byte === 0x5c) this.#escaped = true;
      else if (byte === 0x22) this.#inText = false;
    } else if (byte === 0x22) this.#inText = true;
    else if (BRACES.has(byte) && this.#depth > 0) {
      this.#depth += BRACES.get(byte) ?? 0;
      return this.#depth === 0;
    }
    // What is no object or list is not JSON that anybody means: it goes on to the end of the line.
    return this.#depth === 0 && byte === NEWLINE;
  }

  #keep(bytes: Buffer): void {
    this.#size += bytes.length;
    // A copy: the piece is the reader's own, and may be used again.
    if (this.#size <= MOST) this.#parts.push(Buffer.from(bytes));
    else if (this.#parts.length === 0) this.#parts.push(Buffer.from(bytes.subarray(0, SHOWN)));
  }

  #close(problem: string | null = null): void {
    const bytes = Buffer.concat(this.#parts);
    const utf8 = isUtf8(bytes);
    const text = bytes.toString(utf8 ? 'utf8' : 'latin1').trim();
    const why =
      this.#size > MOST ? `it is larger than ${MOST >> 20} MiB` : utf8 ? problem : 'it is not valid UTF-8';
    if (text !== '')
      this.#found.push({ line: this.#begun, text: why === null ? text : text.slice(0, SHOWN), problem: why });
    this.#begun = 0;
    this.#parts = [];
    this.#size = 0;
    this.#depth = 0;
    this.#inText = false;
    this.#escaped = false;
  }
}
