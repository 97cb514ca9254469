import type { Database } from '../duckdb/database.js';
import { quoteName, sqlFile } from '../duckdb/sql.js';
import { nameFragments, parquetCell, type CellSql } from './cell-sql.js';
import { LOG_COLUMNS, type LogColumn } from '../model/log-columns.js';

/** The columns of transfers whose texts are resolved together. */
const NAMES: ReadonlySet<string> = new Set(['sender', 'recipient', 'fields', 'purpose', 'basis']);

/** A column of Parquet files: what they call it. */
interface FileColumn {
  readonly column: LogColumn;
  readonly name: string;
}

/** The combinations of names that Parquet files with the same columns have, with how many rows have each. */
export class SeenNames {
  private constructor(
    readonly table: string,
    readonly columns: readonly FileColumn[],
  ) {}

  /**
   * Sees all rows once, so that neither looking at the names nor resolving them takes another scan. Files of which a name is no
   * plain text are left alone: lists and numbers cost more to bring together than to read again.
   *
   * @param cells the rows of the files
   * @param types by what the files call their columns
   * @param index of the first of the files: no other group of them has it
   */
  static async see(
    db: Database,
    cells: string,
    types: ReadonlyMap<string, string>,
    nameInFile: (column: string) => string,
    index: number,
  ): Promise<SeenNames | undefined> {
    const columns = LOG_COLUMNS.transfers.flatMap((column) => {
      const name = nameInFile(column.name);
      return NAMES.has(column.name) && types.has(name) ? [{ column, name }] : [];
    });
    if (columns.length === 0 || columns.some((c) => types.get(c.name) !== 'VARCHAR')) return undefined;
    const table = `seen_names_${index}`;
    const recordId = nameInFile('record_id');
    const query = sqlFile('ingest/sql/see-names.sql', {
      table,
      columns: columns.map((c) => `${quoteName(c.name)} AS ${c.column.name}`).join(', '),
      numbered: types.has(recordId) ? `count(${quoteName(recordId)})` : '0',
      cells,
    });
    await db.run(query);
    return new SeenNames(table, columns);
  }

  /** The names under what the files call them, each at least once. */
  get cells(): string {
    const columns = this.columns.map((c) => `${c.column.name} AS ${quoteName(c.name)}`);
    return `(SELECT ${columns.join(', ')} FROM ${this.table})`;
  }

  /**
   * A query of the names as they are staged, with how many rows have them (`rows`) and of those, how many a record_id (`numbered`).
   *
   * @param tidy columns of which no text has to be cleaned, by what the files call them
   * @param full columns of which no cell is missing
   */
  staged(tidy: ReadonlySet<string>, full: ReadonlySet<string>): string {
    const cells = LOG_COLUMNS.transfers.flatMap((column): CellSql[] => {
      if (!NAMES.has(column.name)) return [];
      const name = this.columns.find((c) => c.column === column)?.name;
      const type = name === undefined ? undefined : 'VARCHAR';
      // Of a column that the files lack, neither is asked.
      const cell = parquetCell(column, column.name, type, tidy.has(name ?? ''), full.has(name ?? ''));
      return 'output' in cell ? [cell] : [];
    });
    return sqlFile('ingest/sql/seen-names.sql', { table: this.table, ...nameFragments(cells) });
  }
}
