import { join } from 'node:path';
import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { at } from '../model/collect.js';
import { packedPersons } from '../store/packed-rows.js';
import { unpack } from '../store/write-result.js';
import { transfersOfSome, type TransferRows } from './queries.js';
import type { ShardResult } from '../trace/shard-result.js';

/** Persons in a Parquet file. */
export interface Aside {
  readonly file: string;
  readonly people: number;
}

/** Everyone's past, as tables of the work database and as Parquet. */
export class Persons {
  #hasFormer = false;
  #file = '';

  /**
   * @param out folder of what is kept
   * @param work folder of the run for what is not
   */
  constructor(
    readonly db: Database,
    readonly out: string,
    readonly work: string,
  ) {}

  /** Makes the tables; call first. */
  async begin(): Promise<void> {
    await this.db.run(sqlFile('append/sql/walked.sql'));
  }

  /**
   * Takes in how everyone was before, and finds whose history goes on with rows that came.
   *
   * @param file Parquet file of everyone's past
   * @param fresh query of the transfers that came
   */
  async takeFormer(file: string, fresh: string): Promise<void> {
    this.#hasFormer = true;
    await this.db.run(sqlFile('append/sql/persons.sql', { persons: quoteText(file), fresh }));
  }

  /** Notes where persons who were walked now are. */
  async add({ members, lastAt }: ShardResult, pastOf: readonly number[]): Promise<void> {
    if (members === null) return;
    const pasts = members.cohort.map((past) => at(pastOf, past));
    const packed = packedPersons(members.users, { pasts, last_at: lastAt });
    await unpack(this.db, sqlFile('append/sql/walk-persons.sql'), packed);
  }

  /** Persons to be asked: by id, and all who were in some pasts before. */
  async ask(users: readonly string[], pasts: readonly number[]): Promise<Aside> {
    await this.db.run(sqlFile('append/sql/asked.sql'));
    await this.#append('asked', users.length, (appender, i) => {
      appender.appendVarchar(at(users, i));
    });
    await this.#somePasts(pasts);
    return this.aside('asked', sqlFile('append/sql/whom-to-ask.sql'));
  }

  /** Has everyone walked again who was in some pasts before. */
  async decidedOtherwise(pasts: readonly number[]): Promise<void> {
    await this.#somePasts(pasts);
    await this.db.run(sqlFile('append/sql/decided-otherwise.sql'));
  }

  /** Writes persons into a Parquet file of the run. */
  async aside(name: string, query: string): Promise<Aside> {
    const file = await this.#aside(name, query);
    return { file, people: await count(this.db, `read_parquet(${quoteText(file)})`) };
  }

  /** @returns paths of Parquet files of the run, which have those of some transfers that are of some persons: none for nobody */
  async rowsAside(rows: TransferRows, { file, people }: Aside): Promise<string[]> {
    return people === 0 ? [] : [await this.#aside('rows', transfersOfSome(rows, file).query)];
  }

  async #aside(name: string, query: string): Promise<string> {
    const file = join(this.work, `${name}.parquet`);
    await this.db.run(sqlFile('evidence/keep-aside.sql', { query, path: quoteText(file) }));
    return file;
  }

  /**
   * Writes where everyone is now.
   *
   * @param pastOf by number of a past in the sum: its number in what is kept of it, or -1
   * @param placeOf by number of a past that somebody has: the place of its cohort
   * @returns also whether two persons have the same hash, so that their rows could not be found by it
   */
  async write(
    prefix: string,
    pastOf: Int32Array,
    placeOf: (past: number) => number,
  ): Promise<{ name: string; people: number; areAlike: boolean }> {
    const pasts = [...pastOf.keys()].filter((past) => at(pastOf, past) >= 0);
    await this.#append('past_numbers', pasts.length, (appender, i) => {
      const past = at(pasts, i);
      for (const n of [past, at(pastOf, past), placeOf(past)]) appender.appendInteger(n);
    });
    const name = `${prefix}-persons.parquet`;
    this.#file = join(this.out, name);
    await this.db.run(
      sqlFile('append/sql/keep-persons.sql', {
        others: this.#hasFormer ? sqlFile('append/sql/others.sql') : '',
        path: quoteText(this.#file),
      }),
    );
    const persons = quoteText(this.#file);
    const [kept] = await this.db.rows(sqlFile('append/sql/people-kept.sql', { persons }));
    return { name, people: Number(kept?.['people'] ?? 0), areAlike: kept?.['alike'] !== false };
  }

  /** Fills the table of members of a result that is being written, if persons are kept by name. */
  async fillMembers(named: boolean): Promise<void> {
    if (named) await this.db.run(sqlFile('append/sql/members.sql', { persons: quoteText(this.#file) }));
  }

  async #somePasts(pasts: readonly number[]): Promise<void> {
    await this.db.run(sqlFile('append/sql/some-pasts.sql'));
    await this.#append('some_pasts', pasts.length, (appender, i) => {
      appender.appendInteger(at(pasts, i));
    });
  }

  async #append(
    table: string,
    rows: number,
    fill: (appender: Awaited<ReturnType<Database['connection']['createAppender']>>, i: number) => void,
  ): Promise<void> {
    const appender = await this.db.connection.createAppender(table, 'main', 'temp');
    for (let i = 0; i < rows; i++) {
      fill(appender, i);
      appender.endRow();
    }
    appender.closeSync();
  }
}
