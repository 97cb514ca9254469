import duckdb, { type DataChunk } from '@duckdb/node-bindings';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import type { AcceptedRows } from './accepted.js';
import { DealtRows, PagePool, type WordColumn } from './dealt-rows.js';
import { CONSENT_WORDS, TRANSFER_WORDS, type GatheredPart, type GatheredSource } from './gathered.js';
import { PersonTexts } from './person-texts.js';

/** Bytes that a transfer takes in shared memory. */
export const TRANSFER_BYTES = TRANSFER_WORDS * 4;

/** How rows are gathered. */
export interface Gathering {
  /** Into how many parts the persons of a pass are dealt. */
  readonly parts: number;
  /** How often the logs are read, each time for other persons, so that what is gathered at a time fits the memory. */
  readonly passes: number;
  /** Bytes that the database may read ahead. */
  readonly ahead: number;
}

/** SQL of a person's 64-bit hash: the first that tells them apart is taken. Of 40 million people, two share one in one of 20,000 cases. */
const HASHES = ['hash(user_id)', "hash(concat(user_id, '1'))", "hash(concat(user_id, '2'))"] as const;

/** Gathers accepted rows into memory that threads share: one scan of the logs, whatever their format, for all parts of a pass. */
export class Gatherer {
  readonly #transfers = new PagePool(TRANSFER_WORDS);
  readonly #consents = new PagePool(CONSENT_WORDS);

  private constructor(
    readonly db: Database,
    readonly rows: AcceptedRows,
    readonly gathering: Gathering,
    readonly hash: string,
  ) {}

  /** @param hashes what persons may be known by, in the order in which it is tried */
  static async open(
    db: Database,
    rows: AcceptedRows,
    gathering: Gathering,
    hashes: readonly string[] = HASHES,
  ): Promise<Gatherer> {
    await db.run(sqlFile('evidence/any-order.sql'));
    const megabytes = Math.ceil(gathering.ahead / 1e6);
    await db.run(sqlFile('evidence/read-ahead.sql', { megabytes: String(megabytes) }));
    for (const hash of hashes) {
      await db.run(sqlFile('evidence/persons.sql', { hash, persons: rows.persons }));
      const [answer] = await db.rows(sqlFile('evidence/persons-alike.sql'));
      if (answer?.['alike'] === false) return new Gatherer(db, rows, gathering, hash);
    }
    throw internal('two people have the same hash, whichever is taken');
  }

  /**
   * What is recorded of the persons of a pass. What the pass before gathered is gone then.
   *
   * @param onTransfers called now and then with the number of transfers gathered since the last call
   */
  async pass(pass: number, onTransfers: (count: number) => void): Promise<GatheredSource> {
    const { parts, passes } = this.gathering;
    const { hash } = this;
    const mine = passes === 1 ? 'true' : `hash % ${passes} = ${pass}`;
    const persons = new PersonTexts(parts);
    await this.#scan(
      sqlFile('evidence/gathered-persons.sql', { passes: String(passes), pass: String(pass) }),
      (chunk, rows) => {
        const texts = duckdb.data_chunk_get_vector(chunk, 1);
        persons.add(rows, words(chunk, 0, 2, rows).words, texts, words(chunk, 2, 1, rows).words);
      },
    );
    this.#transfers.reuse();
    this.#consents.reuse();
    const transfers = new DealtRows(parts, this.#transfers);
    await this.#scan(
      sqlFile('evidence/gathered-transfers.sql', { hash, transfers: this.rows.transfers, mine }),
      (chunk, rows) => {
        const column = (i: number): WordColumn => words(chunk, i, 2, rows);
        transfers.deal(rows, [column(0), column(1), column(2)]);
        onTransfers(rows);
      },
    );
    const consents = new DealtRows(parts, this.#consents);
    await this.#scan(
      sqlFile('evidence/gathered-consents.sql', { hash, consents: this.rows.consents, mine }),
      (chunk, rows) => {
        const column = (i: number): WordColumn => words(chunk, i, i === 1 ? 1 : 2, rows);
        consents.deal(rows, [column(0), column(1), column(2), column(3), column(4)]);
      },
    );
    return {
      layout: this.rows.layout,
      parts: Array.from({ length: parts }, (_, part): GatheredPart => ({
        persons: persons.part(part),
        transfers: transfers.part(part),
        consents: consents.part(part),
      })),
    };
  }

  async #scan(query: string, onChunk: (chunk: DataChunk, rows: number) => void): Promise<void> {
    for await (const chunk of this.db.chunks(query)) onChunk(chunk.chunk, chunk.rowCount);
  }
}

/** A column of a chunk in DuckDB's own memory, as words. */
function words(chunk: DataChunk, column: number, each: 1 | 2, rows: number): WordColumn {
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, column), rows * each * 4);
  return { words: new Uint32Array(bytes.buffer, bytes.byteOffset, rows * each), each };
}
