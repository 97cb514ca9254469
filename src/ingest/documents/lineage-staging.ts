import { processorNames } from '../../case/names.js';
import { jsonDocuments } from '../../input/json-documents.js';
import type { Processor } from '../../model/case.js';
import type { LineageTransfers } from '../../model/imports.js';
import { readBytes } from '../byte-source.js';
import { logPath } from '../log-path.js';
import { stageRows, type MadeRow, type StageJob, type StageTarget } from '../stage-text.js';
import { transfersOf, type Names } from './lineage-transfers.js';

/** Rows that are handed to the database at once. */
const BATCH = 10_000;

/** Stages the transfers that files of OpenLineage events tell of; those of small files together. */
export class LineageStaging {
  #waiting: MadeRow[] = [];
  #names: Names | undefined;

  constructor(
    readonly target: StageTarget,
    readonly processors: readonly Processor[],
  ) {}

  /** @returns rows of the transfers log that a file makes, and events that make none */
  async add(job: StageJob, how: LineageTransfers): Promise<{ rows: number; passedOver: number }> {
    const { file } = job;
    const names = (this.#names ??= processorNames(this.processors));
    const pieces = readBytes(logPath(job.caseDir, file), file.path, file.compression, job.onRead);
    let rows = 0;
    let passedOver = 0;
    for await (const texts of jsonDocuments(pieces, file.documents?.container === 'jsonl')) {
      for (const text of texts) {
        const found = transfersOf(text, how, names);
        if (found.length === 0) passedOver++;
        for (const record of found) {
          if (record.text.trim() !== '') this.#waiting.push({ ...record, file: job.index, row: ++rows });
        }
        if (this.#waiting.length >= BATCH) await this.end();
      }
    }
    return { rows, passedOver };
  }

  /** Stages what was read. */
  async end(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length > 0) await stageRows(this.target, rows);
  }
}
