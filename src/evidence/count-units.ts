import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { calendarStarts } from '../input/time.js';
import type { Logs } from '../ingest/read-logs.js';
import { countGroups, type CountGroup } from '../law/counts.js';
import { lawOf } from '../law/law.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import { NO_COUNTS, type Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';

/**
 * Counts what the rules of a case count, over the whole log and before persons are dealt into shards: a count that only
 * grows or falls at known instants is to the law what a dated contract is, so that every shard decides alike. Costs
 * nothing when no pack counts; else a scan of the transfers concerned for each count.
 *
 * @param db the work database, with its view `named_transfers`
 * @param isCounted false for routes whose transfers are taken not to have happened
 */
export async function countUnits(
  db: Database,
  kase: Case,
  { routes }: Pick<Logs, 'routes'>,
  isCounted: (route: Route) => boolean = () => true,
): Promise<Counts> {
  // In an order of their own, whatever the numbers of the routes: so the same is kept however the logs were read.
  const groups = countGroups(lawOf(kase, NO_COUNTS), routes).sort((a, b) => compareText(a.key, b.key));
  const counts: Record<string, readonly Instant[]> = {};
  for (const all of groups) {
    const group = { ...all, routes: new Set([...all.routes].filter((r) => isCounted(at(routes, r)))) };
    const turns = await turnsOf(db, group);
    if (turns.length > 0) counts[group.key] = turns;
  }
  return counts;
}

async function turnsOf(db: Database, { condition, timezone, routes }: CountGroup): Promise<Instant[]> {
  const { of, within, below } = condition;
  await db.run(sqlFile('evidence/calendar.sql'));
  await append(
    db,
    'counted_routes',
    [...routes].map((r) => [r]),
  );
  await db.run(sqlFile('evidence/counted.sql'));
  const [bounds] = await db.rows(sqlFile('evidence/count-bounds.sql', { counted: 'counted' }));
  if (bounds === undefined || Number(bounds['n']) === 0) return [];
  const [first, last] = [Number(bounds['first_at']), Number(bounds['last_at'])];
  if (within === 'year')
    await append(db, 'count_years', periods(calendarStarts(timezone, 'year', first, last)));
  if (of === 'days') await append(db, 'count_days', periods(calendarStarts(timezone, 'day', first, last)));
  const calendar = [
    ...(within === 'year' ? ['ASOF JOIN count_years y ON t.at_us >= y.from_us'] : []),
    ...(of === 'days' ? ['ASOF JOIN count_days c ON t.at_us >= c.from_us'] : []),
  ];
  const rows = await db.rows(
    sqlFile('evidence/count-turns.sql', {
      unit: of === 'people' ? 't.user_id' : 'c.from_us',
      end: ENDS[within],
      calendar: calendar.join(' '),
      below: String(below),
    }),
  );
  return rows.map((row) => Number(row['at_us'])).filter((at) => at < NEVER);
}

/** An end that no transfer reaches: microseconds. */
const NEVER = 2 ** 53;

/** When a transfer ceases to count. Months are those of the calendar in UTC. */
const ENDS = {
  year: 'y.until_us',
  '12 months': 'epoch_us(make_timestamp(t.at_us) + INTERVAL 12 MONTH)',
  ever: `CAST(${NEVER} AS BIGINT)`,
} as const;

function periods(starts: readonly Instant[]): [number, number][] {
  return starts.slice(1).map((until, i) => [starts[i] ?? until, until]);
}

async function append(db: Database, table: string, rows: readonly (readonly number[])[]): Promise<void> {
  const appender = await db.connection.createAppender(table, 'main', 'temp');
  for (const row of rows) {
    for (const n of row) {
      if (table === 'counted_routes') appender.appendInteger(n);
      else appender.appendBigInt(BigInt(n));
    }
    appender.endRow();
  }
  appender.closeSync();
}
