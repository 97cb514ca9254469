import { Command } from 'commander';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.js';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { RunningServer } from '../http/server.js';
import { summary } from '../report/text.js';
import { print } from './print.js';
import { writeKakaopay } from './seed.js';
import { openSession } from '../session.js';
import { serveUntilSignal } from './serve.js';
import { analysisOf, operator, stdoutStyle } from './terminal.js';

/** What `npm start` does: generates the Kakaopay case once, analyzes it, prints the summary, and serves it. */
export function startCommand(): Command {
  return new Command('start')
    .description('generate, analyze and serve the Kakaopay case at 1:10,000')
    .option('--port <n>', 'port to listen on (default: 7171, or a free one when it is taken)')
    .action(async ({ port }: { port?: string }) => {
      const dir = join(packageRoot(), 'out', 'kakaopay');
      if (!existsSync(dir)) {
        process.stderr.write('Writing the Kakaopay case at 1:10,000 …\n');
        const half = `${dir}.part`;
        rmSync(half, { recursive: true, force: true });
        mkdirSync(half, { recursive: true });
        await writeKakaopay('1:10000', half);
        renameSync(half, dir);
      }
      const session = await openSession(dir, {});
      const analysis = await analysisOf(session, limits());
      const [finding] = analysis.findings;
      await print(
        [
          summary(analysis, stdoutStyle()),
          'Where to go next',
          ...(finding === undefined ? [] : [`  npm run -s wayleave -- explain out/kakaopay ${finding.id}`]),
          '  npm run -s wayleave -- analyze out/kakaopay --json',
          '  npm run -s wayleave -- init my-case',
          '  seed/kakaopay-alipay/README.md says what is public fact and what is modelled.',
          '',
          '',
        ].join('\n'),
      );
      const server = await serveOnSomePort(dir, port);
      await server.ready();
      await print(`Serving the case at ${server.url} (Ctrl+C ends it)\n`);
    });
}

/** On the port asked for; without one, on the usual port or, where that is taken, on a free one. */
async function serveOnSomePort(dir: string, port: string | undefined): Promise<RunningServer> {
  const options = { cases: [dir], limits: limits(), operator: operator() };
  if (port !== undefined) return serveUntilSignal({ ...options, port });
  try {
    return await serveUntilSignal(options);
  } catch (error) {
    if (!(error instanceof WayleaveError) || error.code !== 'USAGE') throw error;
    return serveUntilSignal({ ...options, port: '0' });
  }
}
