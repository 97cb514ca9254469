import {
  blobValue,
  listValue,
  BLOB,
  INTEGER,
  LIST,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

/** Bytes of a text file that costs less to read than a statement of its own to plan. */
export const SMALL = 256 << 10;

/** Bytes, and files, that one statement takes, at most. */
const MOST = { bytes: 4 << 20, files: 1000 };

/** A whole text file that is small, each line of it a record. */
export interface SmallFile {
  /** Index of the file in listing order over all files of the case. */
  readonly index: number;
  readonly bytes: Buffer;
}

/** Puts small files together, so that many are taken by one statement. */
export class SmallFiles {
  #files: SmallFile[] = [];
  #bytes = 0;

  /** @param take called with files, never none */
  constructor(readonly take: (files: readonly SmallFile[]) => Promise<void>) {}

  /** @throws whatever `take` throws */
  async add(file: SmallFile): Promise<void> {
    this.#files.push(file);
    this.#bytes += file.bytes.length;
    if (this.#bytes >= MOST.bytes || this.#files.length >= MOST.files) await this.end();
  }

  /** Has those taken that were not yet. */
  async end(): Promise<void> {
    const files = this.#files;
    [this.#files, this.#bytes] = [[], 0];
    if (files.length > 0) await this.take(files);
  }
}

/** Small files as values of a statement over `ingest/sql/records-of-files.sql`. */
export function boundFiles(files: readonly SmallFile[]): {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType>;
} {
  return {
    values: {
      files: listValue(files.map((f) => f.index)),
      bytes: listValue(files.map((f) => blobValue(f.bytes))),
    },
    types: { files: LIST(INTEGER), bytes: LIST(BLOB) },
  };
}
