import duckdb, { type DataChunk } from '@duckdb/node-bindings';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import type { AcceptedRows } from './accepted.js';
import type { PairColumn, SharedRows } from './dealt-rows.js';
import { CONSENT_COLUMNS, TRANSFER_COLUMNS, type GatheredPart, type GatheredSource } from './gathered.js';
import { PersonTexts } from './person-texts.js';
import { DealerAside, DealerHere, type RowDealer } from './row-dealer.js';

/** Bytes that a transfer takes in shared memory. */
export const TRANSFER_BYTES = TRANSFER_COLUMNS * 8;

/** How rows are gathered. */
export interface Gathering {
  /** Into how many parts the persons of a pass are dealt. */
  readonly parts: number;
  /** How often the logs are read, each time for other persons, so that what is gathered at a time fits the memory. */
  readonly passes: number;
  /** Bytes that the database may read ahead. */
  readonly ahead: number;
  /** Whether transfers are dealt on a thread of their own, while the database makes more of them. */
  readonly aside: boolean;
}

/** SQL of a person's 64-bit hash: the first that tells them apart is taken. Of 40 million people, two share one in one of 20,000 cases. */
const HASHES = ['hash(user_id)', "hash(concat(user_id, '1'))", "hash(concat(user_id, '2'))"] as const;

/**
 * Gathers accepted rows into memory that threads share: one scan of the logs, whatever their format, for all parts of a pass.
 * Close it: it may own a thread.
 */
export class Gatherer {
  readonly #transfers: RowDealer;
  readonly #consents = new DealerHere(CONSENT_COLUMNS);

  private constructor(
    readonly db: Database,
    readonly rows: AcceptedRows,
    readonly gathering: Gathering,
    readonly hash: string,
  ) {
    this.#transfers = gathering.aside ? new DealerAside(TRANSFER_COLUMNS) : new DealerHere(TRANSFER_COLUMNS);
  }

  /** @param hashes what persons may be known by, in the order in which it is tried */
  static async open(
    db: Database,
    rows: AcceptedRows,
    gathering: Gathering,
    hashes: readonly string[] = HASHES,
  ): Promise<Gatherer> {
    await db.run(sqlFile('evidence/any-order.sql'));
    // Of a pass, the chunks hold only some of the rows that they take memory for; the database counts the rows.
    const megabytes = Math.ceil(gathering.ahead / gathering.passes / 1e6);
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
    const someone = { passes: String(passes), pass: String(pass) };
    for await (const { chunk, rowCount } of this.db.chunks(
      sqlFile('evidence/gathered-persons.sql', someone),
    )) {
      const [hashes, pasts] = [pairs(chunk, 0, rowCount), pairs(chunk, 2, rowCount)];
      persons.add(rowCount, hashes, duckdb.data_chunk_get_vector(chunk, 1), pasts);
    }
    const transfers = await this.#deal(
      sqlFile('evidence/gathered-transfers.sql', { hash, transfers: this.rows.transfers, mine }),
      TRANSFER_COLUMNS,
      this.#transfers,
      onTransfers,
    );
    const consents = await this.#deal(
      sqlFile('evidence/gathered-consents.sql', { hash, consents: this.rows.consents, mine }),
      CONSENT_COLUMNS,
      this.#consents,
      () => undefined,
    );
    return {
      layout: this.rows.layout,
      parts: Array.from({ length: parts }, (_, part): GatheredPart => ({
        persons: persons.part(part),
        transfers: at(transfers, part),
        consents: at(consents, part),
      })),
    };
  }

  /** Ends the thread that deals, if there is one. */
  async close(): Promise<void> {
    await this.#transfers.close();
  }

  async #deal(
    query: string,
    columns: number,
    dealer: RowDealer,
    onRows: (count: number) => void,
  ): Promise<readonly SharedRows[]> {
    dealer.begin(this.gathering.parts);
    for await (const chunk of this.db.chunks(query)) {
      const rows = chunk.rowCount;
      await dealer.take(rows, [
        pairs(chunk.chunk, 0, rows),
        ...Array.from({ length: columns - 1 }, (_, i) => pairs(chunk.chunk, i + 1, rows)),
      ]);
      // Asked of the chunk itself: whoever is done with it may lose its memory, and the rows above lie in it.
      onRows(chunk.rowCount);
    }
    return dealer.end();
  }
}

/** A column of 64-bit numbers of a chunk, in DuckDB's own memory. */
function pairs(chunk: DataChunk, column: number, rows: number): PairColumn {
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, column), rows * 8);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 2);
}
