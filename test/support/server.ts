import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { serve, type RunningServer, type ServeOptions } from '../../src/http/server.js';
import { tempDir } from './workspace.js';

/** A copy of a case of this repository, as its store would else lie among the sources. */
export function caseCopy(t: TestContext, path: string): string {
  const dir = join(tempDir(t), basename(path));
  cpSync(join(packageRoot(), path), dir, { recursive: true });
  return dir;
}

/** A server of cases in this process, on a free port; it ends with the test. */
export async function serveCases(
  t: TestContext,
  cases: readonly string[],
  more: Partial<ServeOptions> = {},
): Promise<RunningServer> {
  const server = await startServer(cases, more);
  t.after(() => server.close());
  return server;
}

async function startServer(cases: readonly string[], more: Partial<ServeOptions>): Promise<RunningServer> {
  process.env['WAYLEAVE_LOG'] ??= 'silent';
  const small = limits({ memory: '1GB', threads: '1', shards: '1' });
  const server = await serve({ cases, port: '0', limits: small, operator: 'tester', ...more });
  try {
    await server.ready();
    // A graph that cannot be loaded is known to be so, too.
    for (const c of server.service.cases) await c.graph.prepare(c.snapshot().fingerprint);
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

export const KAKAOPAY = 'seed/kakaopay-alipay/sample';

/** A server that the tests of a file share, with a copy of the sample case; `dir` is that copy. */
export interface FileServer extends RunningServer {
  readonly dir: string;
}

/**
 * Starts a server before the tests of a file and ends it after them.
 *
 * @param prepare does something to the copy of the case before it is served
 * @returns the server, from the first test on
 */
export function serverForFile(
  more: Partial<ServeOptions> = {},
  prepare: (dir: string) => void = () => undefined,
): () => FileServer {
  let running: FileServer | undefined;
  let folder = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wayleave-'));
    const dir = join(folder, 'sample');
    cpSync(join(packageRoot(), KAKAOPAY), dir, { recursive: true });
    prepare(dir);
    running = Object.assign(await startServer([dir], more), { dir });
  });
  after(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => {
    if (running === undefined) throw new Error('the server of the file did not start');
    return running;
  };
}
