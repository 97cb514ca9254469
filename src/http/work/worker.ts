import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WayleaveError } from '../../errors.js';
import type { OnProgress } from '../../model/progress.js';
import type { Task, TaskMessage, TaskResults } from './task.js';

/** A process without work is ended after so long, unless it is said otherwise: milliseconds. */
const IDLE = 60_000;

/** A process that does one task at a time; others wait for their turn. It is started when it is needed. */
export class Worker {
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  /**
   * @param idle milliseconds after which a process without work is ended
   * @param endsTasks false where the process holds what the next task needs: a task that began is let end, even when
   *   nobody waits for it any more
   */
  constructor(
    private readonly idle = IDLE,
    private readonly endsTasks = true,
  ) {}

  /**
   * @param signal ends the task, and the process with it; one that waits for its turn is not begun
   * @throws WayleaveError as the task does; INTERRUPTED when it was ended
   */
  run<K extends Task['kind']>(
    task: Extract<Task, { kind: K }>,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<TaskResults[K]> {
    const turn = this.#last.then(() => this.#perform(task, onProgress, signal));
    this.#last = turn.catch(() => undefined);
    return turn as Promise<TaskResults[K]>;
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #started(): ChildProcess {
    if (this.#child?.connected === true) return this.#child;
    const path = fileURLToPath(new URL('./task-process.js', import.meta.url));
    this.#child = fork(path, [], { serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
    return this.#child;
  }

  #perform(
    task: Task,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
  ): Promise<TaskResults[Task['kind']]> {
    if (signal?.aborted === true || this.#closed) return Promise.reject(ended());
    clearTimeout(this.#idle);
    const child = this.#started();
    const onAbort = (): void => {
      this.#end();
    };
    return new Promise<TaskResults[Task['kind']]>((resolve, reject) => {
      const onMessage = (message: TaskMessage): void => {
        if (message.kind === 'progress') onProgress(message.stage, message.done, message.total);
        else if (message.kind === 'result') resolve(message.result);
        else reject(new WayleaveError(message.code, message.message, message));
      };
      const onExit = (): void => {
        reject(ended());
      };
      child.on('message', onMessage).once('exit', onExit).once('error', reject);
      if (this.endsTasks) signal?.addEventListener('abort', onAbort, { once: true });
      child.send(task);
    }).finally(() => {
      // Whoever goes away later must not end the task of another.
      signal?.removeEventListener('abort', onAbort);
      child.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error');
      this.#idle = setTimeout(() => {
        this.#end();
      }, this.idle).unref();
    });
  }
}

function ended(): WayleaveError {
  return new WayleaveError('INTERRUPTED', 'the work was ended before it was done', {
    advice: 'Ask again if it is still needed.',
  });
}
