import { isUtf8 } from 'node:buffer';
import { CsvError, parse, type Parser } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { once } from 'node:events';
import { WayleaveError } from '../errors.js';
import type { FileFormat } from '../model/case.js';

/** Whole lines, each of them one record (or blank): the fast way. */
export interface LineBatch {
  readonly kind: 'lines';
  readonly bytes: Buffer;
  /** Number of the first. */
  readonly line: number;
  /** Where it begins among the bytes that were read. */
  readonly byte: number;
  /** How many there are. */
  readonly lines: number;
  /** Whether it is all of its file. */
  readonly isWhole: boolean;
}

/** Records one by one, where lines and records differ, or bytes are no text. */
export interface RecordBatch {
  readonly kind: 'records';
  readonly records: readonly TextRecord[];
}

export interface TextRecord {
  /** 1-based line on which it starts. */
  readonly line: number;
  readonly text: string;
  /** Why it cannot be read as a row, in words; null when it can. */
  readonly problem: string | null;
}

const BATCH = 4 << 20;
/** Bytes that a record may have: beyond it, the file is probably no log of lines, or a quote was never closed. */
export const LONGEST_RECORD = 16 << 20;
/** Records that a batch holds, where they are told one by one. */
const RECORDS = 10_000;
export const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const NOT_UTF8 = 'it is not valid UTF-8';

/**
 * Cuts a text file into batches of whole records. As long as every line is a record by itself (no quoted cell runs over
 * a line's end) and valid UTF-8, a batch is the bytes as they are; else its records are told apart here: lines by hand,
 * multi-line CSV records by csv-parse.
 *
 * @param shown how the file is called in messages
 * @param line number of the first line
 * @param most bytes that a batch holds about
 * @throws WayleaveError LOG_UNREADABLE for a record of more than 16 MiB, with the line on which it begins
 */
export async function* recordBatches(
  pieces: AsyncIterable<Buffer>,
  format: FileFormat,
  shown: string,
  line = 1,
  most = BATCH,
): AsyncGenerator<LineBatch | RecordBatch> {
  let rest: Buffer[] = [];
  let size = 0;
  // Where what is left begins.
  let byte = 0;
  // Bytes of the line that has not ended so far.
  let unended = 0;
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next();
      const done = next.done === true;
      if (!done) {
        rest.push(next.value);
        size += next.value.length;
        const newline = next.value.lastIndexOf(NEWLINE);
        unended = newline < 0 ? unended + next.value.length : next.value.length - newline - 1;
        if (unended > LONGEST_RECORD)
          throw tooLong(shown, line + rest.reduce((n, piece) => n + count(piece), 0), format);
      }
      // Without a line's end there is nothing to hand on yet.
      if (!done && (size < most || unended === size)) continue;
      const read = Buffer.concat(rest);
      const all = withoutBom(read, line === 1);
      byte += read.length - all.length;
      const end = done ? all.length : all.lastIndexOf(NEWLINE) + 1;
      const bytes = all.subarray(0, end);
      if (format === 'csv' && !linesAreRecords(bytes)) {
        yield* csvRecords(prepend(all, iterator), line - 1, shown);
        return;
      }
      const ended = count(bytes);
      if (bytes.length > 0) {
        const last = bytes.at(-1) === NEWLINE ? 0 : 1;
        if (isUtf8(bytes))
          yield { kind: 'lines', bytes, line, byte, lines: ended + last, isWhole: done && line === 1 };
        else yield { kind: 'records', records: [...lines(bytes, line)] };
      }
      line += ended;
      byte += end;
      rest = [all.subarray(end)];
      size = all.length - end;
      if (done) return;
    }
  } finally {
    // Also when whoever reads has seen enough, or a row is too long.
    await iterator.return?.();
  }
}

/** By byte, whether white space begins with it: in UTF-8, all that `trim()` takes away and a few more. */
const BLANK_STARTS = new Uint8Array(256);
for (const byte of Buffer.from('\t\n\v\f\r \xc2\xe1\xe2\xe3\xef', 'latin1')) BLANK_STARTS[byte] = 1;

/** False when it is plain to see that each line of a batch has some text. */
export function mayHaveBlankLines({ bytes }: LineBatch): boolean {
  for (let start = 0; start < bytes.length;) {
    if (BLANK_STARTS[bytes[start] ?? 0] === 1) return true;
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0) return false;
    start = newline + 1;
  }
  return false;
}

/** True when no quoted cell runs over the end of a line: every line holds an even number of quotes. */
export function linesAreRecords(bytes: Buffer): boolean {
  let quote = bytes.indexOf(QUOTE);
  if (quote < 0) return true;
  let odd = false;
  let lineEnd = bytes.indexOf(NEWLINE, quote);
  while (quote >= 0) {
    if (lineEnd >= 0 && quote > lineEnd) {
      if (odd) return false;
      lineEnd = bytes.indexOf(NEWLINE, quote);
    }
    odd = !odd;
    quote = bytes.indexOf(QUOTE, quote + 1);
  }
  return !odd;
}

