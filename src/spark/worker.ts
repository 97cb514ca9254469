import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { WayleaveError } from '../errors.js';
import { MODES } from './worker-modes.js';

/**
 * The program that runs on the machines of a cluster, once for each task: `worker.js MODE FOLDER NUMBERS`. The folder holds
 * `job` (as node:v8 serializes it), copies of the logs that lie at addresses and, but for reading, the task's rows as
 * `in.parquet`; answers go into `out/NUMBER`. The numbers are those of parts to read, or the task's own. It ends when its
 * standard input does, since then the task is gone.
 */
const [mode = '', folder = '', numbers = ''] = process.argv.slice(2);
process.stdin.on('close', () => process.exit(3)).resume();
try {
  const run = MODES.get(mode);
  if (run === undefined) throw new Error(`unknown mode ${mode}`);
  await run(deserialize(readFileSync(join(folder, 'job'))), folder, numbers.split(',').map(Number));
  process.exit(0);
} catch (error) {
  // Told apart by job.py from what the machine did: this the user can do something about.
  const said =
    error instanceof WayleaveError
      ? {
          code: error.code,
          message: error.message,
          place: error.place,
          accepted: error.accepted,
          advice: error.advice,
        }
      : undefined;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  writeFileSync(process.stderr.fd, said === undefined ? text : `WAYLEAVE-ERROR ${JSON.stringify(said)}\n`);
  process.exit(1);
}
