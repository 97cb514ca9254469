import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import yazl from 'yazl';
import type { Files } from '../routes/handler.js';
import type { Exchange } from './exchange.js';
import { caching } from './send.js';

/** Sends a file, or several as a zip, as fast as the asker takes them. @param kept whether the asker may keep it */
export async function sendFiles(
  { request, response }: Exchange,
  { dir, names, type, fileName, complete }: Files,
  etag: string | undefined,
  kept: boolean,
): Promise<void> {
  const [first, ...others] = names;
  const zipped = type === 'application/zip';
  const gzipped = !zipped && request.acceptsEncodings('gzip') === 'gzip';
  response.attachment(fileName).set({
    'Content-Type': zipped ? type : `${type}; charset=utf-8`,
    'Wayleave-Complete': String(complete),
    ...caching(kept),
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(gzipped ? { 'Content-Encoding': 'gzip' } : {}),
    ...(zipped || gzipped ? {} : { 'Content-Length': String(statSync(join(dir, first)).size) }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  if (zipped) await pipeline(zipOf(dir, [first, ...others]), response);
  else if (gzipped) await pipeline(createReadStream(join(dir, first)), createGzip(), response);
  else await pipeline(createReadStream(join(dir, first)), response);
}

/** The files as one zip, packed as it is read. */
function zipOf(dir: string, names: readonly string[]): Readable {
  const zip = new yazl.ZipFile();
  for (const name of names) zip.addFile(join(dir, name), name);
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  zip.end();
  return zip.outputStream as Readable;
}
