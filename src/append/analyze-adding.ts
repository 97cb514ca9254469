import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../config.js';
import { Database } from '../duckdb/database.js';
import { workLimits } from '../duckdb/work-limits.js';
import { readingProblem } from '../ingest/damaged-parquet.js';
import { ALWAYS, type Window } from '../ingest/read-logs.js';
import { countsSomething } from '../law/counts.js';
import { logFiles, type Case } from '../model/case.js';
import type { Analysis } from '../model/result.js';
import type { KeptFiles } from '../store/store.js';
import { fileChanges } from './file-changes.js';
import { keyOf, readKept, type Kept, type KeptStore } from './kept.js';
import type { OnProgress } from '../model/progress.js';
import { AddingRun } from './run.js';

/** An analysis of everything (pipeline.ts), where nothing can be kept. */
type Analyze = (
  kase: Case,
  window: Window,
  limits: Limits,
  dir: string,
  onProgress: OnProgress,
) => Promise<Analysis>;

/**
 * Analyzes a case as `analyze` does, to the same result, and keeps beside it what is needed to add files to it. Where that
 * was kept before, only the files that are new or changed are read, and only those persons walked again of whom they say
 * something else than what follows; whose history merely goes on is gone on with.
 *
 * @param dir an empty folder of the run: the result comes into `result.duckdb`, what is kept into `kept`
 * @param onNote told once what was done, or why everything was done anew
 * @throws WayleaveError as `analyze` does
 */
export async function analyzeAdding(
  analyze: Analyze,
  store: KeptStore,
  kase: Case,
  window: Window,
  limits: Limits,
  dir: string,
  onProgress: OnProgress,
  onNote: (note: string) => void,
): Promise<Analysis> {
  if (logFiles(kase).some((f) => f.documents !== undefined)) {
    onNote('Files of other formats are among the logs: everything is analyzed, and nothing kept for adding.');
    return analyze(kase, window, limits, dir, onProgress);
  }
  if ((window.from !== ALWAYS.from || window.until !== ALWAYS.until) && kase.rules.some(countsSomething)) {
    onNote('The rules count over all transfers, and only some are asked for: nothing is kept for adding.');
    return analyze(kase, window, limits, dir, onProgress);
  }
  const key = keyOf(kase, window, limits.named);
  const files = store.kept();
  const kept = readKept(files, key);
  const add = async (former: Kept | undefined, name: string): Promise<Analysis | string> => {
    const changes = fileChanges(kase, former);
    if (typeof changes === 'string') return changes;
    const work = join(dir, name);
    mkdirSync(work, { recursive: true });
    const db = await Database.open(join(work, 'logs.duckdb'), workLimits(limits, work));
    try {
      const run = new AddingRun(db, { kase, window, limits, key }, { dir, work }, onProgress, onNote);
      return await run.add(changes, former, files);
    } catch (error) {
      throw await readingProblem(error, kase.dir, logFiles(kase), workLimits(limits, work));
    } finally {
      db.close();
    }
  };
  const added = typeof kept === 'string' ? kept : await add(kept, 'work').catch(whyReplaced(store, files));
  if (typeof added !== 'string') return added;
  onNote(`Everything is analyzed anew: ${added}.`);
  const all = await add(undefined, 'all');
  if (typeof all === 'string') throw new RangeError(all);
  return all;
}

/** What to make of an error: a run that ended meanwhile has removed what this one reads, and nobody is to be told of that. */
function whyReplaced(store: KeptStore, files: KeptFiles | undefined): (error: unknown) => string {
  return (error) => {
    if (store.kept()?.state === files?.state) throw error;
    return 'another analysis took the place of the former one meanwhile';
  };
}
