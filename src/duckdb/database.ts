import duckdb from '@duckdb/node-bindings';
import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBResult,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { internal, reason, WayleaveError } from '../errors.js';
import * as api from './api.js';
import { collectYoungGarbage } from './collect-garbage.js';
import { quoteText, sqlFile } from './sql.js';

/** Version of the database, such as `v1.4.0`. */
export function databaseVersion(): string {
  return duckdb.library_version();
}

/** Limits of one DuckDB instance. */
export interface DatabaseLimits {
  /** Bytes that DuckDB may hold in memory; beyond it, it spills to `tempDir`. */
  readonly memory: number;
  readonly threads: number;
  /** Absolute path of a folder for what does not fit. */
  readonly tempDir: string;
}

/**
 * Chunks of a result after which those that were let go are freed: three megabytes or so. The engine counts them as memory of
 * whoever reads them, and with four times as many it took each time for one to look through all that it has.
 */
const CHUNKS = 64;

const MEMORY = ':memory:';

/** A DuckDB instance with one connection. Close it: it owns files and memory. */
export class Database {
  /** Whether the rows of a query are being read in chunks. */
  #isStreaming = false;

  private constructor(
    readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    /** As it was opened with. */
    readonly limits: DatabaseLimits,
    /** Whether its tables lie in a file of its own. */
    private readonly isWork: boolean,
  ) {}

  /**
   * @param path a file, or `:memory:`. Nobody opens again what is not opened to be read only: of it, no log of changes is kept, for
   *   which the disk would be waited for at each statement, and closing it writes nothing more down.
   */
  static async open(path: string, limits: DatabaseLimits, readOnly = false): Promise<Database> {
    const instance = await api.DuckDBInstance.create(readOnly ? path : MEMORY, {
      threads: String(limits.threads),
      memory_limit: `${Math.max(64, Math.floor(limits.memory / 1e6))}MB`,
      temp_directory: limits.tempDir,
      // Extensions are never fetched: what the package holds is all there is.
      autoinstall_known_extensions: 'false',
      ...(readOnly ? { access_mode: 'READ_ONLY' } : {}),
    });
    const isWork = !readOnly && path !== MEMORY;
    try {
      const database = new Database(instance, await instance.connect(), limits, isWork);
      if (isWork) await database.run(sqlFile('duckdb/work.sql', { path: quoteText(path) }));
      return database;
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** A further connection, for what is asked meanwhile. Whoever asks for it closes it. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    try {
      if (this.isWork) await connection.run('USE work');
      return connection;
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  /**
   * Runs one or more statements without results.
   *
   * @param types of values that do not say them themselves, as lists
   */
  async run(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<void> {
    await this.#ask(() => this.connection.run(sql, values, types));
  }

  /** All rows of a query, as plain values (BIGINT as bigint). For results that are known to be small. */
  async rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Record<string, DuckDBValue>[]> {
    const reader = await this.#ask(() => this.connection.runAndReadAll(sql, values));
    return reader.getRowObjects();
  }

  /**
   * The rows of a query in chunks, as the database makes them; a chunk is valid until the next one is asked for. Nothing else
   * may be asked until the last one was read: DuckDB would end this query as if it had no more rows.
   *
   * @throws WayleaveError INTERNAL when something else is asked meanwhile: whoever asks it
   */
  async *chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    for await (const { chunk } of this.#stream(sql)) yield chunk;
  }

  /** The same as plain values, as `rows` gives them. */
  async *rowChunks(sql: string): AsyncGenerator<Record<string, DuckDBValue>[]> {
    for await (const { chunk, result } of this.#stream(sql)) {
      yield chunk.getRowObjects(result.deduplicatedColumnNames());
    }
  }

  async *#stream(sql: string): AsyncGenerator<{ chunk: DuckDBDataChunk; result: DuckDBResult }> {
    const result = await this.#ask(() => this.connection.stream(sql));
    this.#isStreaming = true;
    try {
      for (let count = 1; ; count++) {
        const chunk = await this.#guard(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield { chunk, result };
        if (count % CHUNKS === 0) collectYoungGarbage();
      }
    } finally {
      this.#isStreaming = false;
    }
  }

  /** Changes how many bytes DuckDB may hold in memory. */
  async limitMemory(bytes: number): Promise<void> {
    await this.run(
      sqlFile('duckdb/limit-memory.sql', { megabytes: String(Math.max(64, Math.floor(bytes / 1e6))) }),
    );
  }

  /** Lets go of files and memory. Nothing may be asked any more. */
  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  async #ask<T>(query: () => Promise<T>): Promise<T> {
    if (this.#isStreaming) throw internal('a query was asked while the rows of another one were being read');
    return this.#guard(query);
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storageProblem(error) ?? error;
    }
  }
}

/** What DuckDB says when it cannot write. */
const UNWRITABLE =
  /No space left|could not write|max_temp_directory_size|Permission denied|Read-only file system/i;

/** The error to report when DuckDB ran out of memory or disk; undefined when it is something else. */
export function storageProblem(error: unknown): WayleaveError | undefined {
  if (error instanceof WayleaveError) return undefined;
  const text = reason(error);
  if (/Out of Memory/i.test(text)) {
    return new WayleaveError('OUT_OF_MEMORY', firstLine(text), {
      advice: 'Give more memory (--memory), or fewer threads (--threads).',
      cause: error,
    });
  }
  // What went wrong on the disk may stand below what could not be done for it.
  const line = text.split('\n').find((l) => UNWRITABLE.test(l));
  if (line !== undefined) {
    return new WayleaveError('STORE_UNUSABLE', line.trim(), {
      advice: 'Free space, or choose another folder with --store.',
      cause: error,
    });
  }
  return undefined;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
