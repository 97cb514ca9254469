import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { ALWAYS } from '../../src/ingest/read-logs.js';
import { askedController, decide, lawOf } from '../../src/law/decide.js';
import { flowContent } from '../../src/law/flow-book.js';
import type { Situation } from '../../src/model/flow.js';
import type { Analysis } from '../../src/model/result.js';
import { analyze } from '../../src/pipeline.js';
import { openResult, readSituations } from '../../src/store/read-result.js';
import { SituationTable } from '../../src/trace/situation-table.js';

const cases = join(packageRoot(), 'test', 'cases');

async function situationsOf(
  name: string,
  shards: number,
): Promise<{ analysis: Analysis; situations: Situation[] }> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-situations-'));
  try {
    const given = limits({ memory: '1GB', shards: String(shards), threads: '2' });
    const analysis = await analyze(await loadCase(join(cases, name)), ALWAYS, given, dir, () => undefined);
    const db = await openResult(join(dir, 'result.duckdb'), dir);
    const situations = await readSituations(db);
    db.close();
    assert.ok(situations !== null);
    return { analysis, situations };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

for (const name of ['consent-states', 'contract-states', 'dated-gate', 'onward-and-taint']) {
  test(`situations of ${name}: each is decided as its flow is, and together they are the flow's records`, async () => {
    const { analysis, situations } = await situationsOf(name, 1);
    const law = lawOf(await loadCase(join(cases, name)), analysis.counts);
    for (const f of analysis.flows) {
      const own = situations.filter((s) => s.flow === f.id);
      assert.equal(
        own.reduce((n, s) => n + s.records, 0),
        f.records,
      );
      assert.equal(Math.min(...own.map((s) => s.firstAt)), f.firstAt);
      assert.equal(Math.max(...own.map((s) => s.lastAt)), f.lastAt);
      for (const s of own) {
        const notices = new Map(Object.entries(s.notices));
        for (const id of notices.keys())
          assert.ok(law.noticesOf(askedController(f)).some((n) => n.id === id));
        for (const when of [s.firstAt, s.lastAt]) {
          assert.equal(flowContent(law, f, decide(law, f, { at: when, notices })).id, f.id);
        }
      }
    }
    const inOrder = (list: readonly Situation[]): string[] => list.map((s) => JSON.stringify(s)).sort();
    assert.deepEqual(inOrder((await situationsOf(name, 3)).situations), inOrder(situations), 'three shards');
  });
}

test('situations beyond those that are kept leave none', () => {
  const table = new SituationTable(2);
  const one = { records: 1, firstAt: 5, lastAt: 5 };
  table.add(0, 0, '{}', one);
  table.add(0, 1, '{}', one);
  table.add(0, 1, '{}', { records: 2, firstAt: 3, lastAt: 9 });
  assert.deepEqual(table.all(), [
    { flow: 0, period: 0, notices: '{}', records: 1, firstAt: 5, lastAt: 5 },
    { flow: 0, period: 1, notices: '{}', records: 3, firstAt: 3, lastAt: 9 },
  ]);
  table.add(0, 1, '{"n":"in_force"}', one);
  assert.equal(table.all(), null);
});
