import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** What the folder of a process is called, before six characters of its own. */
const PREFIX = 'wayleave-graph-';

/**
 * A folder for temporary files of one process of the engine, which makes folders there and leaves them when the process
 * is ended: its path, and the environment in which the process takes it for the place of temporary files.
 */
export function makeScratch(): { readonly dir: string; readonly env: NodeJS.ProcessEnv } {
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  return { dir, env: { ...process.env, TMPDIR: dir, TMP: dir, TEMP: dir } };
}

/** Removes the folder that was made for this process, which is about to end: whoever made it may be gone already. */
export function removeOwnScratch(): void {
  if (basename(tmpdir()).startsWith(PREFIX)) removeScratch(tmpdir());
}

/** Removes such a folder. One that cannot be removed is litter, and no reason to fail an answer. */
export function removeScratch(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Left behind.
  }
}
