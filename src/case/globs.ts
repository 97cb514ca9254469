import { readdirSync, statSync, type Dirent } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import { reason, WayleaveError } from '../errors.js';
import { isForbidden } from '../input/io-errors.js';
import { isFolder } from '../input/make-folder.js';
import { listWords } from '../input/near.js';
import { compareText } from '../model/text.js';

/**
 * The files that a pattern names: the one that is called exactly so or, if there is none, those that match it as a glob.
 *
 * @param dir folder of the case
 * @param pattern relative to it (it may lead out of it), or absolute
 * @returns paths relative to the case, with `/`, in code point order
 * @throws WayleaveError CASE_INVALID when a folder may not be looked into
 */
export function matchFiles(dir: string, pattern: string): string[] {
  try {
    return found(dir, pattern);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new WayleaveError(
      'CASE_INVALID',
      `files that ${pattern} names cannot be looked for: ${reason(error)}`,
      {
        accepted: 'files in folders that may be listed',
        advice: 'Give the user under whom Wayleave runs the permission to read and enter the folder.',
        cause: error,
      },
    );
  }
}

function found(dir: string, pattern: string): string[] {
  const literal = resolve(dir, pattern);
  if (statSync(literal, { throwIfNoEntry: false })?.isFile() === true) return [relativePath(dir, literal)];
  const matches = globSync(pattern, { cwd: dir, onlyFiles: true, expandDirectories: false, absolute: true });
  return [...new Set(matches.map((path) => relativePath(dir, path)))].sort(compareText);
}

/** What there is in the folder where a pattern without matches begins to be one, in words. */
export function describeFolder(dir: string, pattern: string): string {
  const fixed = /[*?[{(!]/.test(pattern) ? pattern.replace(/[^/]*[*?[{(!].*$/, '') : dirname(pattern);
  let folder = resolve(dir, fixed);
  while (!isFolder(folder)) folder = dirname(folder);
  const name = relativePath(dir, folder);
  const where = name === '' ? 'the case folder' : `${name}/`;
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isForbidden(error)) return `${where} may not be listed`;
    throw error;
  }
  if (entries.length === 0) return `${where} is empty`;
  const names = entries.map((e) => (e.isDirectory() ? `${e.name}/` : e.name)).sort(compareText);
  return `${where} holds ${listWords(names, 12)}`;
}

function relativePath(dir: string, path: string): string {
  return relative(dir, path).split(sep).join('/');
}
