import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { internal } from './errors.js';

let root: string | undefined;

/** The folder of this package (the one with package.json): SQL files, rule packs and seeds are found from it. */
export function packageRoot(): string {
  if (root !== undefined) return root;
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) {
    const parent = dirname(dir);
    if (parent === dir) throw internal('the package that this file belongs to has no package.json');
    dir = parent;
  }
  root = dir;
  return dir;
}

/**
 * The text of a file of this package.
 *
 * @param path relative to the package's folder, with `/`, for example `src/evidence/histories.sql`
 */
export function readAsset(path: string): string {
  return readFileSync(join(packageRoot(), path), 'utf8');
}

/** The version of the program, as its package says. */
export function programVersion(): string {
  return (JSON.parse(readAsset('package.json')) as { version: string }).version;
}
