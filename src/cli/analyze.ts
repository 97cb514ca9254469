import { Command, Option } from 'commander';
import { analyzeAdding } from '../append/analyze-adding.js';
import { limits, type Limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { Analysis } from '../model/result.js';
import { printedText } from '../report/json.js';
import { summary } from '../report/text.js';
import { analyze } from '../pipeline.js';
import { print } from './print.js';
import { openSession, type AnalyzeOptions, type Engine, type Session } from '../session.js';
import { storeDirOf } from '../store/store.js';
import { clusterOf, withEngineOptions, type Cluster, type EngineOptions } from './spark-engine.js';
import { analysisOf, listening, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions, EngineOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly failOn?: 'unsupported' | 'contested';
  readonly memory?: string;
  readonly threads?: string;
  readonly append?: boolean;
}

/** Options that say how a case is analyzed; shared by the commands that need a result. */
export function withAnalyzeOptions(command: Command): Command {
  return command
    .argument('<case>', 'folder of the case')
    .option('--store <dir>', 'where results are kept (default: .wayleave in the case)')
    .option('--max-hops <n>', 'flows of a trail at most (1 to 12)')
    .option('--from <time>', 'only transfers at or after this time')
    .option('--to <time>', 'only transfers before this time')
    .option('--memory <size>', 'memory limit, such as 4GB')
    .option('--threads <n>', 'worker threads');
}

/** The command `wayleave analyze`, ready to be added to the program. */
export function analyzeCommand(): Command {
  return withEngineOptions(withAnalyzeOptions(new Command('analyze')))
    .description('trace a case: flows, trails to foreign entities, findings')
    .option('--append', 'keep what is needed to add log files later, and add to what was kept before')
    .option('--json', 'print the whole result as JSON')
    .option('--strict', 'exit with 3 when any row of a log was rejected')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 4 when such a flow (or a worse one) exists').choices([
        'unsupported',
        'contested',
      ]),
    )
    .action(async (caseDir: string, options: Options) => {
      const cluster = clusterOf(options);
      if (options.append === true && cluster !== undefined) {
        throw new WayleaveError('USAGE', '--append cannot be used with --engine spark', {
          advice: 'Leave one of them out.',
        });
      }
      try {
        await analyzed(caseDir, options, cluster);
      } finally {
        await cluster?.close();
      }
    });
}

/** Analyzes a case and prints the result. */
async function analyzed(caseDir: string, options: Options, cluster: Cluster | undefined): Promise<void> {
  if (cluster !== undefined) {
    await listening(({ onProgress }) => cluster.lookAt(caseDir, storeDirOf(caseDir, options), onProgress));
  }
  const session = await openSession(caseDir, options);
  const warnings = session.kase.warnings.length;
  if (warnings > 0)
    process.stderr.write(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}: wayleave check\n`);
  const analysis =
    options.append === true
      ? await addedAnalysis(session, limits(options))
      : // A cluster counts what it does in tasks.
        await analysisOf(
          session,
          limits(options),
          cluster?.engine,
          cluster === undefined ? {} : { counted: 'tasks' },
        );
  await print(options.json === true ? printedText(analysis) : summary(analysis, stdoutStyle()));
  process.exitCode = exitCode(analysis, options);
}

/** The analysis of a session, computed by adding to what the store keeps of the former one; says how on stderr. */
async function addedAnalysis(session: Session, given: Limits): Promise<Analysis> {
  const { store } = session;
  let note: string | undefined;
  const engine: Engine = (kase, window, allowed, dir, onProgress) => {
    const onNote = (text: string): void => {
      note = note === undefined ? text : `${note} ${text}`;
    };
    return analyzeAdding(analyze, store, kase, window, allowed, dir, onProgress, onNote);
  };
  const analysis = await analysisOf(session, given, engine, { anew: store.kept() === undefined });
  if (note !== undefined) process.stderr.write(`${note}\n`);
  return analysis;
}

function exitCode(a: Analysis, { strict, failOn }: Options): number {
  if (strict === true && a.sources.transfers.rejected + a.sources.consents.rejected > 0) return 3;
  const failing = failOn === 'contested' ? ['unsupported', 'contested'] : ['unsupported'];
  return failOn !== undefined && a.flows.some((f) => failing.includes(f.verdict)) ? 4 : 0;
}
