import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setting } from '../config.js';
import { reason, WayleaveError } from '../errors.js';
import { ALLOW_READING, isForbidden } from '../input/io-errors.js';
import { makeFolder } from '../input/make-folder.js';
import { logPath } from '../ingest/log-path.js';
import { logFiles, type Case, type LogFile } from '../model/case.js';
import { AuditLog, type AuditEntry } from './audit-log.js';
import { beginIn, flush, isOfAnother, ownName, removeQuietly, replaceFile } from './files.js';

/** Changes when the same input may come to another result, or is stored otherwise. */
const FORMAT = 8;

/** The folder in which a case's results, key and audit log live. */
export class Store {
  readonly #auditLog: AuditLog;

  private constructor(readonly dir: string) {
    this.#auditLog = new AuditLog(join(dir, AUDIT_FILE));
  }

  /** @throws WayleaveError STORE_UNUSABLE when the folder cannot be made or written */
  static open(dir: string): Store {
    try {
      makeFolder(join(dir, 'results'), 0o700);
      return new Store(dir);
    } catch (error) {
      throw new WayleaveError('STORE_UNUSABLE', `the store ${dir} cannot be made: ${reason(error)}`, {
        advice: 'Choose another folder with --store.',
        cause: error,
      });
    }
  }

  /** Where a case's store is when none is named. */
  static defaultDir(caseDir: string): string {
    return join(caseDir, '.wayleave');
  }

  /**
   * A new empty folder for a run; leftovers of runs whose process is gone are removed.
   *
   * @throws WayleaveError STORE_UNUSABLE when it cannot be made
   */
  beginRun(): string {
    return writing(() => beginIn(this.dir, 'run'));
  }

  /**
   * Makes the result of a run the current one. The switch is one rename of a file: whoever reads before or after sees a
   * whole result, also when this process is killed at any moment.
   *
   * @throws WayleaveError STORE_UNUSABLE when it cannot be written; the former result stays then
   */
  publish(runDir: string, fingerprint: string): void {
    writing(() => {
      this.#publish(runDir, fingerprint);
    });
  }

