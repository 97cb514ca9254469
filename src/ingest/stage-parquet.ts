import { basename } from 'node:path';
import { count } from '../duckdb/count.js';
import type { Database } from '../duckdb/database.js';
import { quoteName, sqlFile } from '../duckdb/sql.js';
import { reason, WayleaveError } from '../errors.js';
import { ALLOW_READING } from '../input/io-errors.js';
import type { LogFile, LogSource } from '../model/case.js';
import { cellFragments, parquetCell } from './cell-sql.js';
import type { WantedOfEach, WantedRows } from './logs.js';
import { at } from '../model/collect.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import { parquetPaths, partitionKeys, type FileGroup } from './file-groups.js';
import { logPath } from './log-path.js';
import { SeenNames } from './seen-names.js';
import { nameInFile } from './stage-text.js';
import { timeBounds, type TimeBounds } from './time-bounds.js';

/** Parquet files as a staged log: a query, since they are read where they lie. */
export interface ParquetStage {
  readonly sql: string;
  /** By file. */
  readonly rowsOf: readonly number[];
  /** Columns of text of which no cell is missing (where it must not) or bad. */
  readonly sound: ReadonlySet<string>;
  /** What the files call their columns. */
  readonly columns: readonly string[];
  /** By column of times, what is known of all of them without reading any. */
  readonly bounds: ReadonlyMap<string, TimeBounds>;
  /** A query of the combinations of names, see {@link SeenNames}; undefined where they were not seen. */
  readonly names: string | undefined;
}

/**
 * Prepares Parquet files with the same columns: their rows are the ones of each file, numbered from 1.
 *
 * @param firstIndex of the first file, in listing order over all files of the case; the others follow it
 * @param wanted rows to keep to; row groups without any of them are not decoded
 * @param looks whether texts are looked at first, which costs a scan and spares to clean each cell later
 * @throws WayleaveError LOG_UNREADABLE for a file that is damaged, lacks a required column or has one of a wrong type
 */
