import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import type { Case, LogFile, LogTable } from '../model/case.js';
import { at } from '../model/collect.js';
import { rejectValue } from './reject-value.js';
import { resolvePath } from './stage-text.js';

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

/** Gives rejected rows of Parquet files, which have no text of their own, one. */
export async function addTexts(db: Database, kase: Case, files: readonly LogFile[]): Promise<void> {
  for (const { file } of await db.rows(sqlFile('ingest/sql/rejected-without-text.sql'))) {
    const { path, format } = at(files, Number(file));
    if (format !== 'parquet') throw internal(`a rejected row of ${path} lost its text`);
    await db.run(sqlFile('ingest/sql/reject-raw-parquet.sql'), {
      path: resolvePath(kase.dir, path),
      file: Number(file),
    });
  }
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
  await addTexts(db, kase, [...kase.transfers.files, ...kase.consents.files]);
}
