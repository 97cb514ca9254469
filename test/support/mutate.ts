import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A cell of a register, and what to write into it. */
export interface Mutation {
  readonly file: string;
  /** What the row's first column holds. */
  readonly id: string;
  readonly column: string;
  readonly to: string;
}

/** Copies a case and changes one cell of its registers: in every row whose first column holds the id. */
export function copyWith(caseDir: string, to: string, { file, id, column, to: word }: Mutation): void {
  cpSync(caseDir, to, { recursive: true });
  const [header = [], ...rows] = parse(readFileSync(join(caseDir, file), 'utf8'));
  const index = header.indexOf(column);
  assert.notEqual(index, -1, `${file} has no column ${column}`);
  const concerned = rows.filter((row) => row[0] === id && row[index] !== word);
  assert.notEqual(concerned.length, 0, `${file} has no row ${id} whose ${column} is not ${word} already`);
  for (const row of concerned) row[index] = word;
  writeFileSync(join(to, file), stringify([header, ...rows]));
}
