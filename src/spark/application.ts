import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../assets.js';
import { environmentWith } from '../config.js';
import { ERRORS, internal, WayleaveError, type ErrorCode } from '../errors.js';
import { given } from '../model/collect.js';
import { LastWords, whatToDo } from './last-words.js';
import { messageIn, tokenIn, type Message, type Request, type Said, type WorkerPlace } from './messages.js';
import { findSparkSubmit, reachMaster } from './submit.js';

/** How Spark is started, and what its tasks may take. */
export interface SparkOptions {
  /** local[*], spark://…, k8s://… or yarn. */
  readonly master: string;
  /** Settings of Spark, `key=value` each. */
  readonly conf: readonly string[];
  /** Path or address of what `wayleave spark-archive` made; without it the installation is used where it lies. */
  readonly archive?: string;
  /** Bytes that the worker beside each task may take, outside of what Spark counts as its own. */
  readonly taskMemory: number;
}

/** Share of a task's memory for the worker's database; the rest is for its JavaScript heap. */
export const DATABASE_SHARE = 0.65;

/** Name under which executors find the archive. */
const ARCHIVE = 'wayleave-worker';

/** Settings that the user's own come after. A driver that is out of memory may wait for ever for threads that are gone. */
const DEFAULTS = [
  'spark.ui.showConsoleProgress=false',
  'spark.driver.defaultJavaOptions=-XX:+ExitOnOutOfMemoryError',
];

/** What to do about a log that a task does not find. */
const ON_EXECUTORS =
  'See that the logs lie under the same path on every executor; on Kubernetes they are mounted with spark.kubernetes.executor.volumes….';

/** Milliseconds that an application has to end by itself. */
const ENDING = 20_000;

/** Milliseconds in which whoever connects must say the token. */
const SILENT = 10_000;

/** Milliseconds without any task begun after which it is said that Spark waits. */
const LONG = 60_000;

/** A Spark application that does what is asked, one request at a time. Close it: it holds executors. */
export class SparkApplication {
  #answer: ((said: Said<'done' | 'failed'>) => void) | undefined;
  #onProgress: ((said: Said<'progress'>) => void) | undefined;
  /** Whether any task began: then there are executors. */
  #begun = false;
  #waiting: NodeJS.Timeout | undefined;

  private constructor(
    readonly options: SparkOptions,
    /** Address of Spark's own pages about the application; null when they are switched off. */
    readonly ui: string | null,
    /** Tasks that the cluster runs at once, as far as it is known now. */
    readonly parallelism: number,
    private readonly child: ChildProcess,
    private readonly server: Server,
    private readonly socket: Socket,
    private readonly lastWords: LastWords,
    private readonly onWait: () => void,
    private readonly patience: number,
  ) {}

  /**
   * Starts one, and waits until it has a place on the cluster.
   *
   * @param onWait called when tasks are to do and none has begun for long: Spark waits for executors for ever, and silently
   * @throws WayleaveError SPARK_MISSING, SPARK_UNREACHABLE, SPARK_FAILED
   */
  static async start(
    options: SparkOptions,
    onWait: () => void = () => undefined,
    patience = LONG,
  ): Promise<SparkApplication> {
    const program = findSparkSubmit();
    await reachMaster(options.master);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const token = randomBytes(24).toString('hex');
    const child = submit(program, options, {
      WAYLEAVE_SPARK_PORT: String(port),
      WAYLEAVE_SPARK_TOKEN: token,
    });
    const lastWords = new LastWords(child);
    try {
      return await new Promise((resolve, reject) => {
        let application: SparkApplication | undefined;
        child.once('error', reject).once('close', (code) => {
          reject(ended(code, lastWords));
        });
        hearDriver(server, token, (line, socket) => {
          const said = messageIn(line);
          if (said === undefined) {
            // Its end is what a request waits for, and says that nothing more will come.
            reject(internal('job.py said what is no message'));
            child.kill('SIGTERM');
          } else if ('token' in said) return;
          else if (said.event === 'ready') {
            const { ui, parallelism } = said;
            application = new SparkApplication(
              options,
              ui,
              parallelism,
              child,
              server,
              socket,
              lastWords,
              onWait,
              patience,
            );
            resolve(application);
          } else if (application !== undefined) application.#hear(said);
          else if (said.event === 'failed') reject(failure(said, lastWords));
        });
      });
    } catch (error) {
      await end(child, server);
      throw error;
    }
  }

  /** Where tasks find the worker. */
  get worker(): WorkerPlace {
    const { archive, taskMemory } = this.options;
    const own = archive === undefined;
    return {
      archive: own ? null : ARCHIVE,
      root: packageRoot(),
      node: own ? process.execPath : null,
      heap: Math.max(64, Math.floor((taskMemory * (1 - DATABASE_SHARE)) / 1e6)),
    };
  }

