import { quoteText } from '../duckdb/sql.js';
import { LOG_COLUMNS, type LogColumn } from '../model/log-columns.js';
import type { LogTable } from '../model/case.js';
import { at } from '../model/collect.js';
import { EXACT } from './typed-sql.js';

/**
 * SQL expressions that read one log column from a format. They only put names and positions together; what happens to a cell
 * is said in `sql/macros.sql`. In three steps, each a query around the last, since a macro repeats what it is given: an
 * expression that is used ten times would be written, and planned, ten times.
 */
export interface CellSql {
  /** The cell as `<column>_in`. */
  readonly input: string;
  /** What is made of `<column>_in` first; empty for most. */
  readonly parts: string;
  /** The staged columns. */
  readonly output: string;
  /** The text of a cell that is not of its kind; null where every cell is. */
  readonly wrong: string | null;
}

/** Microseconds: no offset is as long as a day. */
const MOST_OFFSET = 86_400_000_000;

/** Pieces of a query, by the names of its placeholders. */
type Fragments = Record<'inputs' | 'parts' | 'columns', string>;
type PackedFragments = Fragments & Record<'wrong' | 'is_wrong', string>;

/** The fragments of a query of staged rows, in the order of `unpackedColumns`, each column with its `_wrong`. */
export function cellFragments(table: LogTable, cells: readonly CellSql[]): Fragments {
  return fragments(
    cells,
    LOG_COLUMNS[table].flatMap(({ name }, i) => {
      const { output, wrong } = at(cells, i);
      return [output, `${wrong ?? 'CAST(NULL AS VARCHAR)'} AS ${name}_wrong`];
    }),
  );
}

/** The same for rows of which what is wrong is put into one column: of most rows nothing is. */
export function packedFragments(table: LogTable, cells: readonly CellSql[]): PackedFragments {
  const wrong = LOG_COLUMNS[table].flatMap(({ name }, i) => {
    const cell = at(cells, i).wrong;
    return cell === null ? [] : [{ name, cell }];
  });
  return {
    ...nameFragments(cells),
    wrong: wrong.map((w) => `, '${w.name}', ${w.cell}`).join(''),
    is_wrong: wrong.map((w) => ` OR ${w.cell} IS NOT NULL`).join(''),
  };
}

/** The fragments of a query of nothing but some columns, without their `_wrong`. */
export function nameFragments(cells: readonly CellSql[]): Fragments {
  return fragments(
    cells,
    cells.map((c) => c.output),
  );
}

function fragments(cells: readonly CellSql[], columns: readonly string[]): Fragments {
  return {
    inputs: cells.map((c) => c.input).join(', '),
    parts: cells.map((c) => (c.parts === '' ? '' : `, ${c.parts}`)).join(''),
    columns: columns.join(', '),
  };
}

/** @param positionOf 1-based place of a column in the header; undefined when the file lacks it */
export function csvCells(table: LogTable, positionOf: (column: string) => number | undefined): CellSql[] {
  return LOG_COLUMNS[table].map((column) => {
    const position = positionOf(column.name);
    return textCell(column, position === undefined ? 'CAST(NULL AS VARCHAR)' : `clean(cells[${position}])`);
  });
}

/** The columns of a log out of the lists `texts` and `kinds`, in which the values of a JSON object and their types stand. */
export function jsonCells(table: LogTable): CellSql[] {
  return LOG_COLUMNS[table].map((column, i) => jsonCell(column, `texts[${i + 1}]`, `kinds[${i + 1}]`));
}

