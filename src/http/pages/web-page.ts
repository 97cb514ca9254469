import { Router, type Request, type Response } from 'express';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packageRoot } from '../../assets.js';

const TYPES: Readonly<Partial<Record<string, string>>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

type Encoding = 'br' | 'gzip' | 'identity';

/** A file of the page, with its compressed forms once somebody asked for them. */
interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

/**
 * Serves the page that `src/web` is built into; it holds no data, and needs no token. Its files are read once: they are
 * small, and a server does not outlive its build. Undefined when the page was not built.
 */
export function webPage(): Router | undefined {
  const dir = join(packageRoot(), 'dist', 'web');
  if (!existsSync(join(dir, 'index.html'))) return undefined;
  const files = new Map(pageFiles(dir, dir));
  const router = Router();
  // Names under assets hold a hash of the content, so what was fetched once stays good.
  router.get('/assets/:name', async (request, response, next) => {
    const file = files.get(`assets/${request.params.name}`);
    if (file === undefined) next();
    else await send(request, response, file, 'public, max-age=31536000, immutable');
  });
  // What a case's addresses show is up to the page.
  router.get(['/', '/cases/{*rest}'], async (request, response, next) => {
    const file = files.get('index.html');
    if (file === undefined) next();
    else await send(request, response, file, 'no-cache');
  });
  return router;
}

function* pageFiles(root: string, dir: string): Generator<[string, PageFile]> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* pageFiles(root, path);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const body = readFileSync(path);
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    yield [relative(root, path).split(sep).join('/'), { body, type, etag, encoded: new Map() }];
  }
}

const packers: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body),
  identity: (body) => Promise.resolve(body),
};

async function send(request: Request, response: Response, file: PageFile, caching: string): Promise<void> {
  response.set({ ETag: file.etag, 'Cache-Control': caching, Vary: 'Accept-Encoding' });
  if (request.get('if-none-match') === file.etag) {
    response.status(304).end();
    return;
  }
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity');
  const encoding: Encoding = accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
  let packed = file.encoded.get(encoding);
  if (packed === undefined) {
    packed = packers[encoding](file.body);
    file.encoded.set(encoding, packed);
  }
  const body = await packed;
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.set({ 'Content-Type': file.type, 'Content-Length': String(body.length) }).end(body);
}
