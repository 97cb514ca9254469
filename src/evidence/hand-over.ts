import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { collectAllGarbage } from '../duckdb/collect-garbage.js';
import type { Database, DatabaseLimits } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import type { AcceptedRows } from './accepted.js';
import { Gatherer, TRANSFER_BYTES } from './gather.js';
import type { GatheredSource } from './gathered.js';
import type { CodeLayout } from './history.js';
import { GATHERING, shardCount, walkCount } from './shard-count.js';

/** The persons of a shard: those whose hash leaves the remainder `shard` when divided by `of`. */
export interface ShardPart {
  readonly shard: number;
  readonly of: number;
}

/** How the accepted rows of a shard are found again by a connection of its own. */
export interface ShardSource {
  /** Statements that make its views. */
  readonly setup: readonly string[];
  /** How the code of an accepted transfer is made. */
  readonly layout: CodeLayout;
  readonly part: ShardPart;
  /** True when the views hold this part only; false when they hold more. */
  readonly dealt: boolean;
  /** Of the database that reads it. */
  readonly limits: DatabaseLimits;
}

/** The two halves of a shard that turned out to be too large. */
export function halve(source: ShardSource): ShardSource[] {
  const { shard, of } = source.part;
  return [shard, shard + of].map((half) => ({
    ...source,
    part: { shard: half, of: of * 2 },
    dealt: false,
  }));
}

/** As many reads of the logs as cost less than to deal their rows out into files. */
const MOST_PASSES = 8;

/** Bytes that the program, the threads and what the database does not count take, whatever the memory is. */
const FIXED = 390e6;

/** Share of the memory beyond it that gathered rows may take; the walks and the database need the rest. */
const GATHERED = 0.62;

/** Shares of that which the database has meanwhile: when rows are gathered, and when they are dealt into files. */
const SCANNING = 0.2;
const DEALING = 0.64;

/** Share of that for rows which were read and not gathered yet. */
const AHEAD = 0.14;

/** Bytes for the database while others walk. */
const IDLE = 64e6;

/** Transfers of a part, about: few enough for the cache of a processor while they are brought together. */
const PART = 100_000;

/** As many transfers of a pass as are worth a thread that deals them, which has memory of its own: so much there must be. */
const MANY = 4_000_000;
const ASIDE = 1e9;

/** Bytes, and how many walks there are at a time and in all. */
export interface HandOverLimits {
  readonly memory: number;
  readonly threads: number;
  /** Undefined: as many as threads, or as the memory asks for. */
  readonly shards: number | undefined;
}

/**
 * Makes accepted rows readable for walks, source by source, each a walk of its own: the rows are gathered into shared memory
 * when that takes no more than a few reads of the logs, or are dealt into one Parquet folder per shard, by a hash of the person.
 *
 * @param dir an existing folder for the work files
 * @param onTransfers called now and then with the number of transfers gathered since the last call
 * @returns lists of sources; when the next list is asked for, those of the last one must have been walked
 */
export async function* handOver(
  db: Database,
  rows: AcceptedRows,
  transfers: number,
  limits: HandOverLimits,
  dir: string,
  onTransfers: (count: number) => void,
): AsyncGenerator<readonly (ShardSource | GatheredSource)[]> {
  if (passesOf(transfers, limits) <= MOST_PASSES) {
    yield* gatherRows(db, rows, transfers, limits, onTransfers);
    return;
  }
  const { memory, threads, shards } = limits;
  await db.limitMemory(beyondFixed(memory) * DEALING);
  const each = { memory: (memory * GATHERING) / threads, threads: 1, tempDir: join(dir, 'spill') };
  const dealt = await deal(db, rows, dir, shards ?? shardCount(transfers, { memory, threads }), each);
  await db.limitMemory(IDLE);
  yield dealt;
}

/** What is left of the memory for rows. */
function beyondFixed(memory: number): number {
  return Math.max(memory / 4, memory - FIXED);
}

/** How often the logs are read so that what is gathered at a time fits the memory. */
function passesOf(transfers: number, { memory }: HandOverLimits): number {
  return Math.max(1, Math.ceil((transfers * TRANSFER_BYTES) / (beyondFixed(memory) * GATHERED)));
}

/** The same in memory, however often the logs have to be read. */
export async function* gatherRows(
  db: Database,
  rows: AcceptedRows,
  transfers: number,
  limits: HandOverLimits,
  onTransfers: (count: number) => void,
): AsyncGenerator<readonly GatheredSource[]> {
  const { memory, threads, shards } = limits;
  const walks = shards ?? walkCount(transfers, threads);
  const passes = passesOf(transfers, limits);
  const parts = walks * Math.ceil(Math.max(1, transfers / passes / PART / walks));
  await db.limitMemory(beyondFixed(memory) * SCANNING);
  const ahead = beyondFixed(memory) * AHEAD;
  const aside = threads > 1 && transfers / passes >= MANY && memory >= ASIDE;
  const gatherer = await Gatherer.open(db, rows, { parts, passes, ahead, aside });
  try {
    for (let pass = 0; pass < passes; pass++) {
      // What walks of the last pass handed over was taken in by now.
      if (pass > 0) collectAllGarbage();
      await db.limitMemory(beyondFixed(memory) * SCANNING);
      const gathered = await gatherer.pass(pass, onTransfers);
      await db.limitMemory(IDLE);
      yield Array.from({ length: walks }, (_, walk) => ({
        ...gathered,
        parts: gathered.parts.filter((_, part) => part % walks === walk),
      }));
    }
  } finally {
    await gatherer.close();
  }
}

/** Deals rows into one Parquet folder per shard. */
async function deal(
  db: Database,
  rows: AcceptedRows,
  dir: string,
  shards: number,
  limits: DatabaseLimits,
): Promise<ShardSource[]> {
  for (const name of ['transfers', 'consents'] as const) {
    const query = rows[name];
    const folder = join(dir, name);
    mkdirSync(folder);
    await db.run(sqlFile('evidence/deal.sql', { shards: String(shards), query, folder: quoteText(folder) }));
    for (let shard = 0; shard < shards; shard++) {
      mkdirSync(join(folder, `shard=${shard}`), { recursive: true });
      const path = quoteText(join(folder, `shard=${shard}`, 'none.parquet'));
      await db.run(sqlFile('evidence/deal-none.sql', { query, path }));
    }
  }
  return Array.from({ length: shards }, (_, shard) => {
    const files = (name: string): string => quoteText(join(dir, `${name}/shard=${shard}/*.parquet`));
    return {
      setup: [sqlFile('evidence/dealt.sql', { transfers: files('transfers'), consents: files('consents') })],
      layout: rows.layout,
      part: { shard, of: shards },
      dealt: true,
      limits,
    };
  });
}
