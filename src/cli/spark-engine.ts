import bytes from 'bytes';
import { Option, type Command } from 'commander';
import { WayleaveError } from '../errors.js';
import type { Engine } from '../session.js';
import { analyzeOnSpark } from '../spark/analyze-on-spark.js';
import { SparkApplication, type SparkOptions } from '../spark/application.js';

/** What may be said of where an analysis is computed. */
export interface EngineOptions {
  readonly engine: 'duckdb' | 'spark';
  readonly master?: string;
  readonly sparkConf?: readonly string[];
  readonly sparkArchive?: string;
  readonly taskMemory?: string;
}

/** Adds the options that say where a case is computed. */
export function withEngineOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <name>', 'where it is computed: on this machine, or with Apache Spark')
        .choices(['duckdb', 'spark'])
        .default('duckdb'),
    )
    .option('--master <url>', 'with spark: local[*], spark://HOST:PORT, k8s://… or yarn')
    .option(
      '--spark-conf <key=value>',
      'with spark: a setting of Spark; may be repeated',
      (value: string, former: string[] | undefined) => [...(former ?? []), value],
    )
    .option('--spark-archive <path>', 'with spark: the worker as spark-archive packed it')
    .option('--task-memory <size>', 'with spark: memory of the worker beside each task (default: 2GB)');
}

/**
 * The engine that is asked for; undefined: this machine.
 *
 * @throws WayleaveError USAGE
 */
export function engineOf(options: EngineOptions): Engine | undefined {
  const { engine, master, sparkConf = [], sparkArchive, taskMemory = '2GB' } = options;
  if (engine === 'duckdb') {
    const given = {
      '--master': master,
      '--spark-archive': sparkArchive,
      '--task-memory': options.taskMemory,
    };
    const alone = [
      ...Object.entries(given).filter(([, value]) => value !== undefined),
      ...sparkConf.map((c) => ['--spark-conf', c]),
    ].map(([name]) => name);
    if (alone.length === 0) return undefined;
    throw new WayleaveError('USAGE', `${alone.join(', ')} goes with --engine spark only`);
  }
  const memory = bytes.parse(taskMemory);
  if (memory === null || memory < 256e6) {
    throw new WayleaveError('USAGE', `--task-memory ${taskMemory} is not understood`, {
      accepted: '256MB or more, such as 2GB',
    });
  }
  if (master === undefined) {
    throw new WayleaveError('USAGE', '--engine spark needs --master', {
      accepted: 'local[*], spark://HOST:PORT, k8s://https://HOST:PORT or yarn',
    });
  }
  const odd = sparkConf.find((c) => !/^spark\.[^=\s]+=/.test(c));
  if (odd !== undefined) {
    throw new WayleaveError('USAGE', `--spark-conf ${odd} is not understood`, {
      accepted: 'a setting of Spark, such as spark.executor.memory=4g',
    });
  }
  return onSpark({
    ...{ master, conf: sparkConf, taskMemory: memory },
    ...(sparkArchive === undefined ? {} : { archive: sparkArchive }),
  });
}

function onSpark(options: SparkOptions): Engine {
  return async (kase, window, limits, dir, onProgress) => {
    onProgress('Starting Spark', 0, 0);
    const spark = await SparkApplication.start(options);
    try {
      process.stderr.write(`Spark ${options.master}, its pages: ${spark.ui ?? 'switched off'}\n`);
      return await analyzeOnSpark(spark, kase, window, limits, dir, onProgress);
    } finally {
      await spark.close();
    }
  };
}
