import { stringify } from 'csv-stringify/sync';

/** A cell of a table that people open: text, or a number that stays one. */
export type CsvCell = string | number | bigint;

/**
 * Rows as CSV (RFC 4180). Text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection):
 * names in a log are not to be trusted. Numbers are left alone, negative ones too.
 *
 * @param lineEnd CR LF for what is sent over HTTP, as the standard has it; LF for a terminal and its tools
 */
export function csvOf(rows: readonly (readonly CsvCell[])[], lineEnd: '\r\n' | '\n'): string {
  // A line end of the other kind ends a row too for whoever reads it.
  return stringify([...rows], { escape_formulas: true, record_delimiter: lineEnd, quoted_match: /[\r\n]/ });
}
