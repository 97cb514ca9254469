import { fork, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { WayleaveError } from '../../errors.js';
import { makeScratch, removeScratch } from './scratch.js';

/** Characters of what a process wrote last that are kept, to say why it ended. */
const LAST_WORDS = 4000;

/** A process of the engine that ended by itself. */
export class ProcessEnded extends WayleaveError {
  constructor(
    how: string,
    readonly lastWords: string,
  ) {
    const last = lastWords.trim().split('\n').at(-1) ?? '';
    super('QUERY_FAILED', `the process of the graph store ended (${how})${last === '' ? '' : `: ${last}`}`);
  }
}

/**
 * A process of this program, spoken to by messages: one question, one answer. It does not keep this process alive but
 * while it is asked something, and ends with it.
 */
export class Child<Q extends object, A> {
  readonly #process: ChildProcess;
  readonly #exited: Promise<void>;
  #answered: ((answer: A) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #over: Error | undefined;
  #stderr = '';

  /**
   * @param file built file beside this one
   * @param heap megabytes of JavaScript heap
   */
  constructor(file: string, args: readonly string[], heap: number) {
    const scratch = makeScratch();
    this.#process = fork(new URL(file, import.meta.url), args, {
      env: scratch.env,
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${heap}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-LAST_WORDS);
    });
    this.#process.on('message', (answer) => {
      const answered = this.#answered;
      this.#settle();
      answered?.(answer as A);
    });
    this.#exited = new Promise((resolve) => {
      const gone = (): void => {
        removeScratch(scratch.dir);
        resolve();
      };
      this.#process.on('error', (error) => {
        this.#fail(error);
        if (this.#process.pid === undefined) gone();
      });
      this.#process.once('exit', (code, signal) => {
        this.#fail(new ProcessEnded(signal ?? `exit code ${code ?? '?'}`, this.#stderr));
        gone();
      });
    });
    this.#rest();
  }

  get ended(): boolean {
    return this.#over !== undefined;
  }

  /** Asks, and waits for the answer. @throws ProcessEnded when the process ends before it answers */
  ask(question: Q): Promise<A> {
    const answer = this.hear();
    if (this.#over === undefined) {
      this.#process.send(question, (error) => {
        if (error !== null) this.#fail(error);
      });
    }
    return answer;
  }

  /** Waits for what it says by itself. @throws ProcessEnded */
  hear(): Promise<A> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    this.#process.ref();
    this.#process.channel?.ref();
    return new Promise((resolve, reject) => {
      [this.#answered, this.#failed] = [resolve, reject];
    });
  }

  /** Ends it, whatever it is at, and waits until it is gone. */
  async end(): Promise<void> {
    this.#over ??= new ProcessEnded('ended on purpose', '');
    this.#process.ref();
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  #fail(error: Error): void {
    this.#over ??= error;
    const failed = this.#failed;
    this.#settle();
    failed?.(error);
  }

  #settle(): void {
    this.#answered = this.#failed = undefined;
    this.#rest();
  }

  #rest(): void {
    this.#process.unref();
    this.#process.channel?.unref();
    if (this.#process.stderr instanceof Socket) this.#process.stderr.unref();
  }
}
