import bytes from 'bytes';
import { Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { readCaseYaml } from '../case/case-yaml.js';
import { addressesIn } from '../case/matching.js';
import { WayleaveError } from '../errors.js';
import type { OnProgress } from '../model/progress.js';
import type { Engine } from '../session.js';
import { analyzeOnSpark } from '../spark/analyze-on-spark.js';
import { SparkApplication, type SparkOptions } from '../spark/application.js';
import { writeAddresses } from '../store/addresses.js';

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
 * The cluster that is asked for; undefined: this machine.
 *
 * @throws WayleaveError USAGE
 */
export function clusterOf(options: EngineOptions): Cluster | undefined {
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
  return new Cluster({
    ...{ master, conf: sparkConf, taskMemory: memory },
    ...(sparkArchive === undefined ? {} : { archive: sparkArchive }),
  });
}

/** A Spark application, which is started when something is first asked of it. Close it. */
export class Cluster {
  #started: Promise<SparkApplication> | undefined;

  constructor(private readonly options: SparkOptions) {}

  /** Analyzes a case on the cluster. */
  readonly engine: Engine = async (kase, window, limits, dir, onProgress) =>
    analyzeOnSpark(await this.#start(onProgress), kase, window, limits, dir, onProgress);

  /**
   * Looks what lies at the addresses of a case, if it has any, and keeps that in its store.
   *
   * @throws WayleaveError CASE_…, SPARK_…, LOG_UNREADABLE, STORE_UNUSABLE
   */
  async lookAt(caseDir: string, storeDir: string, onProgress: OnProgress): Promise<void> {
    const addresses = addressesIn(readCaseYaml(resolve(caseDir)));
    if (addresses.length === 0) return;
    const spark = await this.#start(onProgress);
    onProgress('Looking for logs', 0, 0);
    const { addresses: found = {} } = await spark.request({ op: 'find', addresses });
    writeAddresses(storeDir, new Map(Object.entries(found)));
  }

  async close(): Promise<void> {
    await (await this.#started?.catch(() => undefined))?.close();
  }

  #start(onProgress: OnProgress): Promise<SparkApplication> {
    return (this.#started ??= this.#startNow(onProgress));
  }

  async #startNow(onProgress: OnProgress): Promise<SparkApplication> {
    onProgress('Starting Spark', 0, 0);
    const spark = await SparkApplication.start(this.options, () => {
      process.stderr.write(
        '\nSpark waits: no task has begun for a minute. See what keeps its executors (on Kubernetes, kubectl get pods says).\n',
      );
    });
    process.stderr.write(`Spark ${this.options.master}, its pages: ${spark.ui ?? 'switched off'}\n`);
    return spark;
  }
}
