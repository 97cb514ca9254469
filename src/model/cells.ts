import type { Question } from './decision.js';

/** A cell of a register: its file relative to the case, 1-based line, and the file's name of the column. */
export interface CellPlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}

/** Where a row of a register stands, and by our names those of its columns that the file calls otherwise or that stand elsewhere. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
  readonly others: ReadonlyMap<string, CellPlace>;
}

/** Registers whose rows rules ask about, and that name a row by its id. */
export const ASKED_REGISTERS = ['notices', 'contracts', 'processors', 'purposes'] as const;
export type AskedRegister = (typeof ASKED_REGISTERS)[number];

/** By register: the rows by id. Empty for a case that was made up. */
export type Cells = Readonly<Partial<Record<AskedRegister, ReadonlyMap<string, RowPlace>>>>;

/**
 * The cell that holds a fact, or would: where it can be answered.
 *
 * @returns null for what no cell of a register says (a holding, a log), or a row that was only supposed
 */
export function cellOf(cells: Cells, { of, fact, register }: Question): CellPlace | null {
  // Notices and contracts share their ids.
  const registers: readonly AskedRegister[] =
    register === undefined
      ? ['notices', 'contracts']
      : register === 'processors' || register === 'purposes'
        ? [register]
        : [];
  for (const name of registers) {
    const row = cells[name]?.get(of);
    if (row !== undefined) return row.others.get(fact) ?? { file: row.file, line: row.line, column: fact };
  }
  return null;
}

/** `contracts.csv:3 column beneficiary` */
export function cellText({ file, line, column }: CellPlace): string {
  return `${file}:${line} column ${column}`;
}