export async function stageParquet(
  db: Database,
  caseDir: string,
  source: LogSource,
  group: FileGroup,
  firstIndex: number,
  wanted?: WantedRows | WantedOfEach,
  looks = true,
): Promise<ParquetStage> {
  const { files } = group;
  const file = at(files, 0);
  const paths = parquetPaths(caseDir, files);
  const folders = await foldersRead(db, source, caseDir, file, paths);
  const partitioned = String(folders.size > 0);
  const rowsIn = (numbered: boolean): string =>
    sqlFile('ingest/sql/parquet-rows.sql', { paths, numbered: String(numbered), partitioned });
  const within = wanted === undefined ? 'true' : isWanted(wanted);
  const cellsOf =
    wanted === undefined
      ? rowsIn(false)
      : `(SELECT * EXCLUDE (file_row_number) FROM ${rowsIn(true)} WHERE ${within})`;
  const types = await readingParquet(file, () => columnTypes(db, cellsOf));
  const rowsOf = rowsKnown(group, wanted) ?? [await readingParquet(file, () => count(db, cellsOf))];
  const texts = [...types].flatMap(([name, type]) => (looks && type === 'VARCHAR' ? [name] : []));
  const named = (columns: readonly string[]): string[] =>
    columns.map((c) => nameInFile(source, c)).filter((c) => texts.includes(c));
  const names = named(['sender', 'recipient', 'fields', 'purpose', 'basis', 'notice']);
  const persons = named(['user_id']);
  const others = texts.filter((c) => !names.includes(c) && !persons.includes(c));
  const lists = LOG_COLUMNS[source.table].flatMap((c) =>
    c.kind === 'list' ? [nameInFile(source, c.name)] : [],
  );
  const texture = new Texture(db, new Set(lists));
  const whole = looks && wanted === undefined;
  const seen =
    whole && source.table === 'transfers'
      ? await SeenNames.see(db, cellsOf, types, (c) => nameInFile(source, c), firstIndex)
      : undefined;
  if (seen !== undefined) await texture.lookAt(names, seen.cells);
  // One by one: the database groups a column by its dictionary.
  else for (const name of names) await texture.lookAt([name], distinctCells(name, cellsOf));
  await texture.lookAt(others, cellsOf);
  const [person] = persons;
  if (person !== undefined && source.table === 'transfers') {
    const place = { file: String(firstIndex), column: quoteName(person) };
    await db.run(sqlFile('ingest/sql/see-persons.sql', { ...place, cells: cellsOf }));
    await texture.lookAt(persons, sqlFile('ingest/sql/seen-persons.sql', place));
  } else if (person !== undefined) await texture.lookAt(persons, distinctCells(person, cellsOf));
  const { tidy, full } = texture;
  const cells = LOG_COLUMNS[source.table].map((column) => {
    const name = nameInFile(source, column.name);
    const type = types.get(name);
    if (type === undefined && column.required) {
      throw new WayleaveError(
        'LOG_UNREADABLE',
        `${file.path} has no column ${name}; it has ${[...types.keys()].join(', ')}`,
        {
          place: { file: file.path, column: name },
          accepted: LOG_COLUMNS[source.table].map((c) => nameInFile(source, c.name)).join(', '),
          advice: `Map the names with sources.${source.table}.columns in case.yaml.`,
        },
      );
    }
    // Where a condition is of folders alone, the database leaves files out, and numbers those that are left from 0.
    const c = quoteName(name);
    const value = folders.has(name.toLowerCase()) ? `CASE WHEN file_row_number >= 0 THEN ${c} END` : c;
    const cell = parquetCell(column, value, type, tidy.has(name), full.has(name));
    if ('output' in cell) return cell;
    throw new WayleaveError('LOG_UNREADABLE', `${file.path}: column ${name} has the type ${type ?? 'none'}`, {
      place: { file: file.path, column: name },
      accepted: cell.accepted,
    });
  });
  const sql = sqlFile('ingest/sql/stage-parquet.sql', {
    file: files.length === 1 ? String(firstIndex) : `${firstIndex} + CAST(file_index AS INTEGER)`,
    rows: rowsIn(true),
    within,
    ...cellFragments(source.table, cells),
  });
  const sound = LOG_COLUMNS[source.table].filter(({ name: ours, kind, required }) => {
    const name = nameInFile(source, ours);
    if (!types.has(name)) return !required;
    return kind !== 'time' && tidy.has(name) && (full.has(name) || !required);
  });
  return {
    sql,
    rowsOf,
    sound: new Set(sound.map((c) => c.name)),
    columns: [...types.keys()],
    bounds: whole && folders.size === 0 ? await boundsOfTimes(db, source, cellsOf, types) : new Map(),
    names: seen?.staged(tidy, full),
  };
}

/** What is known of the times of files that are read whole. */
async function boundsOfTimes(
  db: Database,
  source: LogSource,
  cells: string,
  types: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, TimeBounds>> {
  const found = new Map<string, TimeBounds>();
  for (const { name, kind } of LOG_COLUMNS[source.table]) {
    if (kind !== 'time') continue;
    const inFile = nameInFile(source, name);
    const bounds = await timeBounds(db, cells, { cell: quoteName(inFile), type: types.get(inFile) });
    if (bounds !== undefined) found.set(name, bounds);
  }
  return found;
}

/** Rows of each file, where nobody has to count them. */
function rowsKnown(
  group: FileGroup,
  wanted: WantedRows | WantedOfEach | undefined,
): readonly number[] | undefined {
  if (wanted === undefined) return group.rowsOf;
  return 'numbersOf' in wanted ? wanted.numbersOf.map((numbers) => numbers.length) : undefined;
}

async function columnTypes(db: Database, cells: string): Promise<ReadonlyMap<string, string>> {
  const columns = await db.rows(sqlFile('ingest/sql/parquet-columns.sql', { cells }));
  return new Map(columns.map((c) => [String(c['column_name']), String(c['column_type'])]));
}

/** What is asked of a file first: the error says that it cannot be read, if so. */
export async function readingParquet<T>(file: LogFile, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const [what = ''] = reason(error).split('\n', 1);
    const forbidden = /Permission denied/i.test(what) && what.includes(basename(file.path));
    // What may not be read is a log, not the store.
    if (error instanceof WayleaveError && !forbidden) throw error;
    throw new WayleaveError('LOG_UNREADABLE', `${file.path} cannot be read as Parquet: ${what}`, {
      place: { file: file.path },
      advice: forbidden
        ? ALLOW_READING
        : 'Get the file again from where it came from; nothing of it was used.',
      cause: error,
    });
  }
}

