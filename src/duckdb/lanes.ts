import type { DuckDBConnection } from '@duckdb/node-api';
import { at } from '../model/collect.js';
import type { Database } from './database.js';

/** More lanes than one thread that reads can keep busy are of no use. */
const MOST = 8;

/** Bytes of the database's memory that a lane may want: what is read, and what becomes of it on the way into a table. */
const BYTES = 64e6;

/** A connection of its own with a transaction that is open, and what it was last told to do. */
interface Lane {
  readonly connection: DuckDBConnection;
  busy: Promise<void>;
}

/**
 * Does pieces of work on one database side by side, as many as its threads and memory allow: a statement that reads one value
 * keeps no more than one thread busy. Each lane is one transaction from beginning to end, so that rows which are put into a
 * table are written by whole row groups and not statement by statement.
 */
export class Lanes {
  readonly #lanes: Lane[] = [];
  readonly #most: number;
  #turn = 0;

  constructor(readonly db: Database) {
    const { threads, memory } = db.limits;
    this.#most = Math.max(1, Math.min(threads, MOST, Math.floor(memory / BYTES)));
  }

  /**
   * Begins a piece of work on the lane whose turn it is, once that is free.
   *
   * @throws whatever an earlier piece of work on the lane threw
   */
  async begin(work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    if (this.#lanes.length < this.#most) this.#lanes.push(await this.#open());
    const lane = at(this.#lanes, this.#turn++ % this.#lanes.length);
    await lane.busy;
    lane.busy = work(lane.connection);
    // What it throws is thrown when the lane is next waited for.
    lane.busy.catch(() => undefined);
  }

  /** Waits until no work is being done. */
  async rest(): Promise<void> {
    for (const lane of this.#lanes) await lane.busy;
  }

  /** Waits for all work and keeps what it did. */
  async commit(): Promise<void> {
    await this.rest();
    for (const { connection } of this.#lanes) await connection.run('COMMIT');
  }

  /** Ends the lanes; what is not committed is gone. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#lanes.map((l) => l.busy));
    for (const { connection } of this.#lanes) connection.closeSync();
  }

  async #open(): Promise<Lane> {
    const connection = await this.db.connect();
    try {
      await connection.run('BEGIN');
      return { connection, busy: Promise.resolve() };
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }
}
