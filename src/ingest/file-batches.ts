import type { LogFile } from '../model/case.js';
import { readBytes } from './byte-source.js';
import { logPath } from './log-path.js';
import { recordBatches, type LineBatch, type RecordBatch } from './record-batches.js';

/**
 * The records of a text file, or of a stretch of one, batch by batch.
 *
 * @param onRead called with the number of bytes that were read from disk
 * @throws WayleaveError LOG_UNREADABLE as `readBytes` and `recordBatches` do; LOGS_ELSEWHERE
 */
export function fileBatches(
  caseDir: string,
  file: LogFile,
  onRead?: (bytes: number) => void,
): AsyncGenerator<LineBatch | RecordBatch> {
  const { format, compression, stretch, path: shown } = file;
  const bytes = readBytes(logPath(caseDir, file), shown, compression, onRead, stretch);
  return recordBatches(bytes, format, shown, stretch?.line);
}