/** The records of a batch, blank ones too, each with the line on which it starts. */
export function* recordsOf(batch: LineBatch | RecordBatch): Generator<TextRecord> {
  if (batch.kind === 'lines') yield* lines(batch.bytes, batch.line);
  else yield* batch.records;
}

/** The first record of a batch that is not blank, such as the header of a file. */
export function firstRecord(batch: LineBatch | RecordBatch): TextRecord | undefined {
  for (const record of recordsOf(batch)) if (!isBlank(record)) return record;
  return undefined;
}

/** True for what a log's rows are not counted by, and a header not sought in. */
export function isBlank({ text }: Pick<TextRecord, 'text'>): boolean {
  return text.trim() === '';
}

function* lines(bytes: Buffer, line: number): Generator<TextRecord> {
  for (let from = 0; from < bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, from);
    const end = found < 0 ? bytes.length : found;
    yield record(withoutReturn(bytes.subarray(from, end)), line);
    from = end + 1;
  }
}

function record(bytes: Buffer, line: number, problem: string | null = null): TextRecord {
  return isUtf8(bytes)
    ? { line, text: bytes.toString('utf8'), problem }
    : { line, text: bytes.toString('latin1'), problem: NOT_UTF8 };
}

function tooLong(shown: string, line: number, format: FileFormat): WayleaveError {
  return new WayleaveError('LOG_UNREADABLE', `${shown} has a row of more than ${LONGEST_RECORD >> 20} MiB`, {
    place: { file: shown, line },
    accepted:
      format === 'csv' ? 'CSV, a row a line but for quoted line ends' : 'JSON Lines: one object a line',
    advice:
      format === 'csv'
        ? 'Look for a quote that is opened on this line and never closed.'
        : 'A file that is one list of objects can be cut into lines, for example with jq -c ".[]".',
  });
}

/** The cells of a CSV record, trimmed; null where text stands behind a closing quote. */
export function csvCellsOf(text: string): string[] | null {
  try {
    const options = { trim: true, relax_quotes: true, relax_column_count: true };
    const [cells = []]: string[][] = parseText(text, options);
    return cells.map((cell) => cell.trim());
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** A record that the parser gave up. */
interface Broken {
  readonly code: string | undefined;
  readonly message: string;
  readonly raw: string;
  /** How many records it had read before. */
  readonly after: number;
}

async function* csvRecords(
  pieces: AsyncGenerator<Buffer>,
  linesBefore: number,
  shown: string,
): AsyncGenerator<RecordBatch> {
  const parser = parse({
    // Bytes as they are: each is one character of Latin-1, so that nothing is changed before it is checked.
    encoding: 'latin1',
    raw: true,
    // A quote behind blanks opens a cell too.
    ltrim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: ['\r\n', '\n'],
  });
  const records: TextRecord[] = [];
  // Of the next record: for the parser, CR LF within quotes are two lines.
  let line = linesBefore + 1;
  let taken = 0;
  const take = (raw: string, broken?: Broken): void => {
    const bytes = withoutLineEnd(Buffer.from(raw, 'latin1'));
    const lines = count(bytes) + 1;
    if (broken?.code === 'CSV_MAX_RECORD_SIZE') throw tooLong(shown, line, 'csv');
    records.push(record(bytes, line, broken === undefined ? null : problemOf(broken, line, lines)));
    line += lines;
  };
  // The parser runs ahead of the reader.
  const gaveUp: Broken[] = [];
  parser.on('skip', ({ code, message, raw = '' }: { code?: string; message: string; raw?: string }) => {
    gaveUp.push({ code, message, raw, after: parser.info.records });
  });
  const feeding = feed(parser, pieces);
  for await (const { raw } of parser as AsyncIterable<{ raw: string }>) {
    while (gaveUp[0] !== undefined && gaveUp[0].after <= taken) take(gaveUp[0].raw, gaveUp.shift());
    take(raw);
    taken++;
    if (records.length >= RECORDS) yield { kind: 'records', records: records.splice(0) };
  }
  await feeding;
  for (const broken of gaveUp) take(broken.raw, broken);
  if (records.length > 0) yield { kind: 'records', records };
}

/** What is wrong with a record that the parser gave up, in words. */
function problemOf(error: Pick<Broken, 'code' | 'message'>, line: number, lines: number): string {
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return error.message;
  const swallowed =
    lines === 1 ? 'the rest of that line' : `all ${lines} lines from there to the end of the file`;
  return `a quote opens on line ${line} and is never closed: ${swallowed} became this one row`;
}

async function feed(parser: Parser, pieces: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (!parser.write(piece)) await once(parser, 'drain');
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function* prepend(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function withoutBom(bytes: Buffer, atStart: boolean): Buffer {
  return atStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function withoutLineEnd(bytes: Buffer): Buffer {
  return withoutReturn(bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes);
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
}

function count(bytes: Buffer): number {
  let n = 0;
  for (let i = bytes.indexOf(NEWLINE); i >= 0; i = bytes.indexOf(NEWLINE, i + 1)) n++;
  return n;
}
