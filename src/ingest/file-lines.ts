import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { BIGINT, BLOB, blobValue, INTEGER, LIST, listValue } from '../duckdb/api.js';

/** Bytes, and pieces of files, that one statement takes, at most; a single piece may be larger. */
const MOST = { bytes: 4 << 20, pieces: 1000 };

/** Whole lines of a text file, each of them a record or blank, as bytes that are UTF-8. */
export interface FileLines {
  /** Index of the file in listing order over all files of the case. */
  readonly index: number;
  /** Number of the first. */
  readonly line: number;
  readonly bytes: Buffer;
}

/** Puts lines of files together: to plan a statement takes as long as to read some thousand lines. */
export class LinesTogether<Lines extends FileLines> {
  #pieces: Lines[] = [];
  #bytes = 0;

  /** @param take called with lines of some files, never of none */
  constructor(readonly take: (pieces: readonly Lines[]) => Promise<void>) {}

  /** @throws whatever `take` throws */
  async add(lines: Lines): Promise<void> {
    this.#pieces.push(lines);
    this.#bytes += lines.bytes.length;
    if (this.#bytes >= MOST.bytes || this.#pieces.length >= MOST.pieces) await this.end();
  }

  /** Has those taken that were not yet. */
  async end(): Promise<void> {
    const pieces = this.#pieces;
    [this.#pieces, this.#bytes] = [[], 0];
    if (pieces.length > 0) await this.take(pieces);
  }
}

/** Lines of files as values of a statement over `ingest/sql/records-of-files.sql`. */
export function boundLines(pieces: readonly FileLines[]): {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType>;
} {
  return {
    values: {
      files: listValue(pieces.map((p) => p.index)),
      firsts: listValue(pieces.map((p) => BigInt(p.line))),
      bytes: listValue(pieces.map((p) => blobValue(p.bytes))),
    },
    types: { files: LIST(INTEGER), firsts: LIST(BIGINT), bytes: LIST(BLOB) },
  };
}
