import { statSync } from 'node:fs';
import type { LogPart } from '../ingest/read-logs.js';
import { resolvePath } from '../ingest/stage-text.js';
import type { Case } from '../model/case.js';

/** Bytes of files that one task reads: many small files share a task, as each starts a program. */
const PART_BYTES = 128e6;

/** The files of both logs in parts, each for one task: a file, or files that follow each other and are small together. */
export function logParts(kase: Case, bytes = PART_BYTES): LogPart[] {
  return [kase.transfers, kase.consents].flatMap(({ table, files }) => {
    const parts: LogPart[] = [];
    // Events of consents make rows together, whatever file they stand in.
    const together = table === 'consents' && files.some((f) => f.documents !== undefined);
    let open = { first: 0, count: 0, size: 0 };
    const close = (): void => {
      if (open.count > 0) parts.push({ table, first: open.first, count: open.count });
    };
    files.forEach((file, i) => {
      const size = statSync(resolvePath(kase.dir, file.path), { throwIfNoEntry: false })?.size ?? 0;
      if (!together && open.count > 0 && open.size + size > bytes) {
        close();
        open = { first: i, count: 0, size: 0 };
      }
      open = { first: open.first, count: open.count + 1, size: open.size + size };
    });
    close();
    return parts;
  });
}
