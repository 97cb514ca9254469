import type { DuckDBValue } from '@duckdb/node-api';
import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import { USER, type Case, type LogFile, type LogTable } from '../model/case.js';
import { at } from '../model/collect.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { SourceCount } from '../model/result.js';
import { sortedSet } from '../model/text.js';
import { Names, type Resolved } from './names.js';
import { rejectValue } from './reject-value.js';
import { isParquet, stageLog, type LogProgress } from './stage-log.js';
import { resolvePath } from './stage-text.js';

/** Only transfers of this window are analyzed; `until` is exclusive. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

export const ALWAYS: Window = { from: -Infinity, until: Infinity };

/** The logs, read and judged; the accepted rows are views of the work database, and are handed on by `evidence/`. */
export interface Logs {
  readonly sources: Readonly<Record<LogTable, SourceCount>>;
  /** Every log file; a row's `file` is an index into it. Transfers come first. */
  readonly files: readonly LogFile[];
  /** By route number, as the accepted transfers name them. */
  readonly routes: readonly Route[];
  /** Processors to which an accepted transfer of the window goes from the person themselves. */
  readonly collectors: readonly string[];
  /** Accepted transfers of the window. */
  readonly transfers: number;
  /** Rows of the transfers log, accepted or not. */
  readonly rows: number;
  /** True when every transfers file is Parquet, so that it can be read again at no cost worth sparing. */
  readonly readInPlace: boolean;
  /** True when rows had to be left out as duplicates. */
  readonly hasDuplicates: boolean;
  /** Condition of a row without a problem of its own, for the view of named transfers. */
  readonly sound: string;
  /** Views, in the order in which another connection would have to make them to read the logs in place. */
  readonly views: readonly string[];
}

/**
 * Reads the logs of a case into a work database: stages every file, types its cells, resolves its names once per
 * combination, finds duplicates, and keeps what is rejected in the table `rejects`. Accepted rows are the views
 * `named_transfers` (with table `duplicates`) and `judged_consents`.
 *
 * @throws WayleaveError LOG_UNREADABLE when a file is missing, damaged or not in its format
 */
export async function readLogs(
  db: Database,
  kase: Case,
  window: Window,
  progress: LogProgress,
): Promise<Logs> {
  await db.run(sqlFile('ingest/sql/macros.sql'));
  await db.run(sqlFile('ingest/sql/work-tables.sql'));
  const files = [...kase.transfers.files, ...kase.consents.files];
  const transfers = await stageLog(db, kase, kase.transfers, 0, progress);
  const consents = await stageLog(db, kase, kase.consents, kase.transfers.files.length, progress);
  const named = await nameTransfers(db, kase, window);
  await judgeConsents(db, kase);
  await reject(db, kase, files, named.allAccepted);
  return {
    sources: {
      transfers: await proveSum(db, 'transfers', transfers, named.accepted),
      consents: await proveSum(
        db,
        'consents',
        consents,
        await count(db, 'judged_consents WHERE problem IS NULL'),
      ),
    },
    files,
    routes: named.routes,
    collectors: named.collectors,
    transfers: named.transfers,
    rows: transfers.rows,
    hasDuplicates: named.hasDuplicates,
    sound: named.sound,
    readInPlace: kase.transfers.files.every(isParquet),
    views: [transfers.view],
  };
}

interface NamedTransfers extends Pick<
  Logs,
  'routes' | 'collectors' | 'transfers' | 'hasDuplicates' | 'sound'
> {
  /** Rows of the whole log that are accepted, and whether any is not. */
  readonly accepted: number;
  readonly allAccepted: boolean;
}

