import {
  createWriteStream,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomBytes } from 'node:crypto';
import { WayleaveError } from '../errors.js';
import { systemCode, unwritable, WRITE_ELSEWHERE } from '../input/io-errors.js';
import { makeFolder } from '../input/make-folder.js';
import type { ExportFile } from './format.js';

/**
 * Writes one file, piece by piece; it takes its name only once it is whole. Of a symbolic link, it is the file it leads to that is
 * replaced; what is there and is no regular file (a device, a pipe) is written into.
 *
 * @throws WayleaveError EXPORT_UNWRITABLE
 */
export async function writeExport(path: string, pieces: ExportFile['pieces']): Promise<void> {
  try {
    const target = linkedFrom(path);
    const there = statSync(target, { throwIfNoEntry: false });
    if (there === undefined || there.isFile()) await replace(target, pieces);
    else await pipeline(Readable.from(pieces()), createWriteStream(target));
  } catch (error) {
    throw failure(path, error);
  }
}

async function replace(path: string, pieces: ExportFile['pieces']): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    await pipeline(Readable.from(pieces()), createWriteStream(part, { flags: 'wx' }));
    renameSync(part, path);
  } catch (error) {
    removeQuietly(part);
    throw error;
  }
}

/**
 * Writes the files of an export into a folder that is empty or not there yet.
 *
 * @throws WayleaveError EXPORT_UNWRITABLE
 */
export async function writeExports(dir: string, files: readonly ExportFile[]): Promise<void> {
  try {
    makeFolder(dir);
    if (readdirSync(dir).length > 0) {
      throw new WayleaveError('EXPORT_UNWRITABLE', `the folder ${dir} is not empty`, {
        accepted:
          'an empty folder, or one that does not exist yet: files of another export would be taken for its own',
      });
    }
  } catch (error) {
    throw failure(dir, error);
  }
  for (const { name, pieces } of files) await writeExport(join(dir, name), pieces);
}

/** Links that lead from one to another are followed up to this many. */
const MOST_LINKS = 40;

/** The path that a symbolic link leads to in the end, also where nothing is there yet; any other path as it is. */
function linkedFrom(path: string): string {
  let at = path;
  for (let i = 0; i < MOST_LINKS; i++) {
    const link = linkAt(at);
    if (link === undefined) return at;
    at = resolve(realpathSync(dirname(at)), link);
  }
  // It leads round in a circle: whoever opens it says so.
  return path;
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    // No link, or nothing there.
    const code = systemCode(error);
    if (code === 'EINVAL' || code === 'ENOENT') return undefined;
    throw error;
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It could not be made, where it would be a folder is a file: the error that led here says so.
  }
}

/** What a system call failed with as an error that says so; any other error as it is. */
function failure(path: string, error: unknown): unknown {
  if (systemCode(error) === undefined) return error;
  return unwritable(path, error, WRITE_ELSEWHERE);
}
