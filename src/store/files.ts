import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What `ownName` puts behind a kind. */
const OWN = /-(\d+)-[0-9a-f]{8}(?=[.-]|$)/;

/** A name that nothing else has, and that tells which process gave it. */
export function ownName(kind: string): string {
  return `${kind}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Whether another process that still runs gave a name: what bears it may be about to be needed. */
export function isOfAnother(name: string): boolean {
  const pid = Number(OWN.exec(name)?.[1] ?? process.pid);
  return pid !== process.pid && isAlive(pid);
}

/**
 * A new empty folder in which a process builds something; those whose process is gone are removed.
 *
 * @param dir the folder in which it is made
 * @param kind begins its name, for example `run`
 */
export function beginIn(dir: string, kind: string): string {
  for (const name of readdirSync(dir)) {
    const pid = name.startsWith(`${kind}-`) ? OWN.exec(name)?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) removeQuietly(join(dir, name));
  }
  const begun = join(dir, ownName(kind));
  mkdirSync(begun, { mode: 0o700 });
  return begun;
}

/** Waits until a file is on the disk itself. */
export function flush(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts a file in the place of another, which one rename does: whoever opens it before or after finds a whole file. On
 * Windows it fails while somebody reads the former one, so it is tried for up to a second.
 */
export function replaceFile(from: string, to: string): void {
  for (let left = 50; ; left--) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const held = error instanceof Error && 'code' in error && HELD.has(String(error.code));
      if (!held || left === 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** What Windows says of a file that somebody has open. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Removes what is there, if it can be; what somebody still reads (on Windows) is left for the next time. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Left for the next run to remove.
  }
}

/** True while a process of this id runs, somebody else's too. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