/** JSON pointers (RFC 6901) of the columns of a table, as a SQL list. */
export function jsonPointers(table: LogTable, nameInFile: (column: string) => string): string {
  const pointers = LOG_COLUMNS[table].map(({ name }) =>
    quoteText(`/${nameInFile(name).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return `[${pointers.join(', ')}]`;
}

/**
 * A cell of text: `expression` is its cleaned text or null.
 *
 * @param sound true when every cell has a text, and one with an item where it is a list
 */
function textCell({ name, kind, required }: LogColumn, expression: string, sound = false): CellSql {
  const text = `${name}_in`;
  const input = `${expression} AS ${text}`;
  if (kind === 'time') {
    return {
      input,
      parts: timeParts(name),
      output: timeOutput(name),
      wrong: `CASE WHEN ${isNoTime(name, required)} THEN ${text} END`,
    };
  }
  const value = kind === 'list' && !sound ? `list_text(${text})` : text;
  const output = kind === 'list' ? `${value} AS ${name}, false AS ${name}_listed` : `${value} AS ${name}`;
  return { input, parts: '', output, wrong: null };
}

/** What is made of the text of a time first: read as most are written, or taken apart. */
function timeParts(name: string): string {
  const text = `${name}_in`;
  return (
    `usual_time(${text}) AS ${name}_usual, ` +
    `CASE WHEN ${name}_usual IS NULL THEN time_parts(${text}) END AS ${name}_parts`
  );
}

/**
 * True for a text that is no time, or one that is refused as out of range whatever its offset: it is shown as it was written. (Of an
 * end, which is not required, a time out of range is "never".)
 */
function isNoTime(name: string, required: boolean): string {
  const far = required ? ` OR abs(${name}_local) > ${EXACT + MOST_OFFSET}` : '';
  return `${name}_local IS NULL${far}`;
}

/** Its wall clock and the offset that is written, in microseconds. */
function timeOutput(name: string): string {
  const either = (usual: string, other: string): string =>
    `CASE WHEN ${name}_usual IS NULL THEN ${other} ELSE ${usual} END`;
  return (
    `${either(`${name}_usual`, `wall_clock(${name}_parts)`)} AS ${name}_local, ` +
    `${either(`usual_offset(${name}_in)`, `written_offset(${name}_parts)`)} AS ${name}_offset`
  );
}

/**
 * @param value text of a JSON value: of a string what it says, of any other its JSON
 * @param type its JSON type
 */
function jsonCell({ name, kind, required }: LogColumn, value: string, type: string): CellSql {
  const text = `${name}_in`;
  if (kind === 'time') {
    return {
      input: `CASE WHEN ${type} = 'VARCHAR' THEN clean(${value}) END AS ${text}`,
      parts: timeParts(name),
      output: timeOutput(name),
      wrong:
        `CASE WHEN ${type} <> 'VARCHAR' AND ${type} <> 'NULL' THEN ${value} ` +
        `WHEN ${isNoTime(name, required)} THEN ${text} END`,
    };
  }
  const input = `json_text(${value}, ${type}) AS ${text}`;
  const [output, isWrong] =
    kind === 'list'
      ? [
          `CASE WHEN ${type} = 'ARRAY' THEN CASE WHEN json_list_has_items(${value}) THEN ${value} END ` +
            `ELSE list_text(${text}) END AS ${name}, coalesce(${type} = 'ARRAY', false) AS ${name}_listed`,
          `${type} IN ('OBJECT', 'BOOLEAN') OR (${type} = 'ARRAY' AND NOT json_list_is_flat(${value}))`,
        ]
      : [`${text} AS ${name}`, `json_bad(${type})`];
  return { input, parts: '', output, wrong: `CASE WHEN ${isWrong} THEN ${value} END` };
}

/** What a Parquet column may be for each kind of log column. */
const PARQUET_ACCEPTED: Readonly<Record<LogColumn['kind'], string>> = {
  time: 'TIMESTAMP, TIMESTAMP WITH TIME ZONE, DATE or VARCHAR (ISO 8601)',
  text: 'VARCHAR or a number without decimals',
  list: 'VARCHAR (items separated by |) or VARCHAR[]',
};

/**
 * The expressions for one column of a Parquet file.
 *
 * @param c SQL of a cell
 * @param type DuckDB's name of the column's type; undefined when the file lacks it
 * @param tidy true when no text of the column has white space around it or is empty, so that it need not be cleaned
 * @param full true when no cell of the column is missing: of a list, that each has an item
 * @returns the expressions, or what would be accepted when the type is none that can be meant
 */
export function parquetCell(
  column: LogColumn,
  c: string,
  type: string | undefined,
  tidy: boolean,
  full: boolean,
): CellSql | { accepted: string } {
  const { name, kind } = column;
  const cell = `${name}_in`;
  if (type === undefined) return textCell(column, 'CAST(NULL AS VARCHAR)');
  if (type === 'VARCHAR' || type.startsWith('ENUM'))
    return textCell(column, tidy ? c : `clean(CAST(${c} AS VARCHAR))`, tidy && full);
  if (kind === 'time' && (type.startsWith('TIMESTAMP') || type === 'DATE')) {
    const zoned = type === 'TIMESTAMP WITH TIME ZONE';
    const cut = type === 'TIMESTAMP_NS' ? `without_nanoseconds(${c})` : `CAST(${c} AS TIMESTAMP)`;
    return {
      input: `${zoned ? c : cut} AS ${cell}`,
      parts: '',
      output:
        `CASE WHEN isfinite(${cell}) THEN epoch_us(${cell}) END AS ${name}_local, ` +
        `${zoned ? '0' : 'CAST(NULL AS BIGINT)'} AS ${name}_offset`,
      wrong: `CASE WHEN NOT isfinite(${cell}) THEN CAST(${cell} AS VARCHAR) END`,
    };
  }
  if (kind === 'text' && /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID)$/.test(type)) {
    return textCell(column, `CAST(${c} AS VARCHAR)`);
  }
  if (kind === 'text' && (type === 'DOUBLE' || type === 'FLOAT' || type.startsWith('DECIMAL'))) {
    // What writes integers beside missing values as numbers with decimals has none after the point; databases whose integers are
    // decimals of 38 digits write them as such.
    const whole = type.startsWith('DECIMAL')
      ? `whole_decimal_text(CAST(${cell} AS VARCHAR))`
      : `whole_text(${cell})`;
    return {
      input: `${c} AS ${cell}`,
      parts: '',
      output: `${whole} AS ${name}`,
      wrong: `CASE WHEN ${whole} IS NULL THEN CAST(${cell} AS VARCHAR) END`,
    };
  }
  if (kind === 'list' && type === 'VARCHAR[]') {
    const has = `len(list_filter(${cell}, lambda x: clean(x) IS NOT NULL)) > 0`;
    return {
      input: `${c} AS ${cell}`,
      parts: '',
      output: `CASE WHEN ${has} THEN CAST(to_json(${cell}) AS VARCHAR) END AS ${name}, true AS ${name}_listed`,
      wrong: `CASE WHEN list_contains(list_transform(${cell}, lambda x: x IS NULL), true) THEN CAST(to_json(${cell}) AS VARCHAR) END`,
    };
  }
  return { accepted: PARQUET_ACCEPTED[kind] };
}
