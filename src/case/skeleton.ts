import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.js';
import { WayleaveError } from '../errors.js';
import { makeFolder } from '../input/make-folder.js';
import { compareText } from '../model/text.js';

const SKELETON = 'seed/skeleton';

/**
 * Writes a small, commented case to start from.
 *
 * @param dir a folder that is empty, or does not exist yet
 * @returns the files written, relative to it, in code point order
 * @throws WayleaveError USAGE when the folder holds anything, or is none
 */
export function writeSkeleton(dir: string): string[] {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (stat !== undefined && (!stat.isDirectory() || readdirSync(dir).length > 0)) {
    throw new WayleaveError('USAGE', stat.isDirectory() ? `${dir} is not empty` : `${dir} is a file`, {
      place: { value: dir },
      accepted: 'a folder that is empty, or does not exist yet',
      advice: 'Nothing was written. Choose another name.',
    });
  }
  const source = join(packageRoot(), SKELETON);
  makeFolder(dir);
  cpSync(source, dir, { recursive: true });
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1))
    .sort(compareText);
}