  /**
   * Asks for something and waits for it.
   *
   * @param onTasks called with tasks that are done, and those of the stages that run now
   * @throws WayleaveError what a worker says, or SPARK_FAILED
   */
  async request(
    request: Request,
    onTasks: (done: number, total: number) => void = () => undefined,
  ): Promise<Said<'done'>> {
    const answered = new Promise<Said<'done'>>((resolve, reject) => {
      const onEnd = (code: number | null): void => {
        reject(ended(code ?? this.child.exitCode, this.lastWords));
      };
      this.child.once('close', onEnd);
      if (this.child.exitCode !== null || this.child.signalCode !== null) onEnd(null);
      this.#onProgress = ({ done, total, active }) => {
        this.#see(done + active > 0);
        onTasks(done, total);
      };
      this.#answer = (said) => {
        this.child.off('close', onEnd);
        if (said.event === 'done') resolve(said);
        else reject(failure(said, this.lastWords));
      };
    });
    this.#say(request);
    try {
      return await answered;
    } finally {
      clearTimeout(this.#waiting);
      this.#answer = this.#onProgress = this.#waiting = undefined;
    }
  }

  /** Notes whether any task of those to do has begun. */
  #see(begun: boolean): void {
    this.#begun ||= begun;
    if (this.#begun) clearTimeout(this.#waiting);
    else this.#waiting ??= setTimeout(this.onWait, this.patience);
  }

  async close(): Promise<void> {
    this.#say({ op: 'end' });
    await end(this.child, this.server, ENDING);
  }

  #say(request: Request): void {
    this.socket.write(`${JSON.stringify(request)}\n`);
  }

  #hear(said: Exclude<Message, { token: string }>): void {
    if (said.event === 'progress') this.#onProgress?.(said);
    else if (said.event !== 'ready') this.#answer?.(said);
  }
}

/** Hands on what the driver says, line by line: it knows the token. Any program of this machine can connect, and is cut off. */
function hearDriver(server: Server, token: string, onLine: (line: string, socket: Socket) => void): void {
  server.on('connection', (socket) => {
    let known = false;
    // A server ends with its last connection: whoever says nothing must not keep it.
    const silent = setTimeout(() => socket.destroy(), SILENT);
    socket
      .on('error', () => undefined)
      .on('close', () => {
        clearTimeout(silent);
      });
    const lines = createInterface({ input: socket });
    // It tells what the socket tells: that the driver is gone, which the end of its process says better.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      if (known) onLine(line, socket);
      else if (tokenIn(line) === token) {
        known = true;
        clearTimeout(silent);
      } else socket.destroy();
    });
  });
}

function submit(program: string, options: SparkOptions, env: Record<string, string>): ChildProcess {
  const { master, conf, archive } = options;
  const words = [
    ...['--master', master, '--deploy-mode', 'client', '--name', 'wayleave'],
    ...[...DEFAULTS, ...conf].flatMap((c) => ['--conf', c]),
    ...(archive === undefined ? [] : ['--archives', `${archive}#${ARCHIVE}`]),
    join(packageRoot(), 'src', 'spark', 'job.py'),
  ];
  // A .cmd is run by the shell only, which takes quoted words apart.
  const windows = process.platform === 'win32';
  const quote = (word: string): string => (windows ? `"${word.replaceAll('"', '""')}"` : word);
  return spawn(quote(program), words.map(quote), {
    env: environmentWith(env),
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for a child, or ends it after some time. */
async function end(child: ChildProcess, server: Server, patience = 0): Promise<void> {
  const over = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  if (!over()) {
    const exit = once(child, 'close');
    const timer = setTimeout(() => child.kill('SIGTERM'), patience);
    await exit;
    clearTimeout(timer);
  }
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function ended(code: number | null, lastWords: LastWords): WayleaveError {
  const why = lastWords.reason();
  return new WayleaveError('SPARK_FAILED', `spark-submit ended with ${code ?? 'a signal'}: ${why}`, {
    advice: whatToDo(why),
  });
}

/** The error of a failed request: the worker's own where it said one, placed in the logs. */
function failure({ error, message }: Said<'failed'>, lastWords: LastWords): WayleaveError {
  if (error === undefined) {
    const what = message === undefined ? lastWords.reason() : LastWords.essence(message);
    return new WayleaveError('SPARK_FAILED', what, { advice: whatToDo(what) });
  }
  const { code, place, accepted } = error;
  // Home has found it.
  const absent = code === 'LOG_UNREADABLE' && /ENOENT|No such file|No files found/i.test(error.message);
  const advice = absent ? ON_EXECUTORS : error.advice;
  return new WayleaveError(isCode(code) ? code : 'SPARK_FAILED', error.message, {
    ...(place === undefined ? {} : { place: given(place) }),
    ...given({ accepted, advice }),
  });
}

function isCode(code: string): code is ErrorCode {
  return code in ERRORS;
}
