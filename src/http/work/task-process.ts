import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { internal, WayleaveError } from '../../errors.js';
import type { OnProgress } from '../../model/progress.js';
import { personAnalysis } from '../../pipeline.js';
import { currentAnalysis, loadedGraph, openSession, withResult } from '../../session.js';
import { readAnalysis } from '../../store/read-result.js';
import { reportOf } from '../../make-report.js';
import { leastRemedies } from '../../remedies/remedies.js';
import { logRows } from '../../shown-rows.js';
import { Store } from '../../store/store.js';
import { suppose } from '../../suppose.js';
import { changesFrom } from '../../what-if/change-file.js';
import { exportFiles } from './export-task.js';
import { held, practise } from './held.js';
import type { Source, Task, TaskMessage, TaskResults } from './task.js';

/** The process that does tasks: one after the other, as they are sent to it. It ends with the server that started it. */

/** Progress is told so often at most: milliseconds. */
const PROGRESS_EVERY = 100;

const tell = (message: TaskMessage): void => {
  process.send?.(message);
};

function progressTeller(): (stage: string, done: number, total: number) => void {
  let told = 0;
  let stageTold = '';
  return (stage, done, total) => {
    const now = Date.now();
    if (stage === stageTold && now - told < PROGRESS_EVERY) return;
    told = now;
    stageTold = stage;
    tell({ kind: 'progress', stage, done, total });
  };
}

/** Nobody else is told of a run's folder: it is removed when the run ends, or by the next run after this process died. */
const listener = (): { onProgress: OnProgress; onRun: () => () => void } => ({
  onProgress: progressTeller(),
  onRun: () => () => undefined,
});

/** Work on an analysis that is there: it is held for the next task. */
async function performOnHeld(
  task: Extract<Task, { of: Source }>,
): Promise<TaskResults['suppose' | 'remedies' | 'hold' | 'export' | 'report']> {
  if (task.kind === 'export') return exportFiles(task);
  const { session, analysis, states } = await held(task.of);
  if (task.kind === 'hold') {
    practise(session.kase, analysis, states);
    return null;
  }
  if (task.kind === 'report') {
    const { lang, limits } = task;
    return reportOf(session, analysis, { lang, limits, names: Store.open(task.of.names) });
  }
  if (task.kind === 'remedies') return leastRemedies(session.kase, analysis, states, task.options);
  const { changes, scan } = task;
  const allowed = scan === null ? undefined : { limits: scan, listener: listener() };
  return suppose(session, analysis, states, changesFrom(changes), allowed);
}

async function perform(task: Task): Promise<TaskResults[Task['kind']]> {
  if ('of' in task) return performOnHeld(task);
  const session = await openSession(task.caseDir, task.options);
  const { kase, store, window } = session;
  if (task.kind === 'analyze') {
    await currentAnalysis(session, task.limits, listener());
    return session.fingerprint;
  }
  if (task.kind === 'graph') {
    const analysis = await withResult(session, readAnalysis);
    const report = progressTeller();
    const graphs = await loadedGraph(session, analysis, task.options, {
      replace: false,
      onProgress: (done, total) => {
        report('Loading the graph', done, total);
      },
    });
    await graphs.close();
    return session.fingerprint;
  }
  const dir = store.beginRun();
  try {
    if (task.kind === 'person') {
      return await personAnalysis(kase, window, task.limits, join(dir, 'work'), task.userId);
    }
    return await logRows(session, task.refs, task.limits, dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function errorMessage(error: unknown): TaskMessage {
  const e = error instanceof WayleaveError ? error : internal(String(error), error);
  return {
    kind: 'error',
    code: e.code,
    message: e.message,
    ...(e.place === undefined ? {} : { place: e.place }),
    ...(e.accepted === undefined ? {} : { accepted: e.accepted }),
    ...(e.advice === undefined ? {} : { advice: e.advice }),
  };
}

process.on('message', (task: Task) => {
  perform(task).then(
    (result) => {
      tell({ kind: 'result', result });
    },
    (error: unknown) => {
      tell(errorMessage(error));
    },
  );
});
process.on('disconnect', () => process.exit());
// Signals of a terminal go to all its processes; the server decides when this one ends.
process.on('SIGINT', () => undefined);
