/** A trimmed text (a boolean's or number's as written), the items of a real list, or null for an empty cell. */
export type Cell = string | readonly string[] | null;

export interface TableRow {
  /** 1-based line on which the row begins; in Parquet the 1-based row. */
  readonly line: number;
  /** By the column's name in the file. A column that a JSON object leaves out has no entry. */
  readonly cells: ReadonlyMap<string, Cell>;
}
