import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { analyzeAdding } from '../../src/append/analyze-adding.js';
import { limits } from '../../src/config.js';
import type { Database } from '../../src/duckdb/database.js';
import type { Analysis } from '../../src/model/result.js';
import { analyze } from '../../src/pipeline.js';
import { printedText } from '../../src/report/json.js';
import { currentAnalysis, openSession, withResult, type Engine } from '../../src/session.js';
import { openResult, readMembers, readSituations, rejectRows } from '../../src/store/read-result.js';

/** All that a result says, in an order of its own where the result has none. */
export interface WholeResult {
  readonly printed: unknown;
  readonly rejects: readonly Record<string, DuckDBValue>[];
  readonly cohortOf: ReadonlyMap<string, string | undefined>;
  readonly situations: readonly string[] | null;
  /** Lines of text files at which reading may begin. */
  readonly places: readonly Record<string, DuckDBValue>[];
}

const listener = { onProgress: () => undefined, onRun: () => () => undefined };

/** Analyzes a case with the store in it, adding to what that keeps. */
export async function analyzedAdding(
  dir: string,
  how: { shards?: number } = {},
): Promise<WholeResult & { note: string }> {
  const session = await openSession(dir, {});
  const notes: string[] = [];
  const engine: Engine = (kase, window, allowed, run, onProgress) =>
    analyzeAdding(analyze, session.store, kase, window, allowed, run, onProgress, (note) => notes.push(note));
  const given = limits({ memory: '1GB', shards: String(how.shards ?? 1), threads: '2' });
  const analysis = await currentAnalysis(session, given, listener, engine);
  return { ...(await withResult(session, (db) => whole(db, analysis))), note: notes.join(' ') };
}

/** Analyzes a case without a store. */
export async function analyzedWhole(dir: string): Promise<WholeResult> {
  const run = mkdtempSync(join(tmpdir(), 'wayleave-run-'));
  try {
    const { kase, window } = await openSession(dir, { store: join(run, 'store') });
    const given = limits({ memory: '1GB', shards: '1', threads: '1' });
    const analysis = await analyze(kase, window, given, run, () => undefined);
    const db = await openResult(join(run, 'result.duckdb'), run);
    try {
      return await whole(db, analysis);
    } finally {
      db.close();
    }
  } finally {
    rmSync(run, { recursive: true, force: true });
  }
}

async function whole(db: Database, analysis: Analysis): Promise<WholeResult> {
  const cohortOf = new Map<string, string | undefined>();
  for await (const members of readMembers(db)) {
    for (const m of members) cohortOf.set(m.userId, analysis.cohorts[m.cohort]?.id);
  }
  const situations = await readSituations(db);
  return {
    printed: JSON.parse([...printedText(analysis)].join('')),
    rejects: await rejectRows(db),
    cohortOf: new Map([...cohortOf].sort(([a], [b]) => (a < b ? -1 : 1))),
    situations: situations?.map((s) => JSON.stringify(s)).sort() ?? null,
    places: await db.rows('FROM places ORDER BY ALL'),
  };
}
