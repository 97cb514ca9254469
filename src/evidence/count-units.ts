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

/** Up to so many rows of the transfers log, what is counted of them is laid aside once, and each count looks there. */
const LAID_ASIDE = 1_000_000;

/**
 * Counts what the rules of a case count, over the whole log and before persons are dealt into shards: a count that only
 * grows or falls at known instants is to the law what a dated contract is, so that every shard decides alike. Costs
 * nothing when no pack counts; else a scan of the transfers for all, and one of those concerned for each count.
 *
 * @param db the work database, with its view `named_transfers`
 * @param logs the routes, and how many rows the view reads through; when they are few, it is read once for all counts
 * @param isCounted false for routes whose transfers are taken not to have happened
 */
export async function countUnits(
  db: Database,
  kase: Case,
  { routes, rows = Infinity }: Pick<Logs, 'routes'> & Partial<Pick<Logs, 'rows'>>,
  isCounted: (route: Route) => boolean = () => true,
): Promise<Counts> {
  // In an order of their own, whatever the numbers of the routes: so the same is kept however the logs were read.
  const groups = countGroups(lawOf(kase, NO_COUNTS), routes).sort((a, b) => compareText(a.key, b.key));
  if (groups.length === 0) return NO_COUNTS;
  await db.run(sqlFile('evidence/counted-routes.sql'));
  await append(
    db,
    'counted_routes',
    groups.flatMap((g, i) => [...g.routes].filter((r) => isCounted(at(routes, r))).map((r) => [i, r])),
  );
  await db.run(sqlFile('evidence/counted.sql', { kind: rows <= LAID_ASIDE ? 'TABLE' : 'VIEW' }));
  const counts: Record<string, readonly Instant[]> = {};
  const found = await db.rows(sqlFile('evidence/count-bounds.sql'));
  for (const row of found.sort((a, b) => Number(a['count']) - Number(b['count']))) {
    const group = at(groups, Number(row['count']));
    const turns = await turnsOf(
      db,
      group,
      Number(row['count']),
      Number(row['first_at']),
      Number(row['last_at']),
    );
    if (turns.length > 0) counts[group.key] = turns;
  }
  return counts;
}

/** When a count reaches its threshold, or falls below it: at first, it is below. */
async function turnsOf(
  db: Database,
  { condition, timezone }: CountGroup,
  number: number,
  first: Instant,
  last: Instant,
): Promise<Instant[]> {
  const { of, within, below } = condition;
  const calendar: string[] = [];
  const needs = async (
    unit: 'year' | 'day',
    table: 'count_years' | 'count_days',
    as: string,
  ): Promise<void> => {
    await append(db, table, periods(calendarStarts(timezone, unit, first, last)));
    calendar.push(`ASOF JOIN ${table} ${as} ON t.at_us >= ${as}.from_us`);
  };
  if (within === 'year' || of === 'days') await db.run(sqlFile('evidence/calendar.sql'));
  if (within === 'year') await needs('year', 'count_years', 'y');
  if (of === 'days') await needs('day', 'count_days', 'c');
  const rows = await db.rows(
    sqlFile('evidence/count-turns.sql', {
      unit: of === 'people' ? 't.user_id' : 'c.from_us',
      end: ENDS[within],
      calendar: calendar.join(' '),
      count: String(number),
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

async function append(
  db: Database,
  table: 'counted_routes' | 'count_years' | 'count_days',
  rows: readonly (readonly number[])[],
): Promise<void> {
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
