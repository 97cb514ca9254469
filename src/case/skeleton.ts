import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.js';
import { WayleaveError } from '../errors.js';
import { unwritable } from '../input/io-errors.js';
import { makeFolder } from '../input/make-folder.js';
import { compareText } from '../model/text.js';

const SKELETON = 'seed/skeleton';

/**
 * Writes a small, commented case to start from.
 *
 * @param dir a folder that is empty, or does not exist yet
 * @returns the files written, relative to it, in code point order
 * @throws WayleaveError USAGE when the folder holds anything, or is none; EXPORT_UNWRITABLE
 */
export function writeSkeleton(dir: string): string[] {
  const source = join(packageRoot(), SKELETON);
  try {
    refuseTaken(dir);
    makeFolder(dir);
    cpSync(source, dir, { recursive: true });
  } catch (error) {
    throw unwritable(dir, error, 'Name a folder in which you may write.');
  }
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1))
    .sort(compareText);
}

function refuseTaken(dir: string): void {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (stat === undefined || (stat.isDirectory() && readdirSync(dir).length === 0)) return;
  throw new WayleaveError('USAGE', stat.isDirectory() ? `${dir} is not empty` : `${dir} is a file`, {
    place: { value: dir },
    accepted: 'a folder that is empty, or does not exist yet',
    advice: 'Nothing was written. Choose another name.',
  });
}
