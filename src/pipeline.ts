import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from './config.js';
import { collectAllGarbage } from './duckdb/collect-garbage.js';
import { Database } from './duckdb/database.js';
import { workLimits, workMemory } from './duckdb/work-limits.js';
import { countUnits } from './evidence/count-units.js';
import { acceptedRows } from './evidence/accepted.js';
import { handOver } from './evidence/hand-over.js';
import { assemble } from './findings/assemble.js';
import { readingProblem } from './ingest/damaged-parquet.js';
import { readLogs, type Logs, type Window } from './ingest/read-logs.js';
import { UNWATCHED } from './ingest/stage-log.js';
import { countsSomething } from './law/counts.js';
import { logFiles, type Case } from './model/case.js';
import { NO_COUNTS, type Counts, type Reading } from './model/counts.js';
import type { Route } from './model/flow.js';
import type { OnProgress } from './model/progress.js';
import type { Analysis } from './model/result.js';
import { writeResult } from './store/write-result.js';
import { Sum } from './trace/add-up.js';
import { runShard } from './trace/run-shard.js';
import { walkHeap, WalkThreads } from './trace/shard-pool.js';

/**
 * The stages in order: logs are read and judged, what rules count is counted, persons dealt into shards, every shard walked,
 * the shards added up, and the result written.
 *
 * @param dir an empty folder of the run: work files go into `work`, the result into `result.duckdb`
 */
export async function analyze(
  kase: Case,
  window: Window,
  limits: Limits,
  dir: string,
  onProgress: OnProgress,
): Promise<Analysis> {
  return (await analyzeUnder(kase, [{ kase }], window, limits, dir, onProgress)).analysis;
}

/** A case whose law is asked of logs that another's registers resolve. */
export interface LawAsked {
  readonly kase: Case;
  /** False for routes whose transfers its rules do not count. */
  readonly isCounted?: (route: Route) => boolean;
}

/**
 * The same under several laws at once: flows are told apart that any of them tells apart, and decided as the first says.
 *
 * @param kase with whose registers the logs are read
 * @returns the analysis, and what was counted for each law
 */
export async function analyzeUnder(
  kase: Case,
  laws: readonly [LawAsked, ...LawAsked[]],
  window: Window,
  limits: Limits,
  dir: string,
  onProgress: OnProgress,
): Promise<{ analysis: Analysis; counts: readonly Counts[] }> {
  const work = join(dir, 'work');
  mkdirSync(work, { recursive: true });
  const db = await Database.open(join(work, 'logs.duckdb'), workLimits(limits, work));
  try {
    let bytes = 0;
    onProgress('Reading logs', 0, 0);
    const logs = await readLogs(db, kase, window, {
      bytes: (count) => {
        onProgress('Reading logs', (bytes += count), 0);
      },
    });
    onProgress('Counting', 0, 0);
    const readings: Reading[] = [];
    for (const law of laws) {
      readings.push({ kase: law.kase, counts: await countUnits(db, law.kase, logs, law.isCounted) });
    }
    const sum = await walkAll(db, kase, logs, readings, window, limits, work, onProgress);
    // What was gathered is large, and of no more use.
    collectAllGarbage();
    await db.limitMemory(workMemory(limits.memory));
    onProgress('Adding up', 0, 0);
    const counts = readings.map((r) => r.counts);
    const assembled = assemble(laws[0].kase, logs, window, counts[0] ?? NO_COUNTS, sum);
    onProgress('Writing the result', 0, 0);
    await writeResult(db, join(dir, 'result.duckdb'), assembled);
    return { analysis: assembled.analysis, counts };
  } catch (error) {
    throw await readingProblem(error, kase.dir, logFiles(kase), workLimits(limits, work));
  } finally {
    db.close();
  }
}

/** Gathers the histories that logs hold, and walks them. */
async function walkAll(
  db: Database,
  kase: Case,
  logs: Logs,
  readings: readonly Reading[],
  window: Window,
  limits: Limits,
  work: string,
  onProgress: OnProgress,
): Promise<Sum> {
  const sum = new Sum(kase.trace.maxHops, kase.trace.maxTrails, limits.named);
  const options = { named: limits.named, keepsPasts: false, begun: null, memory: walkHeap(limits) };
  const { routes, collectors, transfers } = logs;
  let gathered = 0;
  let walked = 0;
  const onGathered = (count: number): void => {
    onProgress('Gathering histories', (gathered += count), transfers);
  };
  const onWalked = (count: number): void => {
    onProgress('Walking histories', (walked += count), transfers);
  };
  onProgress('Gathering histories', 0, transfers);
  const rows = acceptedRows(logs, window);
  const threads = new WalkThreads(transfers, limits);
  try {
    for await (const sources of handOver(db, rows, transfers, limits, work, onGathered)) {
      const jobs = sources.map((source) => {
        return { kase, readings, routes, collectors, source, options };
      });
      onProgress('Walking histories', walked, transfers);
      await threads.run(jobs, onWalked, (result) => {
        sum.add(result);
      });
    }
  } finally {
    await threads.close();
  }
  return sum;
}

/**
 * What the logs hold of one person: the same stages, for their rows alone.
 *
 * @param work a folder of the run, for work files
 */
export async function personAnalysis(
  kase: Case,
  window: Window,
  limits: Limits,
  work: string,
  userId: string,
): Promise<Analysis> {
  mkdirSync(work, { recursive: true });
  const db = await Database.open(join(work, 'logs.duckdb'), workLimits(limits, work));
  try {
    const person = userId.trim();
    // What rules count is counted of everyone.
    const some = kase.rules.some(countsSomething) ? {} : { person };
    const logs = await readLogs(db, kase, window, UNWATCHED, some);
    const counts = await countUnits(db, kase, logs);
    const rows = acceptedRows(logs, window, person);
    const sum = new Sum(kase.trace.maxHops, kase.trace.maxTrails, 1);
    const { routes, collectors } = logs;
    const readings = [{ kase, counts }];
    const options = { named: 1, keepsPasts: false, begun: null, memory: limits.memory };
    const alone = { ...limits, threads: 1, shards: 1 };
    for await (const sources of handOver(db, rows, 0, alone, work, () => undefined)) {
      for (const source of sources) {
        sum.add(await runShard({ kase, readings, routes, collectors, source, options }));
      }
    }
    return assemble(kase, logs, window, counts, sum).analysis;
  } catch (error) {
    throw await readingProblem(error, kase.dir, logFiles(kase), workLimits(limits, work));
  } finally {
    db.close();
  }
}
