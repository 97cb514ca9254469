import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../src/assets.js';
import { freePort } from '../free-port.js';
import { until } from '../until.js';

export interface ServerOptions {
  /** Folder of the jars. */
  readonly lib: string;
  /** The server ends with this process. */
  readonly owner: number;
  /** Heap, as Java wants it. */
  readonly heap?: string;
  /** Starts in half the time, and runs slower; true unless it is said otherwise. */
  readonly quickStart?: boolean;
  /** Settings of Neo4j beyond those for every test. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where it keeps its data; without it a new folder below the system's for temporary files. */
  readonly home?: string;
}

const QUICK_START = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** A server of our own: it can be killed, and started again on the same ports with the same data. */
export class Neo4jServer {
  #process: ChildProcess | undefined;

  private constructor(
    readonly home: string,
    readonly boltPort: number,
    readonly httpPort: number,
    private readonly options: ServerOptions,
  ) {}

  /** Starts one, and waits until it answers. */
  static async start(options: ServerOptions): Promise<Neo4jServer> {
    const home = options.home ?? mkdtempSync(join(tmpdir(), 'wayleave-neo4j-'));
    mkdirSync(home, { recursive: true });
    const server = new Neo4jServer(home, await freePort(), await freePort(), options);
    await server.start();
    return server;
  }

  get uri(): string {
    return `bolt://127.0.0.1:${this.boltPort}`;
  }

  get http(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts it again after it was killed. */
  async start(): Promise<void> {
    const ready = join(this.home, 'ready');
    rmSync(ready, { force: true });
    const log = openSync(join(this.home, 'server.log'), 'a');
    const { lib, owner, heap = '1g', quickStart = true, settings = {} } = this.options;
    const child = spawn(
      'java',
      [
        ...[`-Xmx${heap}`, ...(quickStart ? QUICK_START : []), '-cp', join(lib, '*')],
        join(packageRoot(), 'test', 'support', 'neo4j', 'Neo4jServer.java'),
        ...[this.home, this.boltPort, this.httpPort, owner].map(String),
        ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
      ],
      { stdio: ['ignore', log, log], detached: true },
    );
    closeSync(log);
    child.unref();
    this.#process = child;
    await until(
      'Neo4j to start',
      () => {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`Neo4j did not start:\n${readFileSync(join(this.home, 'server.log'), 'utf8')}`);
        }
        return existsSync(ready);
      },
      (isReady) => isReady,
    );
  }

  /** Ends it at once, as a crash would; its data stay. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.ref();
    child.kill('SIGKILL');
    await exit;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
