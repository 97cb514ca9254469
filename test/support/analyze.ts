import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { ALWAYS, type Window } from '../../src/ingest/read-logs.js';
import { analyze } from '../../src/pipeline.js';
import { printedText } from '../../src/report/json.js';
import { openResult, rejectRows } from '../../src/store/read-result.js';
import type { Analysis } from '../../src/model/result.js';

/** Analyzes a case folder in this process, without a store. */
export async function analyzeCase(
  caseDir: string,
  how: { shards?: number; threads?: number; window?: Window } = {},
): Promise<Analysis> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-run-'));
  try {
    const given = { memory: '1GB', shards: String(how.shards ?? 1), threads: String(how.threads ?? 1) };
    return await analyze(await loadCase(caseDir), how.window ?? ALWAYS, limits(given), dir, () => undefined);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What `analyze --json` would print of a case, and the rows that were rejected. */
export async function analyzeForRejects(caseDir: string): Promise<{ printed: unknown; rejects: object[] }> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-run-'));
  try {
    const one = limits({ memory: '1GB', shards: '1', threads: '1' });
    const analysis = await analyze(await loadCase(caseDir), ALWAYS, one, dir, () => undefined);
    const db = await openResult(join(dir, 'result.duckdb'), dir);
    const rejects = (await rejectRows(db)).map((r) => ({
      table: r['log'],
      file: analysis.files[Number(r['file'])],
      row: Number(r['row']),
      code: r['code'],
      column: r['column_name'],
    }));
    db.close();
    return { printed: JSON.parse([...printedText(analysis)].join('')), rejects };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What `analyze --json` would print of it. */
export async function printedCase(
  caseDir: string,
  how: Parameters<typeof analyzeCase>[1] = {},
): Promise<unknown> {
  return JSON.parse([...printedText(await analyzeCase(caseDir, how))].join(''));
}
