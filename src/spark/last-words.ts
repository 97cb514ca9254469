import type { ChildProcess } from 'node:child_process';

/** Characters of what a program wrote last that are kept, to say why it ended. */
const KEPT = 16_000;
const SHOWN = 2_000;
const MOST_LINES = 12;

/** The stack of Spark's own calls, what it notes or warns of on the way, and the plans of queries in its notes. */
const NOISE = /^\s+at [\w.$]+\(|^\s+File "|^\S+ \S+ (INFO|WARN) |^\s*\+- \*?\(?/;

/** What a program writes, of which the end is kept. */
export class LastWords {
  #text = '';

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#text = (this.#text + text).slice(-KEPT);
      });
    }
  }

  /** The lines that tell why it ended: errors and exceptions, or else the last ones. */
  reason(): string {
    return LastWords.essence(this.#text);
  }

  /** Of what Spark writes, what matters: lines that name an error, without the stack of its own calls. */
  static essence(text: string): string {
    const lines = text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== '' && !NOISE.test(line));
    const telling = lines.filter((line) =>
      /error|exception|the worker on|no module|cannot|denied|unable/i.test(line),
    );
    const shown = lines.length > MOST_LINES && telling.length > 0 ? telling : lines;
    return (
      [...new Set(shown.map((line) => line.trim()))].slice(-MOST_LINES).join('\n').slice(-SHOWN) ||
      'it said nothing'
    );
  }
}

/** What to do about what Spark said when it failed. */
export function whatToDo(said: string): string {
  // 52: how an executor ends that ran out of memory; 137: how the system ends what takes more than it may.
  return /OutOfMemoryError|\bexit (code|status):? (52|137)\b|exited with code (52|137)\b/i.test(said)
    ? 'Give Spark more memory: --spark-conf spark.executor.memory=4g, or spark.driver.memory where it runs as local[*].'
    : "See the executors' logs through Spark's own pages; docs/scale-out.md lists what the machines need.";
}
