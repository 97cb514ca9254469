import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { userInfo } from 'node:os';
import { loadCase } from '../case/load-case.js';
import { namedPeople, noColor, setting, wholeNumber, type Limits } from '../config.js';
import type { Database } from '../duckdb/database.js';
import { WayleaveError } from '../errors.js';
import { ALWAYS, type Window } from '../ingest/read-logs.js';
import { parseInstant } from '../input/time.js';
import type { Case } from '../model/case.js';
import { MAX_HOPS_LIMIT } from '../model/case.js';
import type { Analysis } from '../model/result.js';
import { analyze } from '../pipeline.js';
import { styleFor, type Style } from '../report/style.js';
import { openResult, readAnalysis } from '../store/read-result.js';
import { fingerprint, Store } from '../store/store.js';
import { Progress } from './progress.js';

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
  const loaded = await loadCase(resolve(caseDir));
  const maxHops =
    options.maxHops === undefined
      ? loaded.trace.maxHops
      : wholeNumber('max-hops', options.maxHops, MAX_HOPS_LIMIT);
  const kase: Case = { ...loaded, trace: { ...loaded.trace, maxHops } };
  const window: Window = {
    from: options.from === undefined ? ALWAYS.from : instant('from', options.from, kase),
    until: options.to === undefined ? ALWAYS.until : instant('to', options.to, kase),
  };
  const store = Store.open(options.store === undefined ? Store.defaultDir(kase.dir) : resolve(options.store));
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

/** The analysis of a session: the one in the store when nothing changed, else a new one that takes its place. */
export async function currentAnalysis(session: Session, limits: Limits): Promise<Analysis> {
  const { kase, store, window } = session;
  const known = store.current();
  if (known?.fingerprint === session.fingerprint) return withResult(session, (db) => readAnalysis(db));
  const runDir = store.beginRun();
  const onSignal = (signal: NodeJS.Signals): void => {
    rmSync(runDir, { recursive: true, force: true });
    process.stderr.write('\nINTERRUPTED: the former result is untouched.\n');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = new Progress();
  try {
    const analysis = await analyze(kase, window, limits, runDir, progress.report);
    store.publish(runDir, session.fingerprint);
    return analysis;
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
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

/** Who acts, for the audit log. */
export function operator(): string {
  return setting('operator') ?? userInfo().username;
}

/** Colour on a terminal only. */
export function stdoutStyle(): Style {
  return styleFor(process.stdout.isTTY && !noColor());
}
