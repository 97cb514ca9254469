import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadCase } from './case/load-case.js';
import { graphAccess, graphLimits, namedPeople, wholeNumber, type Limits } from './config.js';
import type { Database } from './duckdb/database.js';
import { WayleaveError } from './errors.js';
import type { GraphStore, LoadOptions } from './graph/graph-store.js';
import { ensureLoaded } from './graph/load.js';
import { ALWAYS, type Window } from './ingest/read-logs.js';
import { parseInstant } from './input/time.js';
import type { Case } from './model/case.js';
import { MAX_HOPS_LIMIT } from './model/case.js';
import type { Analysis } from './model/result.js';
import type { OnProgress } from './model/progress.js';
import { analyze } from './pipeline.js';
import { readAddresses } from './store/addresses.js';
import { openResult, readAnalysis } from './store/read-result.js';
import { fingerprint, Store, storeDirOf } from './store/store.js';

/** What may be said of how a case is analyzed. */
export interface AnalyzeOptions {
  readonly store?: string;
  readonly maxHops?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A case, as asked for, with its store. */
export interface Session {
  readonly kase: Case;
  readonly store: Store;
  readonly window: Window;
  readonly fingerprint: string;
}

/** @throws WayleaveError for a broken case or option */
export async function openSession(caseDir: string, options: AnalyzeOptions): Promise<Session> {
  const storeDir = storeDirOf(caseDir, options);
  const loaded = await loadCase(resolve(caseDir), [], readAddresses(storeDir));
  const maxHops =
    options.maxHops === undefined
      ? loaded.trace.maxHops
      : wholeNumber('--max-hops', options.maxHops, MAX_HOPS_LIMIT);
  const kase: Case = { ...loaded, trace: { ...loaded.trace, maxHops } };
  const window: Window = {
    from: options.from === undefined ? ALWAYS.from : instant('from', options.from, kase),
    until: options.to === undefined ? ALWAYS.until : instant('to', options.to, kase),
  };
  if (window.from >= window.until) {
    throw new WayleaveError('USAGE', `--to ${options.to ?? ''} is not after --from ${options.from ?? ''}`, {
      accepted: 'a time for --to that is after the one for --from: the window ends before it',
    });
  }
  const store = Store.open(storeDir);
  const asked = { maxHops, from: String(window.from), until: String(window.until), named: namedPeople() };
  return { kase, store, window, fingerprint: fingerprint(kase, asked) };
}

function instant(name: string, text: string, kase: Case): number {
  const at = parseInstant(text, kase.transfers.timezone);
  if (at === null) {
    throw new WayleaveError('USAGE', `--${name} ${text} is no time`, {
      accepted: 'ISO 8601, such as 2024-05-22 or 2024-05-22T09:00:00+09:00',
    });
  }
  return at;
}

/** What whoever runs an analysis hears of it. */
export interface RunListener {
  readonly onProgress: OnProgress;
  /**
   * Called with the folder of the run when one begins; what is returned is called when it ends. The folder is all that
   * is to be removed when the process must end in the middle.
   */
  readonly onRun: (runDir: string) => () => void;
}

/** What computes an analysis: one machine (`analyze`), or a cluster with the same answer. */
export type Engine = typeof analyze;

/**
 * The analysis of a session: the one in the store when nothing changed, else a new one that takes its place.
 *
 * @throws WayleaveError as the stages do: LOG_UNREADABLE, OUT_OF_MEMORY, STORE_UNUSABLE and so on (docs/errors.md); the former
 *   result stays then
 * @param anew whether it is computed also when nothing changed
 */
export async function currentAnalysis(
  session: Session,
  limits: Limits,
  { onProgress = () => undefined, onRun = () => () => undefined }: Partial<RunListener> = {},
  engine: Engine = analyze,
  anew = false,
): Promise<Analysis> {
  const { kase, store, window } = session;
  const known = store.current();
  if (!anew && known?.fingerprint === session.fingerprint)
    return withResult(session, (db) => readAnalysis(db));
  const runDir = store.beginRun();
  const ended = onRun(runDir);
  try {
    const analysis = await engine(kase, window, limits, runDir, onProgress);
    store.publish(runDir, session.fingerprint);
    return analysis;
  } finally {
    ended();
    rmSync(runDir, { recursive: true, force: true });
  }
}

/** Reads the current result; a case that was never analyzed has none. */
export async function withResult<T>({ store }: Session, use: (db: Database) => Promise<T>): Promise<T> {
  const known = store.current();
  if (known === undefined) {
    throw new WayleaveError('NO_RESULT', 'the store holds no result for this case', {
      advice: 'Run wayleave analyze first.',
    });
  }
  const db = await openResult(known.path, store.dir);
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

/** What may be said of where a graph is. */
export interface GraphOptions {
  /** Address of a graph database; undefined: as set, or embedded. */
  readonly graph?: string;
}

/**
 * A graph store that holds the graph of an analysis, which is loaded if need be. Whoever opens it closes it.
 *
 * @param analysis the current one of the session
 * @throws WayleaveError GRAPH_…
 */
export async function loadedGraph(
  { kase, store, fingerprint }: Session,
  analysis: Analysis,
  { graph }: GraphOptions,
  load: LoadOptions,
): Promise<GraphStore> {
  // The driver of Neo4j takes as long to load as half of the rest: whoever asks for no graph does not wait for it.
  const { openGraphStore } = await import('./graph/open-store.js');
  const graphs = openGraphStore(graphAccess(graph), store.dir, graphLimits());
  try {
    await ensureLoaded(graphs, { kase, analysis, fingerprint, results: store }, load);
    return graphs;
  } catch (error) {
    await graphs.close();
    throw error;
  }
}