  #publish(runDir: string, fingerprint: string): void {
    const name = `${ownName(fingerprint.slice(0, 16))}.duckdb`;
    flush(join(runDir, 'result.duckdb'));
    const kept = this.#takeKept(join(runDir, KEPT_DIR));
    const pointer = join(runDir, 'current');
    writeFileSync(pointer, JSON.stringify({ format: FORMAT, fingerprint, result: name, kept }));
    flush(pointer);
    // From here on nothing more is written, only moved.
    renameSync(join(runDir, 'result.duckdb'), join(this.dir, 'results', name));
    replaceFile(pointer, join(this.dir, 'current.json'));
    for (const other of readdirSync(join(this.dir, 'results'))) {
      // Another process may be about to make its own the current one. What somebody still reads cannot be removed on Windows.
      // Either is left to the next run.
      if (other !== name && !isOfAnother(other)) removeQuietly(join(this.dir, 'results', other));
    }
    removeUnnamed(join(this.dir, KEPT_DIR), kept);
    removeQuietly(runDir);
  }

  /** Moves what a run keeps, so that files can be added to its result, beside what former runs kept. */
  #takeKept(from: string): KeptNames | undefined {
    const list = join(from, KEPT_LIST);
    if (!existsSync(list)) return undefined;
    // Written by this program a moment ago.
    const kept = JSON.parse(readFileSync(list, 'utf8')) as KeptNames;
    const to = join(this.dir, KEPT_DIR);
    mkdirSync(to, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(from)) {
      if (name === KEPT_LIST) continue;
      flush(join(from, name));
      renameSync(join(from, name), join(to, name));
    }
    return kept;
  }

  /** What is kept of the current result, so that files can be added to it; undefined when nothing is. */
  kept(): KeptFiles | undefined {
    const pointer = this.#pointer();
    if (pointer?.kept === undefined) return undefined;
    return {
      dir: join(this.dir, KEPT_DIR),
      result: join(this.dir, 'results', pointer.result),
      ...pointer.kept,
    };
  }

  /** Path of the current result and what it was computed from; undefined when there is none. */
  current(): { path: string; fingerprint: string } | undefined {
    const pointer = this.#pointer();
    if (pointer === undefined) return undefined;
    const path = join(this.dir, 'results', pointer.result);
    return existsSync(path) ? { path, fingerprint: pointer.fingerprint } : undefined;
  }

  #pointer(): Pointer | undefined {
    const path = join(this.dir, 'current.json');
    if (!existsSync(path)) return undefined;
    // Written by this program; of another version, it says so in the number of its format.
    const pointer = JSON.parse(readFileSync(path, 'utf8')) as Pointer;
    return pointer.format === FORMAT ? pointer : undefined;
  }

  /** Keyed pseudonym of a person (HMAC-SHA-256, 96 bits): the same in every run with the same key, telling nothing without it. */
  pseudonym(userId: string): string {
    return `u-${createHmac('sha256', this.#key()).update(userId).digest('hex').slice(0, 24)}`;
  }

  #cachedKey: Buffer | undefined;

  #key(): Buffer {
    if (this.#cachedKey !== undefined) return this.#cachedKey;
    const given = setting('key');
    if (given !== undefined) {
      if (!/^([0-9a-f]{2}){16,}$/i.test(given)) {
        throw new WayleaveError('USAGE', 'WAYLEAVE_KEY is not understood', {
          accepted: 'at least 32 hexadecimal digits',
        });
      }
      return (this.#cachedKey = Buffer.from(given, 'hex'));
    }
    const path = join(this.dir, 'key');
    if (!existsSync(path)) makeKey(path);
    const text = readFileSync(path, 'utf8').trim();
    // With half a key, or none, pseudonyms could be guessed.
    if (!/^[0-9a-f]{64}$/.test(text)) {
      throw new WayleaveError('STORE_UNUSABLE', 'the key of the store is damaged', {
        place: { file: path },
        accepted: '64 hexadecimal digits',
        advice:
          'Put it back from a copy. Without one, remove the file: a new key is made, and everyone gets another pseudonym.',
      });
    }
    return (this.#cachedKey = Buffer.from(text, 'hex'));
  }

  /**
   * Notes a read of personal data. What was read may be shown once this has resolved.
   *
   * @throws WayleaveError AUDIT_UNWRITABLE
   */
  audit(entry: AuditEntry): Promise<void> {
    return this.#auditLog.append(entry);
  }
}

/** Makes a key that is whole wherever it is there: it is written beside its place first. Who else makes one first, wins. */
function makeKey(path: string): void {
  const made = `${path}-${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(made, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(made, path);
  } catch (error) {
    if (!existsSync(path)) {
      throw new WayleaveError('STORE_UNUSABLE', `the key cannot be written: ${reason(error)}`, {
        place: { file: path },
        advice: 'Make room or choose another folder with --store; or give a key as WAYLEAVE_KEY.',
        cause: error,
      });
    }
  } finally {
    removeQuietly(made);
  }
}

/** Folder of what is kept, in a store and in a run. */
export const KEPT_DIR = 'kept';

/** In the folder that a run keeps, the names of all that belongs to it, as JSON of `KeptNames`. */
export const KEPT_LIST = 'list.json';

/** By names in the folder of what is kept: the file that says what it is, and the files that it names. */
export interface KeptNames {
  readonly state: string;
  readonly files: readonly string[];
}

/** The same, with where the files are. */
export interface KeptFiles extends KeptNames {
  /** The folder in which they are. */
  readonly dir: string;
  /** Path of the result that they belong to. */
  readonly result: string;
}

/** What `current.json` says. */
interface Pointer {
  readonly format: number;
  readonly fingerprint: string;
  readonly result: string;
  readonly kept?: KeptNames;
}

function removeUnnamed(dir: string, kept: KeptNames | undefined): void {
  if (!existsSync(dir)) return;
  const named = new Set(kept === undefined ? [] : [kept.state, ...kept.files]);
  for (const name of readdirSync(dir)) {
    if (!named.has(name) && !isOfAnother(name)) removeQuietly(join(dir, name));
  }
}

/** The folder of a case's store, as asked for or below the case. */
export function storeDirOf(caseDir: string, { store }: { readonly store?: string }): string {
  return store === undefined ? Store.defaultDir(resolve(caseDir)) : resolve(store);
}

/** Name of the audit log in the folder of a store. */
export const AUDIT_FILE = 'audit.jsonl';

/** What a result is computed from: registers and packs by content, logs by size and times of change, and the options. */
export function fingerprint(kase: Case, options: Record<string, unknown>): string {
  const logs = logFiles(kase).map((file) => stampOf(kase, file));
  return createHash('sha256')
    .update(JSON.stringify([FORMAT, kase.inputs, logs, options]))
    .digest('hex');
}

/** Does something that writes into a store; an error says that the store cannot be written. */
export function writing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WayleaveError('STORE_UNUSABLE', `the store cannot be written: ${reason(error)}`, {
      advice: 'Free space, or choose another folder with --store.',
      cause: error,
    });
  }
}

/**
 * By what a log file is known again: its path, size and times of change. What lies at an address is known as the cluster
 * last saw it.
 *
 * @throws WayleaveError LOG_UNREADABLE
 */
export function stampOf(kase: Case, file: LogFile): string[] {
  const { path, remote } = file;
  if (remote !== undefined) return [path, String(remote.size), String(remote.modified)];
  try {
    const { size, mtimeNs, ctimeNs } = statSync(logPath(kase.dir, file), { bigint: true });
    return [path, String(size), String(mtimeNs), String(ctimeNs)];
  } catch (error) {
    throw new WayleaveError('LOG_UNREADABLE', `${path} cannot be read: ${reason(error)}`, {
      place: { file: path },
      ...(isForbidden(error) ? { advice: ALLOW_READING } : {}),
      cause: error,
    });
  }
}
