import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../config.js';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { workMemory } from '../duckdb/work-limits.js';
import { internal } from '../errors.js';
import { countUnits } from '../evidence/count-units.js';
import { codeLayout } from '../evidence/history.js';
import { assemble, type Assembled } from '../findings/assemble.js';
import { collectorsOf } from '../ingest/name-transfers.js';
import type { Window } from '../ingest/read-logs.js';
import { countGroups } from '../law/counts.js';
import { lawOf } from '../law/law.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import { NO_COUNTS, type Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Analysis } from '../model/result.js';
import { ownName } from '../store/files.js';
import { KEPT_DIR, type KeptFiles } from '../store/store.js';
import { writeResult } from '../store/write-result.js';
import { Sum } from '../trace/add-up.js';
import { sumAsShard } from '../trace/sum-as-shard.js';
import { addHistories, type Walked } from './add-histories.js';
import type { FileChanges } from './file-changes.js';
import type { Kept } from './kept.js';
import { keep } from './keep.js';
import { Persons } from './persons.js';
import { rowQueries, stayed, type RowQueries } from './places.js';
import { readFiles, type ReadFiles } from './read-files.js';
import { areRevived, takeRejects, type Rejected } from './rejects.js';
import type { OnProgress } from '../model/progress.js';
import type { WalkSettings } from './walks.js';

/** What is analyzed, and how. */
export interface Asked {
  readonly kase: Case;
  readonly window: Window;
  readonly limits: Limits;
  /** Of what is kept of it. */
  readonly key: string;
}

/** One try to add files to what is kept; or to nothing, which is to analyze everything. */
export class AddingRun {
  /** Folder of what is to be kept. */
  readonly #out: string;
  /** How the names of its files begin. */
  readonly #prefix = ownName('run');

  /**
   * @param db a work database of its own
   * @param dirs `dir` of the run, and `work` for what is not kept
   */
  constructor(
    readonly db: Database,
    readonly asked: Asked,
    readonly dirs: { readonly dir: string; readonly work: string },
    readonly onProgress: OnProgress,
    readonly onNote: (note: string) => void,
  ) {
    this.#out = join(dirs.dir, KEPT_DIR);
  }

