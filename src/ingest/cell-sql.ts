import { quoteName, quoteText } from '../duckdb/sql.js';
import { LOG_COLUMNS, type LogColumn } from '../model/log-columns.js';
import type { LogTable } from '../model/case.js';

/**
 * SQL expressions that read one log column from each format, in the order of `stagedColumns`. They only put names and
 * positions together; what happens to a cell is said in `sql/macros.sql`.
 */
export function csvColumns(table: LogTable, positionOf: (column: string) => number | undefined): string {
  return LOG_COLUMNS[table]
    .map((column) => {
      const position = positionOf(column.name);
      return textCell(column, position === undefined ? 'NULL' : `clean(cells[${position}])`);
    })
    .join(', ');
}

export function jsonColumns(table: LogTable): string {
  return LOG_COLUMNS[table].map((column, i) => jsonCell(column, `v[${i + 1}]`, `k[${i + 1}]`)).join(', ');
}

/** JSON pointers (RFC 6901) of the columns of a table, as a SQL list. */
export function jsonPointers(table: LogTable, nameInFile: (column: string) => string): string {
  const pointers = LOG_COLUMNS[table].map(({ name }) =>
    quoteText(`/${nameInFile(name).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return `[${pointers.join(', ')}]`;
}

/** A cell of text: `expression` is its cleaned text or null. */
function textCell({ name, kind }: LogColumn, expression: string): string {
  if (kind === 'time') {
    const parts = `time_parts(${expression})`;
    return (
      `wall_clock(${parts}) AS ${name}_local, written_offset(${parts}) AS ${name}_offset, ` +
      `CASE WHEN wall_clock(${parts}) IS NULL THEN ${expression} END AS ${name}_wrong`
    );
  }
  if (kind === 'list') {
    return `list_text(${expression}) AS ${name}, false AS ${name}_listed, NULL AS ${name}_wrong`;
  }
  return `${expression} AS ${name}, NULL AS ${name}_wrong`;
}

function jsonCell(column: LogColumn, v: string, k: string): string {
  const { name, kind } = column;
  if (kind === 'time') {
    const text = `CASE WHEN ${k} = 'VARCHAR' THEN clean(${v} ->> '$') END`;
    const parts = `time_parts(${text})`;
    return (
      `wall_clock(${parts}) AS ${name}_local, written_offset(${parts}) AS ${name}_offset, ` +
      `CASE WHEN ${k} <> 'VARCHAR' AND ${k} <> 'NULL' THEN CAST(${v} AS VARCHAR) ` +
      `WHEN wall_clock(${parts}) IS NULL THEN ${text} END AS ${name}_wrong`
    );
  }
  if (kind === 'list') {
    const text = `json_text(${v}, ${k})`;
    return (
      `CASE WHEN ${k} = 'ARRAY' THEN CASE WHEN json_list_has_items(${v}) THEN CAST(${v} AS VARCHAR) END ` +
      `WHEN clean(replace(${text}, '|', ' ')) IS NOT NULL THEN ${text} END AS ${name}, ` +
      `coalesce(${k} = 'ARRAY', false) AS ${name}_listed, ` +
      `CASE WHEN ${k} IN ('OBJECT', 'BOOLEAN') OR (${k} = 'ARRAY' AND NOT json_list_is_flat(${v})) ` +
      `THEN CAST(${v} AS VARCHAR) END AS ${name}_wrong`
    );
  }
  return `json_text(${v}, ${k}) AS ${name}, CASE WHEN json_bad(${k}) THEN CAST(${v} AS VARCHAR) END AS ${name}_wrong`;
}

/** What a Parquet column may be for each kind of log column. */
const PARQUET_ACCEPTED: Readonly<Record<LogColumn['kind'], string>> = {
  time: 'TIMESTAMP, TIMESTAMP WITH TIME ZONE, DATE or VARCHAR (ISO 8601)',
  text: 'VARCHAR or an integer',
  list: 'VARCHAR (items separated by |) or VARCHAR[]',
};

/**
 * The expressions for one column of a Parquet file.
 *
 * @param type DuckDB's name of the column's type; undefined when the file lacks it
 * @param tidy true when no text of the column has white space around it or is empty, so that it need not be cleaned
 * @returns the expressions, or what would be accepted when the type is none that can be meant
 */
export function parquetCell(
  column: LogColumn,
  nameInFile: string,
  type: string | undefined,
  tidy: boolean,
): { sql: string } | { accepted: string } {
  const { name, kind } = column;
  const c = quoteName(nameInFile);
  if (type === undefined) return { sql: textCell(column, 'CAST(NULL AS VARCHAR)') };
  if (type === 'VARCHAR' || type.startsWith('ENUM'))
    return { sql: textCell(column, tidy ? c : `clean(CAST(${c} AS VARCHAR))`) };
  if (kind === 'time' && (type.startsWith('TIMESTAMP') || type === 'DATE')) {
    const offset = type === 'TIMESTAMP WITH TIME ZONE' ? '0' : 'CAST(NULL AS BIGINT)';
    const stamp = type === 'TIMESTAMP WITH TIME ZONE' ? c : `CAST(${c} AS TIMESTAMP)`;
    return {
      sql:
        `CASE WHEN isfinite(${stamp}) THEN epoch_us(${stamp}) END AS ${name}_local, ${offset} AS ${name}_offset, ` +
        `CASE WHEN NOT isfinite(${stamp}) THEN CAST(${c} AS VARCHAR) END AS ${name}_wrong`,
    };
  }
  if (kind === 'text' && /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID)$/.test(type)) {
    return { sql: textCell(column, `CAST(${c} AS VARCHAR)`) };
  }
  if (kind === 'list' && type === 'VARCHAR[]') {
    const has = `len(list_filter(${c}, lambda x: clean(x) IS NOT NULL)) > 0`;
    return {
      sql:
        `CASE WHEN ${has} THEN CAST(to_json(${c}) AS VARCHAR) END AS ${name}, true AS ${name}_listed, ` +
        `CASE WHEN list_contains(list_transform(${c}, lambda x: x IS NULL), true) THEN CAST(to_json(${c}) AS VARCHAR) END AS ${name}_wrong`,
    };
  }
  return { accepted: PARQUET_ACCEPTED[kind] };
}
