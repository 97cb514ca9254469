import type { ChildProcess } from 'node:child_process';

/** Characters of what a program wrote last that are kept, to say why it ended. */
const KEPT = 16_000;
const SHOWN = 2_000;
const MOST_LINES = 12;

/** The stack of Spark's own calls, what it notes or warns of on the way, and the plans of queries in its notes. */
const NOISE =
  /^\s+at [\w.$/<>]+\(|^\s*\.\.\. \d+ more|^\s*Suppressed: \S+: waiting here|^\s+File "|^\S+ \S+ (INFO|WARN) |^\s*\+- \*?\(?/;

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
      // Some of the libraries quote a token that they refuse.
      .replace(/\bBearer \S+/g, 'Bearer …')
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
  return (
    ADVICE.find(([what]) => what.test(said))?.[1] ??
    "See the executors' logs through Spark's own pages; docs/scale-out.md lists what the machines need."
  );
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    // 52: how an executor ends that ran out of memory; 137: how the system ends what takes more than it may.
    /OutOfMemoryError|\bexit (code|status):? (52|137)\b|exited with code (52|137)\b/i,
    'Give Spark more memory: --spark-conf spark.executor.memory=4g, or spark.driver.memory where it runs as local[*].',
  ],
  [
    /KubernetesClientException[^]*\b(Unauthorized|Forbidden|forbidden)\b/,
    'See that the token is valid, and that its account may create, list, watch and delete pods in spark.kubernetes.namespace.',
  ],
  [
    /unable to find valid certification path/,
    "Name who signed the certificate: --spark-conf spark.kubernetes.authenticate.caCertFile=FILE, or in kubectl's settings.",
  ],
  [
    /in Authorization value/,
    'See that the file of the token holds nothing but the token, not even an end of line.',
  ],
];
