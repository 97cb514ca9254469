import { Database, storageProblem, type DatabaseLimits } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { reason, WayleaveError } from '../errors.js';
import type { LogFile } from '../model/case.js';
import { isParquet } from './file-groups.js';
import { logPath } from './log-path.js';
import { readingParquet } from './stage-parquet.js';

/** What the database says when it cannot make anything of a file's bytes, among others. */
const OF_BYTES = /^(Invalid|Invalid Input|IO|Serialization|Conversion) Error|corrupt|parquet|thrift/i;

/** Bytes for the database that reads files to find out: it keeps nothing of them. */
const PROBING = 256e6;

/**
 * What to tell of an error that ended the reading of logs. What Parquet files hold is decoded by whichever query needs it first, and
 * the database does not say of which file: they are read one by one to find out.
 *
 * @param files of the logs that were read
 * @param limits of the database that read them
 * @returns the error itself where nothing more is known
 */
export async function readingProblem(
  error: unknown,
  caseDir: string,
  files: readonly LogFile[],
  limits: DatabaseLimits,
): Promise<unknown> {
  if (error instanceof WayleaveError) return error;
  const known = storageProblem(error);
  if (known !== undefined) return known;
  if (!OF_BYTES.test(reason(error))) return error;
  const db = await Database.open(':memory:', { ...limits, memory: Math.min(limits.memory, PROBING) });
  try {
    for (const file of files) {
      if (!isParquet(file)) continue;
      const path = quoteText(logPath(caseDir, file));
      await readingParquet(file, () => db.rows(sqlFile('ingest/sql/decode-parquet.sql', { path })));
    }
    return error;
  } catch (found) {
    return found;
  } finally {
    db.close();
  }
}
