import { z } from 'zod';
import { WayleaveError } from '../../errors.js';
import { lackingHeader } from '../../input/header-names.js';
import { jsonDocuments, type JsonText } from '../../input/json-documents.js';
import { parseJson } from '../../input/parsed.js';
import type { LogFile } from '../../model/case.js';
import type { Container, TcfStrings } from '../../model/imports.js';
import { csvCellsOf, isBlank, recordBatches, recordsOf, type TextRecord } from '../record-batches.js';

/** A row of a log of strings: whose, and what. */
export interface StringRow {
  readonly source: JsonText;
  readonly userId: string | null;
  readonly text: string | null;
}

/**
 * The rows of a log of TCF strings, in batches; a row with a problem has neither person nor string.
 *
 * @throws WayleaveError LOG_UNREADABLE when a CSV file has no header, or it lacks a column
 */
export async function* stringRows(
  pieces: AsyncIterable<Buffer>,
  file: LogFile,
  container: Container,
  { columns }: TcfStrings,
): AsyncGenerator<StringRow[]> {
  if (container !== 'csv') {
    for await (const texts of jsonDocuments(pieces, container === 'jsonl'))
      yield texts.map((t) => jsonRow(t, columns));
    return;
  }
  let header: readonly string[] | undefined;
  for await (const batch of recordBatches(pieces, 'csv', file.path)) {
    const rows: StringRow[] = [];
    for (const record of recordsOf(batch)) {
      if (isBlank(record)) continue;
      if (header !== undefined) rows.push(csvRow(record, header, columns));
      else header = checkedHeader(file, record, columns);
    }
    yield rows;
  }
  if (header === undefined) throw unreadable(file, 'is empty: it has no header row', columns);
}

function jsonRow(source: JsonText, columns: TcfStrings['columns']): StringRow {
  const parsed = parseJson(source.text, z.record(z.string(), z.unknown()), 'numbers as texts');
  if (source.problem !== null || 'problem' in parsed) {
    const problem = source.problem ?? ('problem' in parsed ? parsed.problem : null);
    return { source: { ...source, problem }, userId: null, text: null };
  }
  const cell = (column: string): string | null => {
    const value = parsed.value[column];
    return typeof value === 'string' ? clean(value) : null;
  };
  return { source, userId: cell(columns.user_id), text: cell(columns.tc_string) };
}

function csvRow(record: TextRecord, header: readonly string[], columns: TcfStrings['columns']): StringRow {
  const cells = record.problem === null ? csvCellsOf(record.text) : [];
  const problem = record.problem ?? problemWith(cells, header.length);
  const cell = (column: string): string | null =>
    problem === null ? clean(cells?.[header.indexOf(column)] ?? '') : null;
  return {
    source: { ...record, problem },
    userId: cell(columns.user_id),
    text: cell(columns.tc_string),
  };
}

function problemWith(cells: readonly string[] | null, width: number): string | null {
  if (cells === null) return 'it has text behind a closing quote';
  return cells.length === width ? null : `it has ${cells.length} cells, the header has ${width}`;
}

function checkedHeader(file: LogFile, record: TextRecord, columns: TcfStrings['columns']): readonly string[] {
  const names = csvCellsOf(record.text);
  if (names === null) {
    throw unreadable(file, 'has a header with text behind a closing quote', columns, record.line);
  }
  const lacking = Object.values(columns).filter((c) => !names.includes(c));
  if (lacking.length === 0) return names;
  throw unreadable(
    file,
    lackingHeader(names, lacking, new Set(Object.values(columns)), () => false).what,
    columns,
    record.line,
  );
}

function clean(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function unreadable(
  file: LogFile,
  what: string,
  columns: TcfStrings['columns'],
  line?: number,
): WayleaveError {
  return new WayleaveError('LOG_UNREADABLE', `${file.path} ${what}`, {
    place: { file: file.path, ...(line === undefined ? {} : { line }) },
    accepted: Object.values(columns).join(', '),
    advice: 'Name the columns with columns of this import in case.yaml: { user_id: ..., tc_string: ... }.',
  });
}
