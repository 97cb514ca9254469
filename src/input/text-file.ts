import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { WayleaveError, type ErrorCode } from '../errors.js';
import { foreignBytes } from './foreign-bytes.js';
import type { Compression } from '../model/case.js';

const UTF8_ADVICE = 'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8").';

/**
 * The text of a small file: unpacked, decoded as UTF-8 without its byte order mark, lines ended by `\n`.
 *
 * @param bytes the file as it is on disk
 * @param file its path relative to the case, for messages
 * @param code of the errors thrown
 * @throws WayleaveError when it is damaged or in another encoding, with the line where that is known
 */
export function decodeText(
  bytes: Buffer,
  file: string,
  compression: Compression,
  code: ErrorCode = 'REGISTER_INVALID',
): string {
  const plain = unpack(bytes, file, compression, code);
  const wrongEncoding = (what: string, line?: number, advice = UTF8_ADVICE): WayleaveError =>
    new WayleaveError(code, `${file} ${what}`, {
      place: { file, ...(line === undefined ? {} : { line }) },
      accepted: 'UTF-8, with or without a byte order mark',
      advice,
    });
  const foreign = foreignBytes(plain);
  if (foreign !== undefined) throw wrongEncoding(foreign.what, undefined, foreign.advice);
  let text: string;
  try {
    text = decode(plain);
  } catch {
    throw wrongEncoding('is not UTF-8', firstBadLine(plain));
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw wrongEncoding('holds NUL characters', lineAt(text, nul));
  return text.replace(/\r\n?/g, '\n');
}

function unpack(bytes: Buffer, file: string, compression: Compression, code: ErrorCode): Uint8Array {
  try {
    if (compression === 'gzip') return gunzipSync(bytes);
    return compression === 'zstd' ? decompress(bytes) : bytes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WayleaveError(code, `${file} cannot be unpacked: ${reason}`, {
      place: { file },
      accepted: compression === 'gzip' ? 'a whole gzip file' : 'a whole Zstandard file',
      advice:
        'The file is damaged, cut short, or not what its name says: copy it again from where it came from.',
      cause,
    });
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** 1-based line of the first byte that is not UTF-8; a newline byte is never part of another character. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, from);
    const until = newline < 0 ? bytes.length : newline + 1;
    try {
      decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until;
  }
  return line;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n?|\n/).length;
}
