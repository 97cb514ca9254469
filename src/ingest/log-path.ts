import { join } from 'node:path';
import { WayleaveError } from '../errors.js';
import type { LogFile } from '../model/case.js';

/**
 * Where a log file is on this machine.
 *
 * @returns an absolute path
 * @throws WayleaveError LOGS_ELSEWHERE for an address of which there is no copy here
 */
export function logPath(caseDir: string, { path, remote }: Pick<LogFile, 'path' | 'remote'>): string {
  if (remote?.copy !== undefined) return remote.copy;
  if (remote === undefined) return /^([A-Za-z]:)?[\\/]/.test(path) ? path : join(caseDir, path);
  throw new WayleaveError('LOGS_ELSEWHERE', `${path} is read by a cluster, and this needs it here`, {
    place: { file: path },
    advice:
      'Where the whole case is analyzed, use --engine spark. For all else copy or mount the logs, and name their paths in case.yaml.',
  });
}
