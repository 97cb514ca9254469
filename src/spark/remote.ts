import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogPart, PartGroups } from '../ingest/logs.js';
import type { Case, LogFile, LogSource, RemoteFile } from '../model/case.js';

/** Endings of names by which Apache Hadoop knows compressed files. */
const COMPRESSED = /\.(gz|zst|bz2|deflate|snappy|lz4)$/i;

/** Whether Spark would decompress a file, by its name. */
export function isDecompressed(address: string): boolean {
  return COMPRESSED.test(address);
}

/** A part whose files lie at addresses: Spark fetches them for the task. */
export interface RemotePart {
  /** Its place among all parts. */
  readonly part: number;
  readonly files: readonly FetchedFile[];
}

/** A large text file at an address, which Spark measures. */
export interface RemoteText extends RemoteFile {
  /** Which of the files that are measured. */
  readonly text: number;
}

interface FetchedFile extends RemoteFile {
  /** Where the task puts it, below its folder. */
  readonly copy: string;
  /** What of it comes to the task, and how. */
  readonly comes: Comes;
  /** Where tasks share it, the byte at which what comes to this one begins; else 0. */
  readonly piece: number;
  /** Given for `groups`: which bytes of it the task needs. */
  readonly bytes?: PartGroups['bytes'];
}

/**
 * As `lines`: all of it; as `bytes`: the same of what Spark would decompress by its name, if it were asked for lines; `stretch`:
 * lines of a text file that tasks share; `groups`: row groups of a Parquet file that tasks share, at their places.
 */
type Comes = 'lines' | 'bytes' | 'stretch' | 'groups';

/**
 * Parts of the logs by how their files come to a task.
 *
 * @returns places of those that every machine sees under the same path, and those that Spark fetches
 */
export function partsBySource(
  kase: Case,
  parts: readonly LogPart[],
): { here: readonly number[]; remote: readonly RemotePart[] } {
  const here: number[] = [];
  const remote: RemotePart[] = [];
  parts.forEach((part, i) => {
    const files = kase[part.table].files
      .slice(part.first, part.first + part.count)
      .flatMap(({ remote: r }, k) => {
        // Spark hands over nothing of a file without bytes.
        if (r === undefined || r.size === 0) return [];
        const how = howItComes(r, part);
        return [{ ...r, copy: copyPath(part.first + k, part.table, r.address, how.piece), ...how }];
      });
    if (files.length === 0) here.push(i);
    else remote.push({ part: i, files });
  });
  return { here, remote };
}

function howItComes(
  { address }: RemoteFile,
  { stretch, range }: LogPart,
): Pick<FetchedFile, 'comes' | 'piece' | 'bytes'> {
  if (stretch?.piece !== undefined) return { comes: 'stretch', piece: stretch.piece };
  if (range?.bytes !== undefined) {
    return { comes: 'groups', piece: range.bytes.from, bytes: range.bytes };
  }
  return { comes: isDecompressed(address) ? 'bytes' : 'lines', piece: 0 };
}

/**
 * The case as the task of a part sees it: files at addresses are copies in its folder, and of a file that several tasks share it
 * sees its stretch.
 *
 * @param part whose files are there; those without bytes are made
 */
export function caseOfPart(kase: Case, folder: string, part: LogPart): Case {
  const source = (log: LogSource): LogSource => ({
    ...log,
    files: log.files.map((whole, i): LogFile => {
      const isOf = log.table === part.table && i >= part.first && i < part.first + part.count;
      const file = isOf && part.stretch !== undefined ? { ...whole, stretch: part.stretch } : whole;
      if (file.remote === undefined) return file;
      const { piece } = howItComes(file.remote, part);
      const copy = join(folder, copyPath(i, log.table, file.remote.address, piece));
      if (isOf && file.remote.size === 0) {
        mkdirSync(dirname(copy), { recursive: true });
        writeFileSync(copy, '');
      }
      return { ...file, remote: { ...file.remote, copy } };
    }),
  });
  return { ...kase, transfers: source(kase.transfers), consents: source(kase.consents) };
}

/**
 * Below the folder of a task, which may be given several pieces of a file; folders that name columns (`recipient=ads`) stay, as a log
 * may take values from them.
 */
function copyPath(index: number, table: string, address: string, piece: number): string {
  const columns = address
    .split('/')
    .slice(0, -1)
    .filter((folder) => folder.includes('='));
  return ['files', table, String(index), String(piece), ...columns, 'log'].join('/');
}