  /**
   * @param files of `former`, as they were when it was read: another run may put others in their place meanwhile
   * @returns the analysis; or why files cannot be added to what was kept, and nothing is written then
   */
  async add(
    changes: FileChanges,
    former: Kept | undefined,
    files: KeptFiles | undefined,
  ): Promise<Analysis | string> {
    rmSync(this.#out, { recursive: true, force: true });
    mkdirSync(this.#out, { mode: 0o700 });
    const { db, asked, onProgress } = this;
    const keptDir = former === undefined ? '' : (files?.dir ?? '');
    if (former !== undefined) {
      const ids = former.ids.map((p) => join(keptDir, p.name));
      if (await areRevived(db, changes, former, ids, files?.result)) {
        return 'a file went, and rows that were rejected for repeating its record ids may count now';
      }
    }
    const read = await this.#read(changes, former, keptDir);
    if (typeof read === 'string') return read;
    const queries = rowQueries(changes, read, former, keptDir, this.#out);
    const live = await this.#live(read, former, queries.transfers);
    const collectors = collectorsOf(read.routes, live);
    if (former !== undefined && collectors.join('\n') !== former.collectors.join('\n')) {
      return 'other processors than before collect from the people themselves';
    }
    onProgress('Counting', 0, 0);
    const counts = await this.#count(read.routes, queries.transfers);
    const transfers = live.reduce((sum, n) => sum + n, 0);
    const persons = new Persons(db, this.#out, this.dirs.work);
    const settings = this.#settings(changes, former, read, counts, collectors, transfers);
    const { sum, walked } = await addHistories(
      { changes, former, queries, keptDir, transfers },
      settings,
      persons,
    );
    await db.limitMemory(workMemory(asked.limits.memory));
    if (sum.records !== transfers) {
      throw internal(`${transfers} transfers were accepted, and ${sum.records} walked`);
    }
    onProgress('Adding up', 0, 0);
    const rejected = await takeRejects(db, changes, read, former, files?.result);
    const done = await this.#assemble(sum, changes, rejected, counts, persons);
    if (former !== undefined && (!done.assembled.analysis.complete || done.sum === null)) {
      return done.sum === null
        ? 'there are more situations or people than can be kept'
        : 'trails had to be cut';
    }
    if (done.sum !== null && done.assembled.analysis.complete) {
      const facts = { asked, changes, former, read, rejected, counts, collectors, live };
      keep(this.#out, this.#prefix, facts, done.sum, done.persons);
      this.#note(changes, former, walked);
    } else {
      rmSync(this.#out, { recursive: true, force: true });
      this.onNote(
        'Trails, situations or people are more than can be told apart: nothing is kept for adding.',
      );
    }
    return done.assembled.analysis;
  }

  #read(changes: FileChanges, former: Kept | undefined, keptDir: string): Promise<ReadFiles | string> {
    const { kase, window } = this.asked;
    let bytes = 0;
    this.onProgress('Reading logs', 0, 0);
    const into = {
      dir: this.#out,
      prefix: this.#prefix,
      nextNumber: former?.nextNumber ?? 0,
      routes: former?.routes ?? [],
      ids: (former?.ids ?? []).map((p) => join(keptDir, p.name)),
      stayed: stayed(changes.transfers),
    };
    return readFiles(this.db, kase, window, changes, into, (count) => {
      this.onProgress('Reading logs', (bytes += count), 0);
    });
  }

  /** Accepted transfers of the window by route number. */
  async #live(
    read: ReadFiles,
    former: Kept | undefined,
    { gone }: RowQueries['transfers'],
  ): Promise<number[]> {
    const live = read.routes.map((_, route) => (former?.live[route] ?? 0) + (read.live.get(route) ?? 0));
    if (former !== undefined) {
      for (const row of await this.db.rows(sqlFile('append/sql/live.sql', { rows: gone.query }))) {
        const route = Number(row['route']);
        live[route] = at(live, route) - Number(row['n']);
      }
    }
    return live;
  }

  async #count(routes: readonly Route[], { now }: RowQueries['transfers']): Promise<Counts> {
    const { kase } = this.asked;
    if (countGroups(lawOf(kase, NO_COUNTS), routes).length === 0) return NO_COUNTS;
    await this.db.run(sqlFile('append/sql/counted-rows.sql', { rows: now.query }));
    return countUnits(this.db, kase, { routes });
  }

  #settings(
    changes: FileChanges,
    former: Kept | undefined,
    read: ReadFiles,
    counts: Counts,
    collectors: readonly string[],
    transfers: number,
  ): WalkSettings {
    const { kase, limits } = this.asked;
    const files = Math.max(changes.transfers.length, former?.transfers.length ?? 0);
    const rows = Math.max(0, ...read.rows.values(), ...(former?.transfers ?? []).map((f) => f.rows));
    let walked = 0;
    this.onProgress('Walking histories', 0, transfers);
    return {
      kase,
      counts,
      routes: read.routes,
      collectors,
      layout: codeLayout(read.routes.length, files, rows),
      limits,
      db: this.db,
      onTransfers: (count) => {
        this.onProgress('Walking histories', (walked += count), transfers);
      },
    };
  }

  /** The whole answer; the sum as it is to be kept, or null when it cannot be; and the name of the file of all persons. */
  async #assemble(
    sum: Sum,
    changes: FileChanges,
    { sources }: Rejected,
    counts: Counts,
    persons: Persons,
  ): Promise<{ assembled: Assembled; sum: Kept['sum'] | null; persons: string }> {
    const { kase, window, limits } = this.asked;
    const { shard, pastOf } = sumAsShard(sum);
    const { maxHops, maxTrails } = kase.trace;
    const all = shard === null ? sum : new Sum(maxHops, maxTrails, 0);
    const numbers = shard === null ? [...pastOf.keys()] : all.add(shard).cohortOf;
    const files = [...changes.transfers, ...changes.consents].map((f) => f.file);
    const told = assemble(kase, { sources, files }, window, counts, all);
    const named = limits.named > 0 && sum.people <= limits.named;
    const assembled = { ...told, analysis: { ...told.analysis, named } };
    const file = await persons.write(this.#prefix, pastOf, (past) =>
      at(told.placeOf, shard === null ? past : at(numbers, at(pastOf, past))),
    );
    if (file.people !== sum.people)
      throw internal(`${sum.people} people were counted, and ${file.people} are named`);
    this.onProgress('Writing the result', 0, 0);
    const result = join(this.dirs.dir, 'result.duckdb');
    rmSync(result, { force: true });
    await writeResult(
      this.db,
      result,
      { ...assembled, members: null },
      { fillMembers: () => persons.fillMembers(named) },
    );
    return { assembled, sum: file.areAlike ? null : shard, persons: file.name };
  }

  #note(changes: FileChanges, former: Kept | undefined, { again, further, asked }: Walked): void {
    if (former === undefined) {
      this.onNote('What is needed to add files later is kept in the store.');
      return;
    }
    const files = [...changes.transfers, ...changes.consents].filter((f) => f.kept === undefined).length;
    const gone = changes.goneTransfers.length + changes.goneConsents.length;
    const number = (n: number): string => n.toLocaleString('en');
    this.onNote(
      `Added to what was kept: ${number(files)} ${files === 1 ? 'file' : 'files'} read, ${number(gone)} gone or changed; people gone on with: ` +
        `${number(further)}, walked again: ${number(again)}, asked once more: ${number(asked)}.`,
    );
  }
}
