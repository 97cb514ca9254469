import { rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { noColor, setting, type Limits } from '../config.js';
import type { Analysis } from '../model/result.js';
import { styleFor, type Style } from '../report/style.js';
import type { GraphStore } from '../graph/graph-store.js';
import {
  currentAnalysis,
  loadedGraph,
  type Engine,
  type GraphOptions,
  type RunListener,
  type Session,
} from '../session.js';
import { Progress } from './progress.js';

/** The analysis of a session, with a progress bar; interrupted, it leaves the former result as it was. */
export function analysisOf(
  session: Session,
  limits: Limits,
  engine?: Engine,
  { counted = 'rows', anew = false }: { counted?: string; anew?: boolean } = {},
): Promise<Analysis> {
  return listening((listener) => currentAnalysis(session, limits, listener, engine, anew), counted);
}

/** Does something that may run for long, with a progress bar, and lets signals end it cleanly. */
export async function listening<T>(run: (listener: RunListener) => Promise<T>, counted = 'rows'): Promise<T> {
  const progress = new Progress(counted);
  try {
    return await run({ onProgress: progress.report, onRun: interruptible });
  } finally {
    progress.stop();
  }
}

/** The graph of a session's analysis in its store, loaded with a progress bar if need be. Whoever asks closes it. */
export async function graphOf(
  session: Session,
  analysis: Analysis,
  options: GraphOptions & { readonly replace?: boolean },
): Promise<GraphStore> {
  const progress = new Progress('elements');
  const onProgress = (done: number, total: number): void => {
    progress.report('Loading the graph', done, total);
  };
  try {
    return await loadedGraph(session, analysis, options, { replace: options.replace === true, onProgress });
  } finally {
    progress.stop();
  }
}

/** Lets signals end the process, without leaving the folder of the run behind. */
function interruptible(runDir: string): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    rmSync(runDir, { recursive: true, force: true });
    process.stderr.write('\nINTERRUPTED: the former result is untouched.\n');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
}

/** Who acts, for the audit log. */
export function operator(): string {
  return setting('operator') ?? userInfo().username;
}

/** Colour on a terminal only. */
export function stdoutStyle(): Style {
  return styleFor(process.stdout.isTTY && !noColor());
}
