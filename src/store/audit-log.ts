import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import { WayleaveError } from '../errors.js';

/** What is noted of a read of personal data: who asked for what, and what was shown. */
export type AuditEntry = Readonly<Record<string, unknown>> & { readonly who: string; readonly what: string };

interface Waiting {
  readonly entry: AuditEntry;
  readonly at: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A lock that nobody has touched for so long was left behind by a process that is gone: milliseconds. */
const STALE = 10_000;

/**
 * The audit log of a store: JSON lines, only ever appended to. Each line carries the hash of the line before, so that none
 * can be changed or taken out unseen. Entries that come while others are being written are written together, with one
 * flush to the disk (group commit); a lock keeps several processes from writing at once.
 */
export class AuditLog {
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(readonly path: string) {}

  /**
   * Resolves once the entry is on the disk: only then may be shown what it speaks of.
   *
   * @throws WayleaveError AUDIT_UNWRITABLE
   */
  append(entry: AuditEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, at: new Date().toISOString(), resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const unwritable = new WayleaveError('AUDIT_UNWRITABLE', `${this.path} cannot be written`, {
          advice: 'Free space, and see that the folder may be written; nothing is shown until then.',
          cause: error,
        });
        for (const { reject } of batch) reject(unwritable);
      }
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const release = await lock(this.path, {
      realpath: false,
      stale: STALE,
      retries: { retries: 200, minTimeout: 5, maxTimeout: 100 },
    });
    try {
      const handle = await open(this.path, 'a+', 0o600);
      try {
        await handle.appendFile(linesOf(batch, await lastLine(handle)));
        await handle.datasync();
      } finally {
        await handle.close();
      }
    } finally {
      await release();
    }
  }
}

function linesOf(batch: readonly Waiting[], last: { text: string; torn: boolean }): string {
  let before = last.text;
  let text = '';
  const add = (at: string, entry: AuditEntry): void => {
    before = JSON.stringify({ at, ...entry, previous: hashOf(before) });
    text += `${before}\n`;
  };
  if (last.torn) {
    // A process died while it wrote. What it wrote stays, as a line of its own that the next one vouches for.
    text = '\n';
    add(new Date().toISOString(), { who: 'wayleave', what: TORN });
  }
  for (const { at, entry } of batch) add(at, entry);
  return text;
}

const TORN = 'the line before was not written to its end';

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** The last line, read from the end: the log may be long. */
async function lastLine(handle: FileHandle): Promise<{ text: string; torn: boolean }> {
  const { size } = await handle.stat();
  let tail = Buffer.alloc(0);
  for (let length = 4096; ; length *= 4) {
    const start = Math.max(0, size - length);
    tail = Buffer.alloc(size - start);
    await handle.read(tail, 0, tail.length, start);
    const end = tail.at(-1) === 0x0a ? tail.length - 1 : tail.length;
    const from = end <= 0 ? -1 : tail.lastIndexOf(0x0a, end - 1);
    if (from >= 0 || start === 0) {
      return { text: tail.toString('utf8', from + 1, end), torn: end === tail.length && size > 0 };
    }
  }
}

/** What verifying an audit log comes to. */
export interface AuditVerified {
  readonly entries: number;
  /** Lines that a process which died left half written, each vouched for by the next. */
  readonly torn: number;
  /** Hash of the last line: kept elsewhere, it proves later that nothing was cut off the end. */
  readonly head: string;
}

/**
 * Reads the whole log and checks every link.
 *
 * @param known a head that was noted earlier: it must still be in the log
 * @throws WayleaveError AUDIT_BROKEN with the first line that does not fit
 */
export function verifyAudit(path: string, known?: string): AuditVerified {
  let before = '';
  let entries = 0;
  let torn = 0;
  let pending: number | undefined;
  let number = 0;
  let met = known === undefined || known === hashOf('');
  for (const line of existsSync(path) ? linesOfFile(path) : []) {
    number++;
    const entry = parsed(line);
    if (pending !== undefined && entry?.['what'] !== TORN) throw broken(path, pending, 'it is no entry');
    if (pending !== undefined) torn++;
    pending = entry === undefined ? number : undefined;
    if (entry !== undefined) {
      if (entry['previous'] !== hashOf(before)) {
        throw broken(path, number, 'the line before it was changed, taken out or put in');
      }
      entries++;
    }
    before = line;
    met ||= known === hashOf(line);
  }
  if (pending !== undefined) torn++;
  if (!met)
    throw broken(
      path,
      number,
      'the head that was noted earlier is not in it: lines were cut off the end or changed',
    );
  return { entries, torn, head: hashOf(before) };
}

function broken(path: string, line: number, why: string): WayleaveError {
  return new WayleaveError('AUDIT_BROKEN', `the audit log was changed: ${why}`, {
    place: { file: path, line },
    advice: 'Keep the file as it is, and compare it with a backup.',
  });
}

/** A line as an entry; undefined for one that is none, as a process which died may have left it. */
function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function* linesOfFile(path: string): Generator<string> {
  const handle = openSync(path, 'r');
  try {
    const size = fstatSync(handle).size;
    const buffer = Buffer.alloc(1 << 16);
    let rest = Buffer.alloc(0);
    for (let at = 0; at < size;) {
      const read = readSync(handle, buffer, 0, buffer.length, at);
      // It was cut shorter meanwhile.
      if (read === 0) break;
      at += read;
      rest = Buffer.concat([rest, buffer.subarray(0, read)]);
      for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
        yield rest.toString('utf8', 0, end);
        rest = rest.subarray(end + 1);
      }
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
