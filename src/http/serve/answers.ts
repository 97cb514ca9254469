import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** Bytes of answers that are kept. */
const KEPT = 64e6;
/** Shorter answers are not worth compressing. */
const SHORT = 1024;

/** An answer as bytes. */
export interface Stored {
  readonly type: string;
  readonly body: Buffer;
  /** Headers of its own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Compressed with gzip, once somebody asked for it so. */
  gzipped?: Promise<Buffer>;
}

const compress = promisify(gzip);

/**
 * Answers that were given before, as bytes: what is answered about one analysis never changes. The key holds the
 * analysis, so that a new one finds nothing of the old, which the cache forgets in time.
 */
export class AnswerCache {
  readonly #kept = new LRUCache<string, Stored>({
    maxSize: KEPT,
    sizeCalculation: (s) => s.body.length + 500,
  });

  get(key: string): Stored | undefined {
    return this.#kept.get(key);
  }

  set(key: string, stored: Stored): void {
    this.#kept.set(key, stored);
  }

  /** The bytes to send, compressed when the asker takes that. */
  async bytes(stored: Stored, gzipped: boolean): Promise<{ body: Buffer; encoding: 'gzip' | undefined }> {
    if (!gzipped || stored.body.length < SHORT) return { body: stored.body, encoding: undefined };
    stored.gzipped ??= compress(stored.body);
    return { body: await stored.gzipped, encoding: 'gzip' };
  }
}
