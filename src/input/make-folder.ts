import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isForbidden } from './io-errors.js';

/**
 * Makes a folder, and those above it that are not there. Node's own way of doing so never ends where the system says of a
 * folder that is there that it is not (`/proc/x`).
 *
 * @param mode of the folders that are made; what the process usually gives when it is left out
 * @throws Error of the system call that failed
 */
export function makeFolder(path: string, mode?: number): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // Somebody else may have made it in the meantime.
    if (!isFolder(path)) throw error;
  }
}

/**
 * True for a folder, also by a link; false for what is not there or cannot be, such as a name that is too long.
 *
 * @throws Error when it may not be looked at
 */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (isForbidden(error)) throw error;
    return false;
  }
}
