import type { LogPart, PartGroups, PartStretch } from '../ingest/logs.js';
import type { Case, LogFile } from '../model/case.js';
import { fileSize } from './text-pieces.js';

/** Bytes of files that one task reads: many small files share a task, as each starts a program. */
export const PART_BYTES = 128e6;

/** Large files, each in what several tasks read of it. */
export interface Cuts {
  readonly stretches: ReadonlyMap<LogFile, readonly PartStretch[]>;
  readonly groups: ReadonlyMap<LogFile, readonly PartGroups[]>;
}

/**
 * The files of both logs in parts, each for one task: files that follow each other and are small together, a file, row groups of
 * a large Parquet file, or a stretch of a large text file. A file at an address is a part of its own, unless the files of its log
 * make rows together.
 *
 * @param bytes of small files that share a part
 */
export function logParts(kase: Case, { stretches, groups }: Cuts, bytes: number): LogPart[] {
  const parts: LogPart[] = [];
  for (const { table, files } of [kase.transfers, kase.consents]) {
    // Events of consents make rows together, whatever file they stand in.
    const together = table === 'consents' && files.some((f) => f.documents !== undefined);
    let open = { first: 0, count: 0, size: 0 };
    const close = (next: number): void => {
      if (open.count > 0) parts.push({ table, first: open.first, count: open.count });
      open = { first: next, count: 0, size: 0 };
    };
    for (const [i, file] of files.entries()) {
      const cut: readonly Pick<LogPart, 'stretch' | 'range'>[] | undefined =
        stretches.get(file)?.map((stretch) => ({ stretch })) ?? groups.get(file)?.map((range) => ({ range }));
      if (cut !== undefined) {
        close(i + 1);
        parts.push(...cut.map((some) => ({ table, first: i, count: 1, ...some })));
        continue;
      }
      // Spark deals what it fetches from addresses, and gives a task several parts where they are small.
      if (file.remote !== undefined && !together) {
        close(i + 1);
        parts.push({ table, first: i, count: 1 });
        continue;
      }
      const size = fileSize(kase.dir, file);
      if (!together && open.size + size > bytes) close(i);
      open = { ...open, count: open.count + 1, size: open.size + size };
    }
    close(files.length);
  }
  return parts;
}
