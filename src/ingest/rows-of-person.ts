import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { USER, type LogSource } from '../model/case.js';
import { groupBy } from '../model/collect.js';
import { isParquet, type FileGroup } from './file-groups.js';
import { stageParquet } from './stage-parquet.js';

/** With more rows than that, reading the log as a whole is as quick. */
const MOST = 50_000;

/**
 * The rows that decide what is said of one person: their own, those that bear a record_id of theirs, and, since who collects is a
 * matter of the whole log, the same of all transfers from people themselves. Two scans of three columns.
 *
 * @param groups of the transfers log
 * @param person as named in the log, without white space around it
 * @returns by place of the file in the log, the numbers of its rows, counted from 1; undefined where the log has to be read as a
 *   whole: it is no Parquet, or the rows are too many
 */
export async function rowsOfPerson(
  db: Database,
  caseDir: string,
  source: LogSource,
  groups: readonly FileGroup[],
  person: string,
): Promise<ReadonlyMap<number, readonly number[]> | undefined> {
  if (source.files.length === 0 || !source.files.every(isParquet)) return undefined;
  const staged: string[] = [];
  let index = 0;
  for (const group of groups) {
    staged.push((await stageParquet(db, caseDir, source, group, index, undefined, false)).sql);
    index += group.files.length;
  }
  await db.run(
    sqlFile('ingest/sql/rows-of-person.sql', {
      staged: staged.join(' UNION ALL '),
      user: quoteText(person),
      collected: quoteText(USER),
    }),
  );
  if ((await count(db, 'person_rows')) > MOST) return undefined;
  const rows = await db.rows(sqlFile('ingest/sql/person-rows.sql'));
  const byFile = groupBy(rows, (row) => Number(row['file']));
  return new Map([...byFile].map(([file, own]) => [file, own.map((row) => Number(row['row']))]));
}
