import { join } from 'node:path';
import type { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import { isParquet } from '../ingest/file-groups.js';
import { logPath } from '../ingest/log-path.js';
import type { PartGroups } from '../ingest/logs.js';
import type { Case, LogFile, RemoteFile } from '../model/case.js';
import { at, greatest } from '../model/collect.js';
import { fileSize } from './text-pieces.js';

/** The Parquet files of both logs that are larger than what one task reads. */
export function largeParquets(kase: Case, bytes: number): LogFile[] {
  return [kase.transfers, kase.consents].flatMap(({ files }) =>
    files.filter((f) => isParquet(f) && fileSize(kase.dir, f) > bytes),
  );
}

/** Those at addresses, of which only the end has to be there to tell their row groups. */
export function remoteParquets(files: readonly LogFile[]): RemoteFile[] {
  return files.flatMap(({ remote }) => (remote === undefined ? [] : [remote]));
}

/**
 * The rows of large Parquet files in stretches of whole row groups. A file is not among them that one task is to read: as it has one
 * row group, or as it cannot be read, which reading it will say.
 *
 * @param db asked what row groups there are
 * @param ends folder of the ends of {@link remoteParquets}, as job.py writes them: by their places, as long as the files
 * @param bytes of the row groups of a stretch together, unless one has more
 */
export async function rowGroupsOf(
  db: Database,
  kase: Case,
  files: readonly LogFile[],
  ends: string,
  bytes: number,
): Promise<ReadonlyMap<LogFile, readonly PartGroups[]>> {
  const cuts = new Map<LogFile, readonly PartGroups[]>();
  const remote = remoteParquets(files);
  for (const file of files) {
    const path =
      file.remote === undefined ? logPath(kase.dir, file) : join(ends, String(remote.indexOf(file.remote)));
    const stretches = await stretchesOf(db, path, file.remote !== undefined, bytes);
    if (stretches.length > 1) cuts.set(file, stretches);
  }
  return cuts;
}

/** @param isRemote where the file lies at an address: a task is to have bytes of it, and needs their places */
async function stretchesOf(
  db: Database,
  path: string,
  isRemote: boolean,
  bytes: number,
): Promise<PartGroups[]> {
  // A file that cannot be read is left whole to one task, which says why it cannot.
  const found = await db.rows(sqlFile('spark/sql/row-groups.sql'), { path }).catch(() => []);
  let rows = 0;
  const groups = found.map((g) => {
    const [from, byte, size] = [rows, Number(g['from']), Number(g['bytes'])];
    rows += Number(g['rows']);
    return { from, until: rows, byte, size };
  });
  const end = Math.max(
    0,
    greatest(groups, (g) => g.byte + g.size),
  );
  // Where row groups lie in another order than their rows, bytes between two of them are of others.
  const inOrder = groups.every((g, i) => g.byte + g.size <= (groups[i + 1]?.byte ?? end));
  if (isRemote && !inOrder) return [];
  const runs: (typeof groups)[] = [];
  let size = 0;
  for (const group of groups) {
    size += group.size;
    const open = runs.at(-1);
    if (open !== undefined && size <= bytes) open.push(group);
    else {
      runs.push([group]);
      size = group.size;
    }
  }
  return runs.map((run, i): PartGroups => {
    const first = at(run, 0);
    const range = { from: first.from, until: at(run, run.length - 1).until };
    if (!isRemote) return range;
    return { ...range, bytes: { from: first.byte, until: runs[i + 1]?.[0]?.byte ?? end, end } };
  });
}
