import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../../src/config.js';
import { quoteName } from '../../../src/duckdb/sql.js';
import { ALWAYS, type Window } from '../../../src/ingest/read-logs.js';
import type { Case } from '../../../src/model/case.js';
import type { OnProgress } from '../../../src/model/progress.js';
import type { Analysis } from '../../../src/model/result.js';
import { printedText } from '../../../src/report/json.js';
import type { Engine } from '../../../src/session.js';
import { openResult } from '../../../src/store/read-result.js';

export interface How {
  readonly window?: Window;
  readonly shards?: number;
  readonly onProgress?: OnProgress;
}

/**
 * What an engine prints of a case, every row of every table that it writes, and the analysis.
 *
 * @param ground folder in which the run gets one of its own
 */
export async function resultOf(
  engine: Engine,
  kase: Case,
  ground: string,
  { window = ALWAYS, shards = 2, onProgress = () => undefined }: How = {},
): Promise<[string, Record<string, unknown>, Analysis]> {
  const dir = mkdtempSync(join(ground, 'run-'));
  const most = limits({ memory: '1GB', threads: '1', shards: String(shards) });
  const analysis = await engine(kase, window, most, dir, onProgress);
  const db = await openResult(join(dir, 'result.duckdb'), dir);
  try {
    const tables = await db.rows('SELECT table_name AS t FROM duckdb_tables() ORDER BY t');
    const written: Record<string, unknown> = {};
    for (const table of tables.map((row) => String(row['t']))) {
      written[table] = await db.rows(`FROM ${quoteName(table)} ORDER BY ALL`);
    }
    return [[...printedText(analysis)].join(''), written, analysis];
  } finally {
    db.close();
  }
}
