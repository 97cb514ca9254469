import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { Database } from '../../src/duckdb/database.js';
import { workLimits } from '../../src/duckdb/work-limits.js';
import { acceptedRows } from '../../src/evidence/accepted.js';
import { countUnits } from '../../src/evidence/count-units.js';
import { handOver } from '../../src/evidence/hand-over.js';
import { assemble } from '../../src/findings/assemble.js';
import { ALWAYS, readLogs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { printedText } from '../../src/report/json.js';
import { Sum } from '../../src/trace/add-up.js';
import { runShard } from '../../src/trace/run-shard.js';
import { printedCase } from '../support/analyze.js';
import { writeRandomCase } from '../support/random/write-case.js';

/** What would be printed of a case whose walks have no memory for pasts: each is forgotten as soon as the next is met. */
async function printedForgetting(caseDir: string): Promise<unknown> {
  const work = mkdtempSync(join(tmpdir(), 'wayleave-forgetting-'));
  const kase = await loadCase(caseDir);
  const most = limits({ memory: '1GB', threads: '1' });
  const db = await Database.open(join(work, 'logs.duckdb'), workLimits(most, work));
  try {
    const logs = await readLogs(db, kase, ALWAYS, UNWATCHED);
    const counts = await countUnits(db, kase, logs);
    const { routes, collectors, transfers } = logs;
    const sum = new Sum(kase.trace.maxHops, kase.trace.maxTrails, most.named);
    const options = { named: most.named, keepsPasts: false, begun: null, memory: 1 };
    const readings = [{ kase, counts }];
    for await (const sources of handOver(
      db,
      acceptedRows(logs, ALWAYS),
      transfers,
      most,
      work,
      () => undefined,
    )) {
      for (const source of sources) {
        sum.add(await runShard({ kase, readings, routes, collectors, source, options }));
      }
    }
    return JSON.parse([...printedText(assemble(kase, logs, ALWAYS, counts, sum).analysis)].join(''));
  } finally {
    db.close();
    rmSync(work, { recursive: true, force: true });
  }
}

for (const name of ['consent-states', 'onward-and-taint', 'cut-trails', 'derived-chain', 'equal-times']) {
  test(`${name}: forgetting pasts loses nothing`, async () => {
    const dir = join(packageRoot(), 'test', 'cases', name);
    assert.deepEqual(await printedForgetting(dir), await printedCase(dir));
  });
}

test('ten random cases: forgetting pasts loses nothing', async (t) => {
  const first = Math.floor(Math.random() * 1e6);
  t.diagnostic(`seeds from ${first}`);
  for (let seed = first; seed < first + 10; seed++) {
    const dir = mkdtempSync(join(tmpdir(), `wayleave-forgetting-${seed}-`));
    await writeRandomCase(dir, seed);
    assert.deepEqual(await printedForgetting(dir), await printedCase(dir), `the case in ${dir}`);
    rmSync(dir, { recursive: true, force: true });
  }
});
