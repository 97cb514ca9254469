import { jsonDocuments } from '../../input/json-documents.js';
import type { LineageTransfers } from '../../model/imports.js';
import { readBytes } from '../byte-source.js';
import type { TextRecord } from '../record-batches.js';
import { logPath } from '../log-path.js';
import { stageRecords, type StageJob } from '../stage-text.js';
import { transfersOf, type Names } from './lineage-transfers.js';

/** Rows that are handed to the database at once. */
const BATCH = 10_000;

/**
 * Stages the transfers that a file of OpenLineage events tells of.
 *
 * @returns rows of the transfers log, and events that make none
 */
export async function stageTransfers(
  job: StageJob,
  how: LineageTransfers,
  names: Names,
): Promise<{ rows: number; passedOver: number }> {
  const { file } = job;
  const pieces = readBytes(logPath(job.caseDir, file), file.path, file.compression, job.onRead);
  let rows = 0;
  let passedOver = 0;
  let batch: TextRecord[] = [];
  for await (const texts of jsonDocuments(pieces, file.documents?.container === 'jsonl')) {
    for (const text of texts) {
      const found = transfersOf(text, how, names);
      if (found.length === 0) passedOver++;
      for (const record of found) batch.push(record);
      if (batch.length < BATCH) continue;
      rows += await stageRecords(job, batch, rows);
      batch = [];
    }
  }
  if (batch.length > 0) rows += await stageRecords(job, batch, rows);
  return { rows, passedOver };
}
