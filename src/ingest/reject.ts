import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { WayleaveError } from '../errors.js';
import { logFiles, type Case, type LogFile, type LogTable } from '../model/case.js';
import { at } from '../model/collect.js';
import { fileBatches } from './file-batches.js';
import { boundLines, LinesTogether, type FileLines } from './file-lines.js';
import { logPath } from './log-path.js';
import { rejectValue } from './reject-value.js';

/** Puts every row with a problem into `rejects`. */
export async function reject(
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
  await addTexts(db, kase, files);
}

/**
 * Gives rejected rows of which the text was not kept one, out of their files.
 *
 * @throws WayleaveError LOG_UNREADABLE when a file is not any more what it was when it was read
 */
export async function addTexts(db: Database, kase: Case, files: readonly LogFile[]): Promise<void> {
  const lacking = await db.rows(sqlFile('ingest/sql/rejected-without-text.sql'));
  if (lacking.length === 0) return;
  const lines = new LinesTogether((pieces) => takeLines(db, pieces));
  for (const { file, first, last } of lacking) {
    const number = Number(file);
    const from = at(files, number);
    if (from.format === 'parquet') {
      const path = logPath(kase.dir, from);
      const among = { first: Number(first), last: Number(last) };
      await db.run(sqlFile('ingest/sql/reject-raw-parquet.sql'), { path, file: number, ...among });
    } else await addLines(db, kase.dir, from, number, lines);
  }
  await lines.end();
  const [left] = await db.rows(sqlFile('ingest/sql/rejected-without-text.sql'));
  if (left === undefined) return;
  const { path } = at(files, Number(left['file']));
  throw new WayleaveError(
    'LOG_UNREADABLE',
    `${path} changed while it was read: a rejected row is not there any more`,
    {
      place: { file: path },
      advice: 'Analyze again, when the file is complete.',
    },
  );
}

/** Lines of a text file, for the rejected rows that have one to themselves. */
async function addLines(
  db: Database,
  caseDir: string,
  file: LogFile,
  index: number,
  wanted: LinesTogether<FileLines>,
): Promise<void> {
  for await (const batch of fileBatches(caseDir, file)) {
    if (batch.kind !== 'lines') continue;
    const { line, lines, bytes, isWhole } = batch;
    const among = `file = ${index} AND line >= ${line} AND line < ${line + lines}`;
    // Of a file that is one batch, some row is known to lack its text.
    if (isWhole || (await count(db, `rejects WHERE raw IS NULL AND ${among}`)) > 0) {
      await wanted.add({ index, line, bytes });
    }
  }
}

function takeLines(db: Database, pieces: readonly FileLines[]): Promise<void> {
  const lines = sqlFile('ingest/sql/records-of-files.sql');
  const { values, types } = boundLines(pieces);
  return db.run(sqlFile('ingest/sql/reject-raw-lines.sql', { lines }), values, types);
}

/**
 * Rejects duplicates that were found over all parts of the logs, once this part was read: `rejects` holds them alone
 * then, and `duplicates` what was found.
 *
 * @param found a query of columns file, row, record_id, route and at_us
 */
export async function rejectFoundDuplicates(db: Database, kase: Case, found: string): Promise<void> {
  await db.run(sqlFile('ingest/sql/found-duplicates.sql', { found }));
  await db.run(sqlFile('ingest/sql/reject-duplicates.sql'));
  await addTexts(db, kase, logFiles(kase));
}
