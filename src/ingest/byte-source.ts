import { Decompress } from 'fzstd';
import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { reason, WayleaveError } from '../errors.js';
import { foreignBytes } from '../input/foreign-bytes.js';
import { ALLOW_READING, isForbidden, systemCode } from '../input/io-errors.js';
import type { Compression } from '../model/case.js';

/** Bytes of a file that is not compressed, counted from 0; `until` is exclusive. */
export interface ByteRange {
  readonly from: number;
  readonly until: number | undefined;
}

const ALL: ByteRange = { from: 0, until: undefined };

/** Bytes that are read from disk at a time: as many as a file has, within these bounds. */
const READ_SIZE = { least: 64 << 10, most: 1 << 20 };

/**
 * The bytes of a log file, decompressed, piece by piece.
 *
 * DuckDB reads compressed files too, but takes a truncated one for a whole one and says nothing; here a checksum or a
 * length that does not fit is an error.
 *
 * @param path absolute
 * @param shown how the file is called in messages
 * @param onRead called with the number of bytes that were read from disk
 * @param range of the bytes, where not all are read
 * @throws WayleaveError LOG_UNREADABLE when the file cannot be read, its compression is damaged, or it is no text in UTF-8 at a glance
 */
export async function* readBytes(
  path: string,
  shown: string,
  compression: Compression,
  onRead: (bytes: number) => void = () => undefined,
  range = ALL,
): AsyncGenerator<Buffer> {
  let first = range.from === 0;
  for await (const piece of unpacked(path, shown, compression, onRead, range)) {
    const foreign = first ? foreignBytes(piece) : undefined;
    first = false;
    if (foreign !== undefined) {
      throw new WayleaveError('LOG_UNREADABLE', `${shown} ${foreign.what}`, {
        place: { file: shown },
        accepted: 'text in UTF-8',
        advice: foreign.advice,
      });
    }
    yield piece;
  }
}

async function* unpacked(
  path: string,
  shown: string,
  compression: Compression,
  onRead: (bytes: number) => void,
  { from, until }: ByteRange,
): AsyncGenerator<Buffer> {
  const end = until === undefined ? {} : { end: until - 1 };
  const raw = createReadStream(path, { highWaterMark: readSize(path), start: from, ...end });
  raw.on('data', (piece) => {
    onRead(piece.length);
  });
  try {
    if (compression === 'none') yield* raw as AsyncIterable<Buffer>;
    else if (compression === 'gzip') {
      const gunzip = createGunzip({ chunkSize: READ_SIZE.most });
      raw.on('error', (e) => gunzip.destroy(e));
      yield* raw.pipe(gunzip) as AsyncIterable<Buffer>;
    } else yield* unzstd(raw as AsyncIterable<Buffer>);
  } catch (error) {
    const damaged = compression !== 'none' && systemCode(error) === undefined;
    const how = damaged ? `is damaged or cut off (${compression})` : 'cannot be read';
    throw new WayleaveError('LOG_UNREADABLE', `${shown} ${how}: ${reason(error)}`, {
      place: { file: shown },
      advice: isForbidden(error)
        ? ALLOW_READING
        : 'Get the file again from where it came from; nothing of it was used.',
      cause: error,
    });
  } finally {
    raw.destroy();
  }
}

/** Memory for more than a file has costs more than to read it, of thousands of small ones. */
function readSize(path: string): number {
  let size: number;
  try {
    ({ size } = statSync(path));
  } catch {
    // Whoever reads it is told why it cannot be.
    size = 0;
  }
  return Math.min(READ_SIZE.most, Math.max(READ_SIZE.least, size));
}

async function* unzstd(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out: Buffer[] = [];
  const end = { reached: false };
  const decompress = new Decompress((piece, final) => {
    if (piece.length > 0) out.push(Buffer.from(piece));
    end.reached ||= final === true;
  });
  for await (const piece of raw) {
    decompress.push(piece);
    yield* out.splice(0);
  }
  decompress.push(new Uint8Array(), true);
  yield* out.splice(0);
  if (!end.reached) throw new Error('unexpected end of file');
}
