import { quoteText, sqlFile } from '../duckdb/sql.js';
import type { Limits } from '../config.js';
import type { Database } from '../duckdb/database.js';
import type { AcceptedRows } from '../evidence/accepted.js';
import { gatherRows } from '../evidence/hand-over.js';
import type { CodeLayout } from '../evidence/history.js';
import type { Case } from '../model/case.js';
import type { Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Begun } from '../trace/begun.js';
import { walkHeap, WalkThreads } from '../trace/shard-pool.js';
import type { ShardResult } from '../trace/shard-result.js';
import { placeSql, type TransferRows } from './queries.js';

/** What every walk of an analysis has in common. */
export interface WalkSettings {
  readonly kase: Case;
  readonly counts: Counts;
  readonly routes: readonly Route[];
  readonly collectors: readonly string[];
  readonly layout: CodeLayout;
  readonly limits: Limits;
  /** The work database. */
  readonly db: Database;
  readonly onTransfers: (count: number) => void;
}

/** Whose histories are walked, and what of them. */
export interface WalkedRows {
  readonly transfers: TransferRows;
  /** A query. */
  readonly consents: string;
  /** Parquet file of the persons of whom all these are; undefined for everyone. */
  readonly persons: string | undefined;
  /** How many transfers there are, about. */
  readonly count: number;
  /** What the histories go on from, as the Parquet file of the persons says; null for whole histories. */
  readonly begun: Begun | null;
}

/**
 * Walks histories. Results are taken in one after the other, and all of a pass before the next pass is gathered: both use the
 * work database, and a query on its connection ends one that is still being read.
 */
export async function walk(
  { kase, counts, routes, collectors, layout, limits, db, onTransfers }: WalkSettings,
  { transfers, consents, persons, count, begun }: WalkedRows,
  onResult: (result: ShardResult) => void | Promise<void>,
): Promise<void> {
  const coded = sqlFile('append/sql/coded.sql', {
    route: String(2 ** layout.placeBits),
    file: String(2 ** layout.rowBits),
    place: placeSql(transfers.places),
    rows: transfers.query,
  });
  const rows: AcceptedRows = {
    transfers: coded,
    consents,
    persons:
      persons === undefined
        ? sqlFile('evidence/persons-of.sql', { transfers: coded })
        : sqlFile('append/sql/walked-persons.sql', {
            past: begun === null ? '-1' : 'past',
            persons: quoteText(persons),
          }),
    layout,
  };
  const options = { named: 0, keepsPasts: true, begun, memory: walkHeap(limits) };
  const threads = new WalkThreads(count, limits);
  try {
    for await (const sources of gatherRows(db, rows, count, limits, () => undefined)) {
      const jobs = sources.map((source) => {
        return { kase, readings: [{ kase, counts }], routes, collectors, source, options };
      });
      await threads.run(jobs, onTransfers, onResult);
    }
  } finally {
    await threads.close();
  }
}
