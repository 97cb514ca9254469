import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import type { Logs, Window } from '../ingest/read-logs.js';
import { windowSql } from '../ingest/name-transfers.js';
import { codeLayout, type CodeLayout } from './history.js';

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
  /** True when a view `pasts` says from which past each person's history goes on. */
  readonly begun: boolean;
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

/** Where it costs less to read the logs again for every shard than to deal their rows out once. */
const SHARDS_IN_PLACE = 6;

/**
 * Makes accepted rows readable for shard workers, which have databases of their own: either the logs are read in place
 * (Parquet, few shards), or the rows are dealt into one Parquet folder per shard, by a hash of the person.
 *
 * @param dir an existing folder for the work files
 * @param onlyUser hands over the rows of this person alone
 * @returns one source per shard
 */
export async function handOver(
  db: Database,
  logs: Logs,
  window: Window,
  dir: string,
  shards: number,
  onlyUser?: string,
): Promise<ShardSource[]> {
  const file = (name: string): string => quoteText(join(dir, name));
  const only = (query: string): string =>
    onlyUser === undefined ? query : sqlFile('evidence/only-user.sql', { query, user: quoteText(onlyUser) });
  const layout = codeLayout(logs.routes.length, logs.files.length, logs.rows);
  const accepted = only(
    sqlFile('ingest/sql/accepted.sql', {
      route: String(2 ** layout.placeBits),
      file: String(2 ** layout.rowBits),
      unique: logs.hasDuplicates ? 'ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row' : '',
      within: windowSql(window),
    }),
  );
  const consents = only(sqlFile('ingest/sql/accepted-consents.sql'));
  if (logs.readInPlace && shards <= SHARDS_IN_PLACE) {
    const aside = { names: 'FROM names', duplicates: 'FROM duplicates', consents };
    for (const [name, query] of Object.entries(aside)) {
      await db.run(sqlFile('evidence/keep-aside.sql', { query, path: file(`${name}.parquet`) }));
    }
    const setup = [
      sqlFile('ingest/sql/macros.sql'),
      ...logs.views,
      sqlFile('ingest/sql/named.sql', { names: `read_parquet(${file('names.parquet')})`, sound: logs.sound }),
      sqlFile('evidence/in-place.sql', {
        duplicates: file('duplicates.parquet'),
        accepted,
        consents: file('consents.parquet'),
      }),
    ];
    return Array.from({ length: shards }, (_, shard) => ({
      setup,
      layout,
      part: { shard, of: shards },
      dealt: shards === 1,
      begun: false,
    }));
  }
  const deal = async (name: string, query: string): Promise<void> => {
    const folder = join(dir, name);
    mkdirSync(folder);
    await db.run(sqlFile('evidence/deal.sql', { shards: String(shards), query, folder: quoteText(folder) }));
    for (let shard = 0; shard < shards; shard++) {
      mkdirSync(join(folder, `shard=${shard}`), { recursive: true });
      const path = quoteText(join(folder, `shard=${shard}`, 'none.parquet'));
      await db.run(sqlFile('evidence/deal-none.sql', { query, path }));
    }
  };
  await deal('transfers', accepted);
  await deal('consents', consents);
  return Array.from({ length: shards }, (_, shard) => {
    const files = (name: string): string => file(`${name}/shard=${shard}/*.parquet`);
    return {
      setup: [sqlFile('evidence/dealt.sql', { transfers: files('transfers'), consents: files('consents') })],
      layout,
      part: { shard, of: shards },
      dealt: true,
      begun: false,
    };
  });
}
