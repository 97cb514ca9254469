import { CsvError, parse } from 'csv-parse/sync';
import { WayleaveError } from '../errors.js';
import { cellOf } from './cell.js';
import { separatorWithin } from './header-names.js';
import type { Cell, TableRow } from './table-row.js';

interface CsvRecord {
  readonly record: readonly string[];
  /** The text of the record, with the blank lines before it. */
  readonly raw: string;
  /** `lines`: the line on which the record ends. */
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV as RFC 4180 describes it, with a header row; blank lines are skipped, cells trimmed.
 *
 * @param text decoded, its lines ended by `\n`
 * @param file its path relative to the case, for messages
 * @throws WayleaveError REGISTER_INVALID for broken quotes, no or a repeated column name, too few or too many cells
 */
export function readCsv(
  text: string,
  file: string,
): { columns: readonly string[]; rows: readonly TableRow[] } {
  const [header, ...records] = parseRecords(text, file);
  if (header === undefined) {
    throw invalid(file, 1, 'is empty', 'a header row with the names of the columns');
  }
  const columns = header.record.map((name) => name.trim());
  const separator = columns.length === 1 ? separatorWithin(columns[0] ?? '') : undefined;
  if (separator !== undefined) {
    throw invalid(
      file,
      firstLine(header),
      `separates its header by ${separator}: commas are needed`,
      'cells that are separated by commas, in the header and in every row',
    );
  }
  checkHeader(columns, file, firstLine(header));
  const rows = records.map((r) => {
    const line = firstLine(r);
    if (r.record.length !== columns.length) {
      throw invalid(file, line, `has a row of ${count(r.record.length)}`, count(columns.length));
    }
    return {
      line,
      cells: new Map<string, Cell>(
        columns.map((c, i) => [c, cellOf(r.record[i], { file, line, column: c })]),
      ),
    };
  });
  return { columns, rows };
}

/** Every column has a name, and no other column has the same. */
function checkHeader(columns: readonly string[], file: string, line: number): void {
  columns.forEach((name, i) => {
    const place = { file, line, column: name === '' ? i + 1 : name };
    if (name === '') {
      throw new WayleaveError('REGISTER_INVALID', `${file}: column ${i + 1} has no name`, {
        place,
        accepted: 'a name for every column',
      });
    }
    if (columns.indexOf(name) < i) {
      throw new WayleaveError('REGISTER_INVALID', `${file} has two columns named ${name}`, {
        place,
        accepted: 'each column name once',
      });
    }
  });
}

function parseRecords(text: string, file: string): CsvRecord[] {
  try {
    // `info` and `raw` change what is returned to records with their text and position.
    const options = { info: true, raw: true, trim: true, skip_empty_lines: true, relax_column_count: true };
    return parse(text, { ...options, record_delimiter: '\n' }) as unknown as CsvRecord[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line: unknown = cause.code === 'CSV_QUOTE_NOT_CLOSED' ? openQuoteLine(text) : cause['lines'];
    throw invalid(
      file,
      typeof line === 'number' ? line : 1,
      QUOTE_ERRORS.get(cause.code) ?? `is not CSV: ${cause.message}`,
      'RFC 4180: a cell that holds a quote, a comma or a line break stands in quotes, a quote in it is doubled',
      cause,
    );
  }
}

/** The line of the quote that is never closed: the parser only knows where the text ends. */
function openQuoteLine(text: string): number {
  let isOpen = false;
  let from = 0;
  let before = -2;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    // A doubled quote closes a cell and opens it again.
    if (!isOpen && at !== before + 1) from = at;
    isOpen = !isOpen;
    before = at;
  }
  return text.slice(0, from).split('\n').length;
}

const QUOTE_ERRORS = new Map<string, string>([
  ['CSV_QUOTE_NOT_CLOSED', 'has a quote that is never closed'],
  ['INVALID_OPENING_QUOTE', 'has a quote within a cell that does not begin with one'],
  ['CSV_INVALID_CLOSING_QUOTE', 'has text behind a closing quote'],
]);

/** The line on which a record begins: the one on which it ends, less its own line breaks. */
function firstLine(record: CsvRecord): number {
  return record.info.lines - (record.raw.trim().split('\n').length - 1);
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

function invalid(file: string, line: number, what: string, accepted: string, cause?: unknown): WayleaveError {
  return new WayleaveError('REGISTER_INVALID', `${file} ${what}`, { place: { file, line }, accepted, cause });
}
