import { join } from 'node:path';
import { sqlFile } from '../duckdb/sql.js';
import { packRow, unpackRow } from '../evidence/history.js';
import { Sum } from '../trace/add-up.js';
import { Amendment, boundsOf } from '../trace/amend.js';
import type { Begun } from '../trace/begun.js';
import { PastReader } from '../trace/past-columns.js';
import type { ShardResult } from '../trace/shard-result.js';
import { findOtherwise } from './consent-changes.js';
import type { FileChanges } from './file-changes.js';
import { changedFlows, lawKey } from './law-changes.js';
import type { Kept } from './kept.js';
import type { Aside, Persons } from './persons.js';
import { movedPlaces, type RowQueries } from './places.js';
import { consentsOfSome, transfersOf, transfersOfSome, type TransferRows } from './queries.js';
import { walk, type WalkedRows, type WalkSettings } from './walks.js';

/** What was recorded before and now. */
export interface Recorded {
  readonly changes: FileChanges;
  readonly former: Kept | undefined;
  readonly queries: RowQueries;
  /** Folder of what was kept. */
  readonly keptDir: string;
  /** Accepted transfers of the window, now. */
  readonly transfers: number;
}

/** How many people were walked in which way. */
export interface Walked {
  /** Anew, as something else is recorded of their past. */
  readonly again: number;
  /** Gone on with; new people among them. */
  readonly further: number;
  /** Walked for what somebody had to prove in another's place. */
  readonly asked: number;
}

/** Adds what is recorded now to the sum that was kept, or to nothing; everyone's past is with the persons then. */
export async function addHistories(
  recorded: Recorded,
  settings: WalkSettings,
  persons: Persons,
): Promise<{ sum: Sum; walked: Walked }> {
  const { former, queries, transfers } = recorded;
  const { maxHops, maxTrails } = settings.kase.trace;
  const sum = new Sum(maxHops, maxTrails, 0);
  await persons.begin();
  if (former !== undefined)
    return { sum, walked: await new Adding(recorded, former, sum, settings, persons).run() };
  const all = {
    ...{ transfers: queries.transfers.now, consents: queries.consents.now },
    ...{ persons: undefined, count: transfers, begun: null },
  };
  await walk(settings, all, (result) => persons.add(result, sum.add(result).cohortOf));
  return { sum, walked: { again: 0, further: sum.people, asked: 0 } };
}

class Adding {
  constructor(
    readonly recorded: Recorded,
    readonly former: Kept,
    readonly sum: Sum,
    readonly settings: WalkSettings,
    readonly persons: Persons,
  ) {}

  async run(): Promise<Walked> {
    const { recorded, former, sum, persons, settings } = this;
    const { transfers, consents } = recorded.queries;
    sum.add(former.sum);
    await persons.takeFormer(join(recorded.keptDir, former.persons), transfers.came.query);
    await findOtherwise(persons.db, { ...consents });
    await this.#findDecidedOtherwise();
    await persons.db.run(sqlFile('append/sql/again.sql', { gone: transfers.gone.query }));
    const again = await persons.aside('again', 'FROM again');
    const further = await persons.aside('further', 'FROM further');
    const amendment = new Amendment(sum);
    // Sought once for both of their walks, as they were and as they are.
    const rows = await persons.rowsAside(transfers.ever, again);
    await this.#walk(
      transfersOf(rows, transfers.before.places),
      consents.before,
      again,
      null,
      (result) => {
        amendment.takeAway(result);
      },
      { ...settings, kase: former.kase, counts: former.counts },
    );
    this.#renumber(amendment);
    await this.#walk(transfersOf(rows, transfers.now.places), consents.now, again, null, (result) =>
      persons.add(result, sum.add(result).cohortOf),
    );
    const users = new Set<string>();
    const came = transfersOfSome(transfers.came, further.file);
    await this.#walk(came, consents.now, further, begunOf(former.sum), (result) => {
      const { cohortOf, unproven } = sum.add(result);
      for (const user of unproven) users.add(user);
      return persons.add(result, cohortOf);
    });
    const asked = await persons.ask([...users], amendment.doubtful(former.sum.cohorts.people.length));
    await this.#walk(transfersOfSome(transfers.now, asked.file), consents.now, asked, null, (result) => {
      sum.add(boundsOf(result));
    });
    return { again: again.people, further: further.people, asked: asked.people };
  }

  async #findDecidedOtherwise(): Promise<void> {
    const { former, settings, persons } = this;
    const { kase, counts } = settings;
    if (lawKey(kase, counts) === former.law) return;
    const changed = changedFlows(former.sum, kase, counts);
    if (changed.size === 0) return;
    const pasts = new PastReader(former.sum.cohorts);
    const all = Array.from({ length: pasts.length }, (_, i) => i);
    await persons.decidedOtherwise(all.filter((i) => pasts.past(i).flows.some((f) => changed.has(f))));
  }

  #renumber(amendment: Amendment): void {
    const moved = movedPlaces(this.recorded.changes, this.former);
    if (this.former.transfers.every((_, place) => moved.get(place) === place)) return;
    amendment.renumberRows((packed) => {
      const { file, row } = unpackRow(packed);
      const place = moved.get(file);
      return place === undefined ? -1 : packRow({ file: place, row });
    });
  }

  async #walk(
    transfers: TransferRows,
    consents: string,
    { file, people }: Aside,
    begun: Begun | null,
    onResult: (result: ShardResult) => void | Promise<void>,
    settings = this.settings,
  ): Promise<void> {
    if (people === 0) return;
    const { recorded, former } = this;
    const share = people / Math.max(people, former.sum.people);
    const rows: WalkedRows = {
      ...{ transfers, consents: consentsOfSome(consents, file), persons: file, begun },
      count: Math.ceil(Math.max(recorded.transfers, former.sum.records) * share),
    };
    await walk(settings, rows, onResult);
  }
}

/** What walks go on with. */
function begunOf({ flows, trails, holdings, cohorts }: ShardResult): Begun {
  return {
    flows: flows.map((f) => f.content),
    parent: trails.parent,
    flow: trails.flow,
    holdings,
    pasts: cohorts,
  };
}
