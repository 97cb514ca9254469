import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lockSync } from 'proper-lockfile';
import { z } from 'zod';
import { reason, WayleaveError } from '../../errors.js';
import { makeFolder } from '../../input/make-folder.js';
import { ROLES, type Role } from '../contract/operation.js';

const entry = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** SHA-256 of the token: it has 256 random bits, so that no slow hash is needed. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  madeAt: z.string(),
});
const file = z.strictObject({ tokens: z.array(entry) });

export type TokenEntry = z.output<typeof entry>;

/** The tokens of a server, in a file that holds only their hashes; read again when it changes. */
export class Tokens {
  #read = '';
  #entries: readonly TokenEntry[] = [];

  constructor(readonly path: string) {}

  /** Whether there ever was a token: the file stays when the last one is revoked. */
  exist(): boolean {
    return existsSync(this.path);
  }

  /** @throws WayleaveError STORE_UNUSABLE when the file is damaged */
  list(): readonly TokenEntry[] {
    if (!existsSync(this.path)) return [];
    const { mtimeMs, size, ino } = statSync(this.path);
    const version = `${mtimeMs} ${size} ${ino}`;
    if (version === this.#read) return this.#entries;
    try {
      this.#entries = file.parse(JSON.parse(readFileSync(this.path, 'utf8'))).tokens;
    } catch (error) {
      throw new WayleaveError('STORE_UNUSABLE', `the tokens in ${this.path} cannot be read`, {
        advice: 'Restore the file, or remove it and make new tokens.',
        cause: error,
      });
    }
    this.#read = version;
    return this.#entries;
  }

  /**
   * Makes a token: it is shown once, and kept as its hash only.
   *
   * @throws WayleaveError STORE_UNUSABLE
   */
  make(name: string, role: Role): { entry: TokenEntry; token: string } {
    const token = `wl_${randomBytes(32).toString('base64url')}`;
    const made: TokenEntry = {
      id: randomBytes(4).toString('hex'),
      name,
      role,
      hash: hashOf(token).toString('hex'),
      madeAt: new Date().toISOString(),
    };
    this.#change((tokens) => [...tokens, made]);
    return { entry: made, token };
  }

  /** @throws WayleaveError NOT_FOUND, STORE_UNUSABLE */
  revoke(id: string): TokenEntry {
    const found = this.list().find((t) => t.id === id);
    if (found === undefined) {
      throw new WayleaveError('NOT_FOUND', `there is no token ${id}`, {
        accepted: 'an id that wayleave token list prints',
      });
    }
    this.#change((tokens) => tokens.filter((t) => t.id !== id));
    return found;
  }

  /** The entry of a token. Every entry is compared, each in constant time: how long it takes tells nothing. */
  find(token: string): TokenEntry | undefined {
    const hash = hashOf(token);
    let found: TokenEntry | undefined;
    for (const e of this.list()) if (timingSafeEqual(hash, Buffer.from(e.hash, 'hex'))) found = e;
    return found;
  }

  #change(change: (tokens: readonly TokenEntry[]) => readonly TokenEntry[]): void {
    try {
      this.#replace(change);
    } catch (error) {
      if (error instanceof WayleaveError) throw error;
      throw new WayleaveError(
        'STORE_UNUSABLE',
        `the tokens in ${this.path} cannot be written: ${reason(error)}`,
        {
          advice: isLocked(error)
            ? 'Try again: another process was changing them.'
            : 'Give the user under whom Wayleave runs the permission to write there, or free space.',
          cause: error,
        },
      );
    }
  }

  #replace(change: (tokens: readonly TokenEntry[]) => readonly TokenEntry[]): void {
    makeFolder(dirname(this.path), 0o700);
    const release = lockSync(this.path, { realpath: false });
    try {
      const temporary = `${this.path}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify({ tokens: change(this.list()) }, null, 1), { mode: 0o600 });
      renameSync(temporary, this.path);
    } finally {
      release();
    }
  }
}

/** True of the error of a lock that somebody else holds. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