/**
 * The columns that folders give the files, in lower case: none, unless some are columns of the log that the files have not
 * themselves, as programs leave them out that deal a table into folders (`recipient=ads/…`, as Apache Hive does). What stands in a
 * file is never replaced by a folder's name.
 */
async function foldersRead(
  db: Database,
  source: LogSource,
  caseDir: string,
  file: LogFile,
  paths: string,
): Promise<ReadonlySet<string>> {
  const wanted = new Set(LOG_COLUMNS[source.table].map((c) => nameInFile(source, c.name)));
  if (!partitionKeys(file.path).some((key) => wanted.has(key))) return new Set();
  const cells = sqlFile('ingest/sql/parquet-rows.sql', { paths, numbered: 'false', partitioned: 'false' });
  const types = await readingParquet(file, () => columnTypes(db, cells));
  const own = new Set([...types.keys()].map((name) => name.toLowerCase()));
  const keys = partitionKeys(logPath(caseDir, file)).map((key) => key.toLowerCase());
  return new Set(keys.some((key) => own.has(key)) ? [] : keys);
}

function isWanted(wanted: WantedRows | WantedOfEach): string {
  if ('from' in wanted) {
    return `file_row_number >= ${wanted.from} AND file_row_number < ${wanted.until}`;
  }
  if ('numbers' in wanted) return isNumbered(wanted.numbers);
  const { numbersOf } = wanted;
  const numbers = isNumbered([...new Set(numbersOf.flat())]);
  if (numbersOf.length === 1) return numbers;
  const places = numbersOf.flatMap((own, file) => own.map((n) => `(${file}, ${n - 1})`));
  // The numbers alone say which row groups need not be decoded.
  return places.length === 0
    ? numbers
    : `${numbers} AND (file_index, file_row_number) IN (${places.join(', ')})`;
}

function isNumbered(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'false' : `file_row_number IN (${numbers.map((n) => n - 1).join(', ')})`;
}

function distinctCells(column: string, cells: string): string {
  return sqlFile('ingest/sql/distinct-cells.sql', { column: quoteName(column), cells });
}

/** What is true of every cell of a column of text: one look spares looking at each later. */
class Texture {
  /** Columns in which every cell is clean as it is. */
  readonly tidy = new Set<string>();
  /** Columns in which no cell is missing. */
  readonly full = new Set<string>();

  /** @param lists columns of lists, whose cells are also missing when they have no item, as `|` has none */
  constructor(
    readonly db: Database,
    readonly lists: ReadonlySet<string>,
  ) {}

  /** @param from where the cells are, each of them at least once: names and persons repeat, and need to be looked at but once */
  async lookAt(columns: readonly string[], from: string): Promise<void> {
    if (columns.length === 0) return;
    const tests = columns.map((name) => {
      const c = quoteName(name);
      return `coalesce(bool_and(is_clean(${c})), true), count(*) = count(${this.lists.has(name) ? `list_text(${c})` : c})`;
    });
    const query = sqlFile('ingest/sql/tidy.sql', { tests: tests.join(', '), from });
    const [row = {}] = await this.db.rows(query);
    const answers = Object.values(row);
    columns.forEach((column, i) => {
      if (answers[2 * i] === true) this.tidy.add(column);
      if (answers[2 * i + 1] === true) this.full.add(column);
    });
  }
}
