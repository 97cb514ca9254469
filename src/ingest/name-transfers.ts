import type { DuckDBValue } from '@duckdb/node-api';
import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { USER, type Case } from '../model/case.js';
import type { Route } from '../model/flow.js';
import { sortedSet } from '../model/text.js';
import type { Logs, Window } from './logs.js';
import { Names, type Resolved } from './names.js';
import type { StagedLog } from './stage-log.js';

interface NamedTransfers extends Pick<
  Logs,
  'routes' | 'collectors' | 'transfers' | 'live' | 'numbered' | 'hasDuplicates'
> {
  /** Rows of the whole log that are accepted, and whether any is not. */
  readonly accepted: number;
  readonly allAccepted: boolean;
}

/** That a transfer `t` has the names `n`: by all of them, and by their hash, which is read off in a fraction of the time. */
const SAME_NAMES = `t.sender = n.sender AND t.recipient = n.recipient AND t.fields = n.fields
  AND t.fields_listed = n.fields_listed AND t.purpose = n.purpose AND t.basis IS NOT DISTINCT FROM n.basis`;
const SAME_HASH = 'hash(t.sender, t.recipient, t.fields, t.fields_listed, t.purpose, t.basis) = n.hash';

/**
 * Resolves names, finds duplicates, and counts what is left of every route in the window.
 *
 * @param known routes that have numbers already
 */
export async function nameTransfers(
  db: Database,
  kase: Case,
  window: Window,
  log: Pick<StagedLog, 'rows' | 'sound' | 'names'>,
  seeksDuplicates: boolean,
  known: readonly Route[],
): Promise<NamedTransfers> {
  const names = new Names(kase, known);
  const live: number[] = [];
  const resolved: [Record<string, DuckDBValue>, Resolved][] = [];
  const rows = { read: 0, named: 0, numbered: 0 };
  const within = windowSql(window);
  const tuples = await db.rows(tuplesSql(log, within));
  for (const row of tuples) {
    rows.read += Number(row['rows']);
    const answer = names.resolve({
      sender: String(row['sender']),
      recipient: String(row['recipient']),
      fields: String(row['fields']),
      fieldsListed: row['fields_listed'] === true,
      purpose: String(row['purpose']),
      basis: row['basis'] === null ? null : String(row['basis']),
    });
    resolved.push([row, answer]);
    if (!('route' in answer)) continue;
    rows.named += Number(row['rows']);
    live[answer.route] = (live[answer.route] ?? 0) + Number(row['live']);
    rows.numbered += Number(row['numbered']);
  }
  await writeNames(db, resolved);
  // Where no row has a problem of its own, nobody needs to look for one again.
  const noProblems = rows.read === log.rows;
  const sound = noProblems ? 'true' : 't.problem IS NULL';
  const same = sameNames(tuples.map((t) => t['hash']));
  await db.run(sqlFile('ingest/sql/named.sql', { sound, same }));
  const suspect =
    seeksDuplicates &&
    rows.numbered > 0 &&
    (await db.rows(sqlFile('ingest/sql/suspects.sql')))[0]?.['suspect'] === true;
  if (suspect) await db.run(sqlFile('ingest/sql/duplicates.sql'));
  const duplicates = await count(db, 'duplicates');
  for (const d of await db.rows(sqlFile('ingest/sql/duplicates-of-routes.sql', { within }))) {
    const route = Number(d['route']);
    live[route] = (live[route] ?? 0) - Number(d['n']);
  }
  const { routes } = names;
  return {
    routes,
    collectors: collectorsOf(routes, live),
    transfers: live.reduce((sum, n) => sum + n, 0),
    live,
    numbered: rows.numbered,
    hasDuplicates: suspect,
    accepted: rows.named - duplicates,
    allAccepted: !suspect && noProblems && resolved.every(([, answer]) => 'route' in answer),
  };
}

/** The combinations of names: of rows with nothing wrong, all of which are asked for, those that were seen with them. */
function tuplesSql({ sound, names }: Pick<StagedLog, 'sound' | 'names'>, within: string): string {
  if (sound && names !== undefined && within === 'true') {
    const sum = (column: string): string => `CAST(sum(${column}) AS BIGINT)`;
    const [rows, numbered] = [sum('rows'), sum('numbered')];
    const transfers = `(${names})`;
    return sqlFile('ingest/sql/tuples.sql', { rows, live: rows, numbered, transfers, sound: 'true' });
  }
  return sqlFile('ingest/sql/tuples.sql', {
    rows: 'count(*)',
    live: within === 'true' ? 'count(*)' : `count(*) FILTER (WHERE ${within})`,
    numbered: 'count(record_id)',
    transfers: 'typed_transfers',
    sound: sound ? 'true' : 'problem IS NULL',
  });
}

/** @param hashes of all combinations of names: only where no two have the same is theirs enough */
export function sameNames(hashes: readonly unknown[]): string {
  return new Set(hashes).size === hashes.length ? SAME_HASH : SAME_NAMES;
}

/** Processors to which a transfer goes from the person themselves, given how many each route has. */
export function collectorsOf(routes: readonly Route[], live: Logs['live']): string[] {
  const used = routes.filter((r, i) => r.sender === USER && (live[i] ?? 0) > 0);
  return sortedSet(used.map((r) => r.recipient));
}

/** The condition that a transfer lies in a window. */
export function windowSql({ from, until }: Window): string {
  const bounds = [
    ...(from === -Infinity ? [] : [`at_us >= ${from}`]),
    ...(until === Infinity ? [] : [`at_us < ${until}`]),
  ];
  return bounds.length === 0 ? 'true' : bounds.join(' AND ');
}

async function writeNames(
  db: Database,
  resolved: readonly [Record<string, DuckDBValue>, Resolved][],
): Promise<void> {
  const appender = await db.connection.createAppender('names');
  const text = (value: DuckDBValue): void => {
    if (value === null) appender.appendNull();
    else appender.appendVarchar(String(value));
  };
  for (const [row, answer] of resolved) {
    for (const column of ['sender', 'recipient', 'fields']) text(row[column] ?? null);
    appender.appendBoolean(row['fields_listed'] === true);
    for (const column of ['purpose', 'basis']) text(row[column] ?? null);
    appender.appendUBigInt(BigInt(String(row['hash'])));
    if ('route' in answer) {
      appender.appendInteger(answer.route);
      for (let i = 0; i < 3; i++) appender.appendNull();
    } else {
      appender.appendNull();
      for (const value of [answer.code, answer.column, answer.value]) appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}
