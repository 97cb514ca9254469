import type { Database } from '../duckdb/database.js';
import { Lanes } from '../duckdb/lanes.js';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import { fileBatches } from './file-batches.js';
import { LinesTogether, type FileLines } from './file-lines.js';
import type { LinePlace } from './logs.js';
import {
  firstRecord,
  mayHaveBlankLines,
  NEWLINE,
  type LineBatch,
  type RecordBatch,
} from './record-batches.js';
import {
  columnList,
  csvInsert,
  jsonInsert,
  nameInFile,
  unreadable,
  type Insert,
  type StageJob,
} from './stage-text.js';

/** Bytes of a file that costs less to read than a statement of its own to plan. */
const SMALL = 256 << 10;

/** A small file, and how its rows are put in. */
interface SmallFile extends FileLines {
  readonly insert: Insert;
  readonly rows: number;
}

/**
 * Reads the text files of a log into its staged table: one row per data row, numbered from 1 in its file, each with its true
 * line and what each cell reads as. Small files that are alike are put in by one statement, as planning it takes as long as
 * reading some thousand rows. Close it.
 */
export class TextStaging {
  readonly #lanes: Lanes;
  /** Those that are read and not put in yet, all of one likeness. */
  readonly #small = new LinesTogether<SmallFile>((files) => this.#putIn(files));
  #likeness = '';
  readonly #places: (LinePlace & { readonly file: number })[] = [];

  constructor(readonly db: Database) {
    this.#lanes = new Lanes(db);
  }

  /**
   * Reads a CSV or JSON Lines file.
   *
   * @returns the number of rows, as far as it was read
   * @throws WayleaveError LOG_UNREADABLE for a file that is damaged, no text, or lacks a required column
   */
  async add(job: StageJob): Promise<number> {
    const { file, source } = job;
    const { header, rowsBefore: before = 0 } = file.stretch ?? {};
    let insert =
      file.format === 'jsonl'
        ? jsonInsert(job, (c) => nameInFile(source, c))
        : header && csvInsert(job, header);
    // Of a file that is read whole, and can be read from a place within it.
    const hasPlaces = job.numbers === undefined && file.stretch === undefined && file.compression === 'none';
    const staging = new FileStaging(this.#lanes, job.numbers, before, hasPlaces);
    for await (const batch of fileBatches(job.caseDir, file, job.onRead)) {
      if (insert === undefined) {
        const first = firstRecord(batch);
        if (first === undefined) continue;
        insert = csvInsert(job, first);
      }
      if (isSmall(job, batch)) return await this.#addSmall(job, insert, batch);
      await staging.add(insert, batch);
      if (staging.hasAll) break;
    }
    if (staging.places.length > 0) {
      for (const place of [FILE_START, ...staging.places]) this.#places.push({ file: job.index, ...place });
    }
    if (insert === undefined) {
      throw unreadable(file, 'is empty: it has no header row', `a header row with ${columnList(source)}`);
    }
    return staging.rows - before;
  }

  /** Puts in all that was read. */
  async end(): Promise<void> {
    await this.#small.end();
    await this.#lanes.commit();
    if (this.#places.length === 0) return;
    const appender = await this.db.connection.createAppender('places');
    for (const { file, byte, line, rows } of this.#places.splice(0)) {
      appender.appendInteger(file);
      for (const n of [byte, line, rows]) appender.appendBigInt(BigInt(n));
      appender.endRow();
    }
    appender.closeSync();
  }

  close(): Promise<void> {
    return this.#lanes.close();
  }

  async #addSmall({ index }: StageJob, insert: Insert, { line, lines, bytes }: LineBatch): Promise<number> {
    if (insert.likeness !== this.#likeness) await this.#small.end();
    this.#likeness = insert.likeness;
    const rows = lines - insert.header;
    await this.#small.add({ index, line, bytes, insert, rows });
    return rows;
  }

  async #putIn(files: readonly SmallFile[]): Promise<void> {
    const rows = files.reduce((sum, f) => sum + f.rows, 0);
    await this.#lanes.begin(async (connection) => {
      const added = await at(files, 0).insert.runTogether(connection, files);
      if (added !== rows) throw internal(`${rows} rows were expected of ${files.length} files, not ${added}`);
    });
  }
}

const FILE_START: LinePlace = { byte: 0, line: 1, rows: 0 };

/** Bytes from one place to the next, at least. */
const PLACE_BYTES = 256 << 10;

/** Whether a batch is a whole file that may be put in with others. */
function isSmall({ numbers, file }: StageJob, batch: LineBatch | RecordBatch): batch is LineBatch {
  return (
    numbers === undefined &&
    file.stretch === undefined &&
    batch.kind === 'lines' &&
    batch.isWhole &&
    batch.bytes.length <= SMALL &&
    !mayHaveBlankLines(batch)
  );
}

/** Puts batches of one file into its staged table, side by side where it is known beforehand how many rows each has. */
class FileStaging {
  /** In their order. */
  readonly places: LinePlace[] = [];

  /**
   * @param numbers rows that are wanted; undefined: all
   * @param rows of the file that come before what follows
   * @param hasPlaces whether lines are noted at which reading may begin
   */
  constructor(
    readonly lanes: Lanes,
    readonly numbers: readonly number[] | undefined,
    public rows: number,
    readonly hasPlaces: boolean,
  ) {}

  /** Whether what follows holds no row that is wanted. */
  get hasAll(): boolean {
    return this.numbers?.every((n) => n <= this.rows) === true;
  }

  async add(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    if (batch.kind === 'records' || mayHaveBlankLines(batch)) {
      await this.#addCounting(insert, batch);
      return;
    }
    const before = this.rows;
    const ahead = Math.max(0, insert.header + 1 - batch.line);
    const rows = batch.lines - ahead;
    this.rows += rows;
    this.#notePlaces(batch, before, ahead);
    if (this.numbers?.some((n) => n > before && n <= this.rows) === false) return;
    await this.lanes.begin(async (connection) => {
      const added = await insert.run(connection, batch, before);
      if (added !== rows) throw internal(`${rows} rows were expected after row ${before}, not ${added}`);
    });
  }

  /** The same of a batch of which it is not known. */
  async #addCounting(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    if (batch.kind === 'lines') this.#notePlace(batch, this.rows);
    await this.lanes.begin(async (connection) => {
      const before = this.rows;
      this.rows = before + (await insert.run(connection, batch, before));
    });
    await this.lanes.rest();
  }

  #notePlace({ byte, line }: LineBatch, rows: number): void {
    if (this.hasPlaces && line > 1) this.places.push({ byte, line, rows });
  }

  /**
   * Notes where a batch begins, and places within it.
   *
   * @param before rows that come before it
   * @param ahead lines with which it begins that are none
   */
  #notePlaces(batch: LineBatch, before: number, ahead: number): void {
    if (!this.hasPlaces) return;
    this.#notePlace(batch, before);
    const { byte, line, bytes } = batch;
    let lines = 0;
    let next = PLACE_BYTES;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) {
      lines++;
      const start = end + 1;
      if (start < next || start === bytes.length) continue;
      this.places.push({ byte: byte + start, line: line + lines, rows: before + lines - ahead });
      next = start + PLACE_BYTES;
    }
  }
}
