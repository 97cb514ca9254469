import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { packageRoot } from '../../src/assets.js';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * Builds a page of test/bench into a folder.
 *
 * @throws Error when it cannot be built
 */
export function buildBarePage(name: string, out: string): string {
  const root = join(packageRoot(), 'test', 'bench', name);
  const vite = join(packageRoot(), 'node_modules', 'vite', 'bin', 'vite.js');
  const words = [
    vite,
    'build',
    root,
    '--outDir',
    out,
    '--emptyOutDir',
    '--logLevel',
    'warn',
    '--target',
    'es2023',
  ];
  const done = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`the page ${name} was not built`);
  return out;
}

/** A page that is served, on a port of its own. */
export interface ServedPage {
  readonly url: string;
  readonly close: () => void;
}

/**
 * Serves a folder, and JSON beside it.
 *
 * @param json the answer to a path with its search; undefined for what is a file
 */
export async function serveFolder(
  folder: string,
  json: (url: string) => Promise<string> | string | undefined,
): Promise<ServedPage> {
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const answer = json(url);
    if (answer !== undefined) {
      void Promise.resolve(answer).then((text) =>
        response.setHeader('content-type', 'application/json').end(text),
      );
      return;
    }
    const path = join(folder, url === '/' ? 'index.html' : url);
    if (!existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
