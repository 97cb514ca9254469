import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import type { Case, LogSource } from '../model/case.js';
import { at } from '../model/collect.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import { stagedColumns, unpackedColumns } from './columns.js';
import type { ConsentJob } from './documents/consent-events.js';
import { LineageStaging } from './documents/lineage-staging.js';
import { fileGroups, isParquet } from './file-groups.js';
import { MappedColumns } from './mapped-columns.js';
import { rowsOfPerson } from './rows-of-person.js';
import { stageParquet, type ParquetStage } from './stage-parquet.js';
import { TextStaging } from './text-staging.js';
import { boundsOver, type TimeBounds } from './time-bounds.js';
import type { WantedRows } from './logs.js';
import { problemColumns, typedColumns } from './typed-sql.js';
import { zoneOffsets } from './zone-offsets.js';

/** What reading reports on its way. */
export interface LogProgress {
  /** Bytes read of the files that have to be taken in. */
  readonly bytes: (count: number) => void;
}

/** For whoever wants no reports. */
export const UNWATCHED: LogProgress = { bytes: () => undefined };

/** A log that is staged, with its typed view. */
export interface StagedLog {
  readonly rows: number;
  /** The same by file, but for consents out of documents, which are counted together. */
  readonly rowsOf: readonly number[];
  readonly passedOver: number;
  /** No row has a higher number. */
  readonly lastRow: number;
  /** True when only those rows were staged that decide what is said of one person. */
  readonly ofPerson: boolean;
  /** True when it is known that no row has a problem of its own. */
  readonly sound: boolean;
  /** True when the table `seen_persons` has everyone. */
  readonly seenPersons: boolean;
  /** A query of the combinations of names of all rows, with `rows` and `numbered`; undefined where they were not seen. */
  readonly names: string | undefined;
}

/**
 * Stages all files of a log and makes its typed view.
 *
 * @param wanted rows to keep to, where the log is one file: of a text file, others may be staged beside them; or a person, if
 *   only what decides about them is to be staged, where that is quicker
 * @param whole whether these are all files of the log, and all of them is read
 * @throws WayleaveError CASE_INVALID for a mapping to a column that no file of the whole log has
 */
export async function stageLog(
  db: Database,
  kase: Case,
  source: LogSource,
  firstIndex: number,
  progress: LogProgress,
  wanted?: WantedRows | { readonly person: string },
  whole = false,
): Promise<StagedLog> {
  const { table } = source;
  const staged = `staged_${table}`;
  await db.run(sqlFile('ingest/sql/staging-table.sql', { table: staged, columns: stagedColumns(table) }));
  if (table === 'transfers') await db.run(sqlFile('ingest/sql/seen-table.sql'));
  const parts = [sqlFile('ingest/sql/staged-rows.sql', { table: staged, columns: unpackedColumns(table) })];
  const consents: ConsentJob[] = [];
  const parquets: ParquetStage[] = [];
  const rowsOf: number[] = [];
  let passedOver = 0;
  const groups = await fileGroups(db, kase.dir, source.files);
  const [rowsWanted, ofPerson] =
    wanted !== undefined && 'person' in wanted
      ? [undefined, await rowsOfPerson(db, kase.dir, source, groups, wanted.person)]
      : [wanted, undefined];
  const mapped = new MappedColumns(source);
  const texts = new TextStaging(db);
  const lineage = new LineageStaging({ db, table: staged, source }, kase.registers.processors);
  try {
    for (const group of groups) {
      const file = at(group.files, 0);
      const index = firstIndex + rowsOf.length;
      const { registers } = kase;
      const job = {
        db,
        caseDir: kase.dir,
        source,
        registers,
        file,
        index,
        table: staged,
        onRead: progress.bytes,
        mapped,
        ...(rowsWanted !== undefined && 'numbers' in rowsWanted ? { numbers: rowsWanted.numbers } : {}),
      };
      const how = file.documents?.how;
      if (how !== undefined) mapped.sawRows();
      if (how?.format === 'openlineage') {
        const made = await lineage.add(job, how);
        rowsOf.push(made.rows);
        passedOver += made.passedOver;
      } else if (how !== undefined) {
        consents.push({ ...job, how });
        rowsOf.push(0);
      } else if (isParquet(file)) {
        const first = rowsOf.length;
        const some = ofPerson && { numbersOf: group.files.map((_, i) => ofPerson.get(first + i) ?? []) };
        const parquet = await stageParquet(db, kase.dir, source, group, index, some ?? rowsWanted);
        parts.push(parquet.sql);
        mapped.saw(parquet.columns);
        parquets.push(parquet);
        rowsOf.push(...parquet.rowsOf);
      } else {
        rowsOf.push(await texts.add(job));
      }
    }
    await lineage.end();
    await texts.end();
  } finally {
    await texts.close();
  }
  if (whole) mapped.check();
  let rows = rowsOf.reduce((sum, n) => sum + n, 0);
  if (consents.length > 0) {
    // Loaded where there are any: the library of TCF strings takes as long to load as a small log to read.
    const { stageConsents } = await import('./documents/consent-events.js');
    const made = await stageConsents(db, consents);
    rows += made.rows;
    passedOver += made.passedOver;
  }
  // An empty table beside files that are read in place would only cost a union.
  const inPlace = parts.length > 1 && source.files.every(isParquet);
  const union = (inPlace ? parts.slice(1) : parts).join(' UNION ALL ');
  const columns = LOG_COLUMNS[table].map((c) => c.name);
  const zone = await zoneOffsets(db, source, union, inPlace ? boundsOf(columns, parquets) : new Map());
  const isSound = (c: string): boolean => inPlace && parquets.every((p) => p.sound.has(c));
  const sound = new Set(columns.filter((c) => zone.sound.has(c) || isSound(c)));
  const names = parquets.flatMap((p) => p.names ?? []);
  const view = sqlFile('ingest/sql/typed.sql', {
    view: `typed_${table}`,
    staged: union,
    columns: typedColumns(table, zone.offsets),
    problem: problemColumns(table, sound),
  });
  await db.run(view);
  return {
    rows,
    rowsOf,
    lastRow:
      ofPerson === undefined ? rows : [...ofPerson.values()].flat().reduce((a, b) => Math.max(a, b), 0),
    ofPerson: ofPerson !== undefined,
    passedOver,
    sound: inPlace && columns.every((c) => sound.has(c)),
    seenPersons: table === 'transfers' && isSound('user_id'),
    names: inPlace && names.length === parquets.length ? names.join(' UNION ALL ') : undefined,
  };
}

/** What is known of the times of files that are read in place, by column: of none that one of them does not tell. */
function boundsOf(columns: readonly string[], parquets: readonly ParquetStage[]): Map<string, TimeBounds> {
  return new Map(
    columns.flatMap((column) => {
      const bounds = boundsOver(parquets.map((p) => p.bounds.get(column)));
      return bounds === undefined ? [] : [[column, bounds]];
    }),
  );
}
