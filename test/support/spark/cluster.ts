import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endProcesses } from '../end-processes.js';
import { freePort } from '../free-port.js';
import { pythonWith } from '../python.js';

/** Spark from PyPI, with the variables that it takes; or the reason why tests that need it are skipped. */
export type Spark =
  { readonly skip: false; readonly env: Readonly<Record<string, string>> } | { readonly skip: string };

/** Spark for tests, listening on loopback only. Needs Java 17 and Python; under CI=true their lack is an error. */
export async function sparkForTests(): Promise<Spark> {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.status !== 0) {
    if (process.env['CI'] === 'true') throw new Error('these tests need Java 17, and it is not available');
    return { skip: 'Java 17 is not available' };
  }
  const python = await pythonWith('test/spark/requirements.txt');
  if (python.skip !== false) return python;
  const lib = join(dirname(dirname(python.program)), process.platform === 'win32' ? 'Lib' : 'lib');
  const packages = [
    join(lib, 'site-packages'),
    ...readdirSync(lib).map((d) => join(lib, d, 'site-packages')),
  ];
  const home = packages.map((p) => join(p, 'pyspark')).find((p) => listed(p).includes('bin'));
  if (home === undefined) throw new Error(`pyspark is not below ${lib}`);
  const env = {
    SPARK_HOME: home,
    PYSPARK_PYTHON: python.program,
    PYSPARK_DRIVER_PYTHON: python.program,
    SPARK_LOCAL_IP: '127.0.0.1',
    SPARK_DAEMON_MEMORY: '256m',
  };
  return { skip: false, env };
}

function listed(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** A standalone cluster: a master and workers of one core each, as processes on loopback. */
export class Cluster {
  readonly #processes: ChildProcess[] = [];
  readonly #home = mkdtempSync(join(tmpdir(), 'wayleave-spark-'));

  private constructor(
    readonly master: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(env: Readonly<Record<string, string>>, workers: number): Promise<Cluster> {
    const port = await freePort();
    const cluster = new Cluster(`spark://127.0.0.1:${port}`, env);
    try {
      await cluster.#run('master.Master', ['--port', String(port)], 'New state: ALIVE');
      await Promise.all(
        Array.from({ length: workers }, (_, i) => {
          const dir = join(cluster.#home, `worker-${i}`);
          mkdirSync(dir);
          const words = ['--cores', '1', '--memory', '768m', '--work-dir', dir, cluster.master];
          return cluster.#run('worker.Worker', words, 'Successfully registered with master');
        }),
      );
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** Ends the worker that was started last, at once, as a crash would; its executors end by themselves. */
  killWorker(): void {
    this.#processes.at(-1)?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    await endProcesses(this.#processes, 'SIGTERM');
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Starts a part of the cluster, and waits until it says something. */
  async #run(name: string, words: readonly string[], ready: string): Promise<void> {
    const windows = process.platform === 'win32';
    const program = join(this.env['SPARK_HOME'] ?? '', 'bin', windows ? 'spark-class.cmd' : 'spark-class');
    const child = spawn(
      program,
      [`org.apache.spark.deploy.${name}`, '--host', '127.0.0.1', '--webui-port', '0', ...words],
      {
        env: { ...process.env, ...this.env, SPARK_LOCAL_DIRS: this.#home },
        shell: windows,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.#processes.push(child);
    let log = '';
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        log = (log + text).slice(-20_000);
        if (log.includes(ready)) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`${name} ended with ${code ?? 'a signal'}:\n${log}`));
      });
    });
  }
}
