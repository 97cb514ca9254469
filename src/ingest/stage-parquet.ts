import type { Database } from '../duckdb/database.js';
import { quoteName, quoteText, sqlFile } from '../duckdb/sql.js';
import { WayleaveError } from '../errors.js';
import type { LogFile, LogSource } from '../model/case.js';
import { cellFragments, parquetCell } from './cell-sql.js';
import { LOG_COLUMNS } from '../model/log-columns.js';
import { nameInFile, resolvePath } from './stage-text.js';

/** A Parquet file as a staged log: a query, since the file is read where it lies. */
export interface ParquetStage {
  readonly sql: string;
  readonly rows: number;
  /** Columns of text of which no cell is missing (where it must not) or bad. */
  readonly sound: ReadonlySet<string>;
}

/**
 * Prepares a Parquet file: its rows are the ones of the file, numbered from 1.
 *
 * @throws WayleaveError LOG_UNREADABLE for a file that is damaged, lacks a required column or has one of a wrong type
 */
export async function stageParquet(
  db: Database,
  caseDir: string,
  source: LogSource,
  file: LogFile,
  index: number,
): Promise<ParquetStage> {
  const path = resolvePath(caseDir, file.path);
  const { types, rows } = await describe(db, path, file);
  const texts = [...types].flatMap(([name, type]) => (type === 'VARCHAR' ? [name] : []));
  const repeating = [['sender', 'recipient', 'fields', 'purpose', 'basis', 'notice'], ['user_id']].map(
    (columns) => columns.map((c) => nameInFile(source, c)),
  );
  const lists = LOG_COLUMNS[source.table].flatMap(({ name, kind }) => (kind === 'list' ? [name] : []));
  const { tidy, full } = await lookAtTexts(
    db,
    path,
    texts,
    repeating,
    new Set(lists.map((c) => nameInFile(source, c))),
  );
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
    const cell = parquetCell(column, name, type, tidy.has(name));
    if ('output' in cell) return cell;
    throw new WayleaveError('LOG_UNREADABLE', `${file.path}: column ${name} has the type ${type ?? 'none'}`, {
      place: { file: file.path, column: name },
      accepted: cell.accepted,
    });
  });
  const sql = sqlFile('ingest/sql/stage-parquet.sql', {
    file: String(index),
    path: quoteText(path),
    ...cellFragments(cells),
  });
  const sound = LOG_COLUMNS[source.table].filter(({ name: ours, kind, required }) => {
    const name = nameInFile(source, ours);
    if (!types.has(name)) return !required;
    return kind !== 'time' && tidy.has(name) && (full.has(name) || !required);
  });
  return { sql, rows, sound: new Set(sound.map((c) => c.name)) };
}

async function describe(
  db: Database,
  path: string,
  file: LogFile,
): Promise<{ types: Map<string, string>; rows: number }> {
  try {
    const columns = await db.rows(sqlFile('ingest/sql/parquet-columns.sql'), { path });
    const [count] = await db.rows(sqlFile('duckdb/count.sql', { from: 'read_parquet($path)' }), { path });
    return {
      types: new Map(columns.map((c) => [String(c['column_name']), String(c['column_type'])])),
      rows: Number(count?.['n'] ?? 0),
    };
  } catch (error) {
    if (error instanceof WayleaveError) throw error;
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    throw new WayleaveError('LOG_UNREADABLE', `${file.path} cannot be read as Parquet: ${reason}`, {
      place: { file: file.path },
      advice: 'Get the file again from where it came from; nothing of it was used.',
      cause: error,
    });
  }
}

/**
 * The columns of text in which every cell is clean as it is, and those in which no cell is missing: one look spares looking at
 * every later one. Names and persons repeat, so theirs are looked at once each.
 *
 * @param lists columns of lists, whose cells are also missing when they have no item, as `|` has none
 */
async function lookAtTexts(
  db: Database,
  path: string,
  names: readonly string[],
  repeating: readonly (readonly string[])[],
  lists: ReadonlySet<string>,
): Promise<{ tidy: ReadonlySet<string>; full: ReadonlySet<string> }> {
  const there = repeating.map((columns) => columns.filter((c) => names.includes(c)));
  const others = names.filter((n) => !repeating.flat().includes(n));
  const tidy = new Set<string>();
  const full = new Set<string>();
  for (const columns of [...there, others]) {
    if (columns.length === 0) continue;
    const distinct = sqlFile('ingest/sql/distinct-cells.sql', { columns: columns.map(quoteName).join(', ') });
    const from = columns === others ? 'read_parquet($path)' : distinct;
    const tests = columns.map((name) => {
      const c = quoteName(name);
      return `coalesce(bool_and(is_clean(${c})), true), count(*) = count(${lists.has(name) ? `list_text(${c})` : c})`;
    });
    const [row = {}] = await db.rows(sqlFile('ingest/sql/tidy.sql', { tests: tests.join(', '), from }), {
      path,
    });
    const answers = Object.values(row);
    columns.forEach((column, i) => {
      if (answers[2 * i] === true) tidy.add(column);
      if (answers[2 * i + 1] === true) full.add(column);
    });
  }
  return { tidy, full };
}
