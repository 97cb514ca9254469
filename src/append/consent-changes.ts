import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { consentTimeline, type ConsentPeriod, type ConsentRecord } from '../evidence/consent-timeline.js';
import { groupBy } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** Queries of consents: of files that went, of files that came, of all files before, and of all files now. */
export interface ConsentQueries {
  readonly gone: string;
  readonly came: string;
  readonly before: string;
  readonly now: string;
}

interface Row extends ConsentRecord {
  readonly isNow: boolean;
  readonly notice: number;
}

/**
 * Puts the persons whose consents were otherwise at the time of some transfer into the table `otherwise`. Consents that only
 * differ after a person's last transfer change nothing about what was.
 */
export async function findOtherwise(db: Database, queries: ConsentQueries): Promise<void> {
  await db.run(sqlFile('append/sql/otherwise.sql'));
  const users: string[] = [];
  let person: { userId: string; lastAt: Instant; rows: Row[] } | undefined;
  const settle = (): void => {
    if (person !== undefined && firstDifference(person.rows) <= person.lastAt) users.push(person.userId);
  };
  for await (const rows of db.rowChunks(sqlFile('append/sql/moved-consents.sql', { ...queries }))) {
    for (const row of rows) {
      const userId = String(row['user_id']);
      if (person?.userId !== userId) {
        settle();
        person = { userId, lastAt: Number(row['last_at']), rows: [] };
      }
      person.rows.push({
        isNow: row['is_now'] === true,
        notice: Number(row['notice']),
        givenAt: Number(row['given_at']),
        withdrawnAt: Number(row['withdrawn_at']),
        expiresAt: Number(row['expires_at']),
      });
    }
  }
  settle();
  const appender = await db.connection.createAppender('otherwise', 'main', 'temp');
  for (const user of users) {
    appender.appendVarchar(user);
    appender.endRow();
  }
  appender.closeSync();
}

/** The first instant from which the state of some notice is another than it was; Infinity when none ever is. */
function firstDifference(rows: readonly Row[]): Instant {
  const firsts = [...groupBy(rows, (r) => r.notice).values()].map((records) =>
    firstDifferent(
      consentTimeline(records.filter((r) => !r.isNow)),
      consentTimeline(records.filter((r) => r.isNow)),
    ),
  );
  return Math.min(Infinity, ...firsts);
}

/** Both begin before every instant. */
function firstDifferent(before: readonly ConsentPeriod[], now: readonly ConsentPeriod[]): Instant {
  for (let i = 0; ; i++) {
    const [a, b] = [before[i], now[i]];
    if (a === undefined && b === undefined) return Infinity;
    if (a?.from !== b?.from) return Math.min(a?.from ?? Infinity, b?.from ?? Infinity);
    if (a?.state !== b?.state) return a?.from ?? Infinity;
  }
}
