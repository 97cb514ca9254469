import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import { logFiles, type Case, type LogSource, type LogTable } from '../model/case.js';
import type { SourceCount } from '../model/result.js';
import type { LogPart, Logs, ReadOptions, Window } from './logs.js';
import { macros } from './macros.js';
import { nameTransfers } from './name-transfers.js';
import { reject } from './reject.js';
import { stageLog, type LogProgress } from './stage-log.js';

export { ALWAYS, type LogPart, type Logs, type Window } from './logs.js';

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
  { part, whole = true, known = [], person }: ReadOptions = {},
): Promise<Logs> {
  await db.run(macros());
  await db.run(sqlFile('ingest/sql/work-tables.sql'));
  const files = logFiles(kase);
  const stage = (source: LogSource, firstIndex: number): ReturnType<typeof stageLog> => {
    if (part === undefined) {
      const wanted = person === undefined || source.table !== 'transfers' ? undefined : { person };
      return stageLog(db, kase, source, firstIndex, progress, wanted, whole && wanted === undefined);
    }
    const { first, count, range }: Omit<LogPart, 'table'> =
      part.table === source.table ? part : { first: 0, count: 0 };
    const some = { ...source, files: source.files.slice(first, first + count) };
    return stageLog(db, kase, some, firstIndex + first, progress, range);
  };
  const transfers = await stage(kase.transfers, 0);
  const consents = await stage(kase.consents, kase.transfers.files.length);
  const named = await nameTransfers(db, kase, window, transfers, part === undefined, known);
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
    live: named.live,
    numbered: named.numbered,
    rows: transfers.lastRow,
    rowsOf: [...transfers.rowsOf, ...consents.rowsOf],
    hasDuplicates: named.hasDuplicates,
    ofPerson: transfers.ofPerson,
    seenPersons: transfers.seenPersons,
  };
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
