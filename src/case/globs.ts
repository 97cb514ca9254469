import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import { reason, WayleaveError } from '../errors.js';
import { formatOf } from '../input/file-format.js';
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
 * @throws WayleaveError CASE_INVALID when a folder may not be looked into, or what is named is no file: a link that leads nowhere,
 *   or a folder that is called as a table would be
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
  if (kindOf(literal) === 'file') return [relativePath(dir, literal)];
  const found = new Set(
    globSync(pattern, {
      cwd: dir,
      onlyFiles: false,
      expandDirectories: false,
      absolute: true,
      fs: SEEING_ALL,
    }),
  );
  const files = [...found].filter((path) => !path.endsWith('/'));
  // Of a log in thirty files the one that is none must not be passed over.
  for (const path of found) checkNoTable(relativePath(dir, path), path, files);
  return [...new Set(files.map((path) => relativePath(dir, path)))].sort(compareText);
}

/** Links that lead nowhere are seen as what they are; otherwise they would be left out without a word. */
const SEEING_ALL = {
  realpathSync: new Proxy(realpathSync, {
    apply: (real, _, [path]: [string]) => {
      try {
        return real(path);
      } catch {
        return path;
      }
    },
  }),
  statSync: new Proxy(statSync, {
    apply: (stat, _, [path]: [string]) => {
      try {
        return stat(path);
      } catch {
        return lstatSync(path);
      }
    },
  }),
};

/** What a pattern matches that is no file may be passed over, unless it was meant to be one. */
function checkNoTable(name: string, path: string, files: readonly string[]): void {
  const notAFile = (what: string, accepted: string): WayleaveError =>
    new WayleaveError('CASE_INVALID', `${name} is ${what}`, { place: { file: name }, accepted });
  if (!path.endsWith('/')) {
    if (kindOf(path) !== 'nothing') return;
    throw notAFile('a link that leads to no file', 'a file, or a link to one');
  }
  if (formatOf(name) === null || files.some((file) => file.startsWith(path))) return;
  throw notAFile(
    'a folder, called as a file would be',
    `a file; or files of the folder, as a pattern among the files of its source in case.yaml: ${name}/*`,
  );
}

/** What there is under a path, at the end of links. */
function kindOf(path: string): 'file' | 'other' | 'nothing' {
  try {
    return statSync(path).isFile() ? 'file' : 'other';
  } catch (error) {
    // Neither is anything there where links go in a circle, or the path could be none.
    if (isForbidden(error)) throw error;
    return 'nothing';
  }
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
