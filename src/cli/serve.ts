import { Command } from 'commander';
import { limits } from '../config.js';
import { serve, type RunningServer, type ServeOptions } from '../http/server.js';
import { print } from './print.js';
import { operator } from './terminal.js';

interface Options {
  readonly host?: string;
  readonly port?: string;
  readonly insecure?: boolean;
  readonly store?: string;
  readonly graph?: string;
  readonly memory?: string;
  readonly threads?: string;
}

/** The command `wayleave serve`, ready to be added to the program. */
export function serveCommand(): Command {
  return new Command('serve')
    .argument('<case...>', 'folders of cases')
    .description('serve cases over HTTP; see docs/http.md')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--port <n>', 'port to listen on (default: 7171; 0 takes a free one)')
    .option('--graph <url>', 'graph database of the case; default: the one that is set, or embedded')
    .option('--insecure', 'listen beyond this machine without any token')
    .option('--store <dir>', 'where results are kept (default: .wayleave in the case)')
    .option('--memory <size>', 'memory limit of an analysis, such as 4GB')
    .option('--threads <n>', 'worker threads of an analysis')
    .action(async (cases: string[], options: Options) => {
      const { memory, threads, ...given } = options;
      const most = limits({
        ...(memory === undefined ? {} : { memory }),
        ...(threads === undefined ? {} : { threads }),
      });
      const server = await serveUntilSignal({ ...given, cases, limits: most, operator: operator() });
      await print(`Serving ${server.service.cases.map((c) => c.title).join(', ')} at ${server.url}\n`);
      await server.ready();
    });
}

/** Starts a server that ends, gracefully, when the process is told to end. */
export async function serveUntilSignal(options: ServeOptions): Promise<RunningServer> {
  if (options.insecure === true) {
    process.stderr.write(
      'WARNING: --insecure: whoever reaches this address may read everything, real ids included.\n',
    );
  }
  const server = await serve(options);
  let ending = false;
  const end = (): void => {
    // Whoever asks a second time does not want to wait.
    if (ending) process.exit(130);
    ending = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return server;
}