/** Resolves names, finds duplicates, and counts what is left of every route in the window. */
async function nameTransfers(db: Database, kase: Case, window: Window): Promise<NamedTransfers> {
  const names = new Names(kase);
  const live: number[] = [];
  const resolved: [Record<string, DuckDBValue>, Resolved][] = [];
  const rows = { problems: 0, named: 0, numbered: 0 };
  const bounds = { from: double(window.from), until: double(window.until) };
  const tuples = await db.rows(sqlFile('ingest/sql/tuples.sql', bounds));
  for (const row of tuples) {
    if (row['problem'] !== null) {
      rows.problems += Number(row['rows']);
      continue;
    }
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
  const sound = rows.problems === 0 ? 'true' : 't.problem IS NULL';
  await db.run(sqlFile('ingest/sql/named.sql', { names: 'names', sound }));
  const suspect =
    rows.numbered > 0 && (await db.rows(sqlFile('ingest/sql/suspects.sql')))[0]?.['suspect'] === true;
  if (suspect) await db.run(sqlFile('ingest/sql/duplicates.sql'));
  const duplicates = await count(db, 'duplicates');
  for (const d of await db.rows(sqlFile('ingest/sql/duplicates-of-routes.sql', bounds))) {
    const route = Number(d['route']);
    live[route] = (live[route] ?? 0) - Number(d['n']);
  }
  const { routes } = names;
  const used = routes.filter((_, i) => (live[i] ?? 0) > 0);
  return {
    routes,
    collectors: sortedSet(used.filter((r) => r.sender === USER).map((r) => r.recipient)),
    transfers: live.reduce((sum, n) => sum + n, 0),
    hasDuplicates: suspect,
    sound,
    accepted: rows.named - duplicates,
    allAccepted: !suspect && rows.problems === 0 && resolved.every(([, answer]) => 'route' in answer),
  };
}

/** A number as a SQL literal; infinite bounds included. */
function double(value: number): string {
  return Number.isFinite(value) ? `${value}::DOUBLE` : `'${value > 0 ? '' : '-'}infinity'::DOUBLE`;
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

async function judgeConsents(db: Database, kase: Case): Promise<void> {
  const appender = await db.connection.createAppender('notices');
  kase.registers.notices.forEach((n, i) => {
    appender.appendVarchar(n.id);
    appender.appendInteger(i);
    appender.endRow();
  });
  appender.closeSync();
  await db.run(sqlFile('ingest/sql/judged-consents.sql'));
}

async function reject(
  db: Database,
  kase: Case,
  files: readonly LogFile[],
  allTransfersAccepted: boolean,
): Promise<void> {
  const problems = (log: LogTable, view: string): string =>
    sqlFile('ingest/sql/reject-problems.sql', { log: `'${log}'`, view, value: rejectValue(log) });
  if (!allTransfersAccepted) {
    await db.run(problems('transfers', 'typed_transfers'));
    await db.run(sqlFile('ingest/sql/reject-names.sql'));
    await db.run(sqlFile('ingest/sql/reject-duplicates.sql'));
  }
  await db.run(problems('consents', 'judged_consents'));
  for (const { file } of await db.rows(sqlFile('ingest/sql/rejected-without-text.sql'))) {
    const { path, format } = at(files, Number(file));
    if (format !== 'parquet') throw internal(`a rejected row of ${path} lost its text`);
    await db.run(sqlFile('ingest/sql/reject-raw-parquet.sql'), {
      path: resolvePath(kase.dir, path),
      file: Number(file),
    });
  }
}

/** Proves that what was accepted and what was rejected, counted apart, are together what was read. */
async function proveSum(
  db: Database,
  log: LogTable,
  { rows: read, passedOver }: { rows: number; passedOver: number },
  accepted: number,
): Promise<SourceCount> {
  const rejected = await count(db, `rejects WHERE log = ${quoteText(log)}`);
  if (read !== accepted + rejected) {
    throw internal(`${log}: ${read} rows read, but ${accepted} accepted and ${rejected} rejected`);
  }
  return { read, accepted, rejected, ...(passedOver === 0 ? {} : { passedOver }) };
}

async function count(db: Database, from: string): Promise<number> {
  return Number((await db.rows(sqlFile('duckdb/count.sql', { from })))[0]?.['n'] ?? 0);
}
