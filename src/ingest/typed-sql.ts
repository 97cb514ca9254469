import type { OffsetRange } from '../input/time.js';
import type { LogTable } from '../model/case.js';
import { EXACT_INSTANT_LIMIT } from '../model/instant.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

/** A transfer or consent beyond it is refused, an end beyond is "never". */
export const EXACT = EXACT_INSTANT_LIMIT;

/**
 * The expressions that turn staged cells into typed ones and name the first thing wrong with the row, in the order of
 * the case format: malformed, missing, bad value or time (in column order).
 *
 * @param offsets the source zone's offsets over the years in which it has times without one
 */
export function typedColumns(table: LogTable, offsets: readonly OffsetRange[]): string {
  const columns = LOG_COLUMNS[table];
  const values = columns.map(({ name, kind }) => {
    if (kind === 'time')
      return `${instant(name, offsets)} AS ${name}_us, ${name}_local, ${name}_offset, ${name}_wrong`;
    return kind === 'list' ? `${name}, ${name}_listed, ${name}_wrong` : `${name}, ${name}_wrong`;
  });
  return values.join(', ');
}

/**
 * `problem` and `problem_column` over the columns of `typedColumns`.
 *
 * @param sound columns of which no cell is missing or bad: nobody needs to look at them again, row by row
 */
export function problemColumns(table: LogTable, sound: ReadonlySet<string>): string {
  const tests: { test: string; code: string; column: string | null }[] = [
    { test: 'malformed IS NOT NULL', code: 'MALFORMED_ROW', column: null },
  ];
  const columns = LOG_COLUMNS[table].filter((c) => !sound.has(c.name));
  for (const { name, kind, required } of columns) {
    const value = kind === 'time' ? `${name}_local` : name;
    if (required)
      tests.push({ test: `${value} IS NULL AND ${name}_wrong IS NULL`, code: 'MISSING_VALUE', column: name });
  }
  for (const { name, kind, required } of columns) {
    if (kind === 'time') {
      // A wall clock without an instant is one that a clock change skips.
      const beyond = required ? ` OR abs(${name}_us) > ${EXACT}` : '';
      const test = `${name}_wrong IS NOT NULL OR (${name}_local IS NOT NULL AND ${name}_us IS NULL)${beyond}`;
      tests.push({ test, code: 'BAD_TIMESTAMP', column: name });
    } else tests.push({ test: `${name}_wrong IS NOT NULL`, code: 'BAD_VALUE', column: name });
  }
  const cases = (pick: (t: (typeof tests)[number]) => string): string =>
    `CASE ${tests.map((t) => `WHEN ${t.test} THEN ${pick(t)}`).join(' ')} END`;
  return (
    `${cases((t) => `'${t.code}'`)} AS problem, ` +
    `${cases((t) => (t.column === null ? 'NULL' : `'${t.column}'`))} AS problem_column`
  );
}

function instant(name: string, offsets: readonly OffsetRange[]): string {
  const [first] = offsets;
  const constant = offsets.length === 1 && first !== undefined;
  const zone = constant
    ? String(first.offset)
    : `CASE ${offsets
        .map(
          (o) => `WHEN ${name}_local >= ${o.localFrom} AND ${name}_local < ${o.localUntil} THEN ${o.offset}`,
        )
        .join(' ')} END`;
  const offset = offsets.length === 0 ? `${name}_offset` : `coalesce(${name}_offset, ${zone})`;
  return `${name}_local - ${offset}`;
}
