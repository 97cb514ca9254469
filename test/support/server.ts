import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
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
  process.env['WAYLEAVE_LOG'] ??= 'silent';
  const small = limits({ memory: '1GB', threads: '1', shards: '1' });
  const server = await serve({ cases, port: '0', limits: small, operator: 'tester', ...more });
  t.after(() => server.close());
  await server.ready();
  return server;
}

export const KAKAOPAY = 'seed/kakaopay-alipay/sample';
