import type { Database } from '../duckdb/database.js';
import { Lanes } from '../duckdb/lanes.js';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import { fileBatches } from './file-batches.js';
import { LinesTogether, type FileLines } from './file-lines.js';
import { mayHaveBlankLines, type LineBatch, type RecordBatch } from './record-batches.js';
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

  constructor(db: Database) {
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
    let insert = file.format === 'jsonl' ? jsonInsert(job, (c) => nameInFile(source, c)) : undefined;
    const before = file.stretch?.rowsBefore ?? 0;
    const staging = new FileStaging(this.#lanes, job.numbers, before);
    for await (const batch of fileBatches(job.caseDir, file, job.onRead)) {
      const withHeader = insert === undefined;
      insert ??= csvInsert(job, batch);
      if (insert === undefined) continue;
      if (isSmall(job, batch)) return await this.#addSmall(job, insert, batch);
      if (withHeader) await staging.addCounting(insert, batch);
      else await staging.add(insert, batch);
      if (staging.hasAll) break;
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
  /**
   * @param numbers rows that are wanted; undefined: all
   * @param rows of the file that come before what follows
   */
  constructor(
    readonly lanes: Lanes,
    readonly numbers: readonly number[] | undefined,
    public rows: number,
  ) {}

  /** Whether what follows holds no row that is wanted. */
  get hasAll(): boolean {
    return this.numbers?.every((n) => n <= this.rows) === true;
  }

  async add(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    if (batch.kind === 'records' || mayHaveBlankLines(batch)) {
      await this.addCounting(insert, batch);
      return;
    }
    const before = this.rows;
    this.rows += batch.lines;
    if (this.numbers?.some((n) => n > before && n <= this.rows) === false) return;
    await this.lanes.begin(async (connection) => {
      const added = await insert.run(connection, batch, before);
      if (added !== batch.lines)
        throw internal(`${batch.lines} rows were expected after row ${before}, not ${added}`);
    });
  }

  /** The same of a batch of which it is not known. */
  async addCounting(insert: Insert, batch: LineBatch | RecordBatch): Promise<void> {
    await this.lanes.begin(async (connection) => {
      const before = this.rows;
      this.rows = before + (await insert.run(connection, batch, before));
    });
    await this.lanes.rest();
  }
}
