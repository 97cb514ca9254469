import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { programFolders, sparkHome } from '../config.js';
import { WayleaveError } from '../errors.js';

/** Milliseconds that a master has to take a connection. */
const PATIENCE = 10_000;

/**
 * Where spark-submit is: below SPARK_HOME, or on the PATH.
 *
 * @throws WayleaveError SPARK_MISSING
 */
export function findSparkSubmit(): string {
  const names = process.platform === 'win32' ? ['spark-submit.cmd'] : ['spark-submit'];
  const home = sparkHome();
  const folders = home === undefined ? programFolders() : [join(home, 'bin')];
  const found = folders.flatMap((f) => names.map((n) => join(f, n))).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const where =
    home === undefined ? 'on the PATH, and SPARK_HOME is not set' : `in ${folders.join()} (SPARK_HOME)`;
  throw new WayleaveError('SPARK_MISSING', `there is no spark-submit ${where}`, {
    accepted: 'an installation of Apache Spark 3.5 with Java 17, or pyspark from PyPI',
    advice: 'Set SPARK_HOME to the folder that holds bin/spark-submit; docs/scale-out.md says more.',
  });
}

/**
 * Sees whether a master takes connections, as Spark itself takes a minute to give up. Of several, one will do; of a
 * master without an address of its own (local, yarn) nothing can be said.
 *
 * @throws WayleaveError USAGE for an address that is none, SPARK_UNREACHABLE
 */
export async function reachMaster(master: string): Promise<void> {
  if (/^local(\[.*\])?$|^yarn$/.test(master)) return;
  const { list } = /^(?:spark:\/\/|k8s:\/\/(?:https?:\/\/)?)(?<list>[^/\s]+)\/?$/.exec(master)?.groups ?? {};
  if (list === undefined) {
    throw new WayleaveError('USAGE', `--master ${master} is not understood`, {
      accepted: 'local[*], spark://HOST:PORT, k8s://https://HOST:PORT or yarn',
    });
  }
  const standard = master.startsWith('k8s') ? 443 : 7077;
  const failures: string[] = [];
  for (const address of list.split(',')) {
    const { hostname, port } = new URL(`tcp://${address}`);
    const failure = await tryToConnect(
      hostname.replace(/^\[|\]$/g, ''),
      port === '' ? standard : Number(port),
    );
    if (failure === undefined) return;
    failures.push(`${address}: ${failure}`);
  }
  throw new WayleaveError(
    'SPARK_UNREACHABLE',
    `the Spark master cannot be reached (${failures.join('; ')})`,
    {
      advice: 'See that the master runs and that its port is open from here.',
    },
  );
}

function tryToConnect(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const end = (failure?: string): void => {
      socket.destroy();
      resolve(failure);
    };
    socket
      .once('connect', () => {
        end();
      })
      .once('timeout', () => {
        end('no answer');
      })
      .once('error', (error: Error & { code?: string }) => {
        end(error.code ?? error.message);
      });
  });
}
