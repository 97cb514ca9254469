import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Stored } from './answers.js';
import type { Exchange } from './exchange.js';

/** Weak, as the same answer may be sent compressed or not. */
export function etagOf(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/** Answers 304 when the asker has this answer already. */
export function isKnown(request: Request, response: Response, etag: string): boolean {
  const known = (request.get('if-none-match') ?? '').split(',').map((t) => t.trim());
  if (!known.includes(etag)) return false;
  response
    .status(304)
    .set({ ETag: etag, ...caching(true) })
    .end();
  return true;
}

/**
 * Sends an answer that is in memory.
 *
 * @param kept whether the asker may keep it
 */
export async function sendBytes(
  { service, request, response }: Exchange,
  stored: Stored,
  etag: string | undefined,
  kept: boolean,
): Promise<void> {
  if (etag !== undefined && response.statusCode === 200 && isKnown(request, response, etag)) return;
  const { body, encoding } = await service.answers.bytes(stored, request.acceptsEncodings('gzip') === 'gzip');
  response.set({
    ...stored.headers,
    'Content-Type': stored.type,
    'Content-Length': String(body.length),
    ...caching(kept),
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Sends text in pieces, as fast as the asker takes them. The answer ends in the middle when making it fails. */
export async function sendPieces(
  { request, response }: Exchange,
  type: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  etag: string | undefined,
  kept: boolean,
): Promise<void> {
  response.set({
    'Content-Type': type.includes('charset') ? type : `${type}; charset=utf-8`,
    ...caching(kept),
    ...(etag === undefined ? {} : { ETag: etag }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(Readable.from(pieces), response);
}

/** Answers may be kept by whoever asked, and must be asked for again; what is audited may not be kept. */
export function caching(kept: boolean): Record<string, string> {
  return {
    'Cache-Control': kept ? 'private, no-cache' : 'no-store',
    Vary: 'Accept, Accept-Encoding, Accept-Language, Authorization',
  };
}
