import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { ALWAYS } from '../../src/ingest/read-logs.js';
import type { Case } from '../../src/model/case.js';
import type { Analysis, Cohort } from '../../src/model/result.js';
import { analyze, personAnalysis } from '../../src/pipeline.js';
import { openResult, readMembers } from '../../src/store/read-result.js';

const cases = join(packageRoot(), 'test', 'cases');

/** The analysis of a golden case, and the cohort that its result keeps for each person. */
async function analyzed(
  name: string,
  shards: number,
  named = 1_000_000,
): Promise<{ analysis: Analysis; cohortOf: Map<string, Cohort | undefined> }> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-members-'));
  try {
    const given = {
      ...limits({ memory: '1GB', shards: String(shards), threads: '2' }),
      named,
    };
    const analysis = await analyze(await loadCase(join(cases, name)), ALWAYS, given, dir, () => undefined);
    const db = await openResult(join(dir, 'result.duckdb'), dir);
    const cohortOf = new Map<string, Cohort | undefined>();
    for await (const members of readMembers(db)) {
      for (const m of members) cohortOf.set(m.userId, analysis.cohorts[m.cohort]);
    }
    db.close();
    return { analysis, cohortOf };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

for (const name of ['consent-states', 'onward-and-taint', 'cut-trails', 'derived-chain']) {
  test(`members of ${name}: every person is in the cohort whose flows and trails theirs are`, async () => {
    const { analysis, cohortOf } = await analyzed(name, 3);
    assert.equal(analysis.named, true);
    assert.equal(cohortOf.size, analysis.people);
    for (const c of analysis.cohorts) {
      assert.equal([...cohortOf.values()].filter((x) => x?.id === c.id).length, c.people);
    }
    const loaded = await loadCase(join(cases, name));
    // Alone, none of a person's trails is cut, and those that only others extend abroad would not be reported.
    const kase: Case = { ...loaded, trace: { ...loaded.trace, ends: 'any' } };
    for (const [userId, cohort] of cohortOf) {
      const work = mkdtempSync(join(tmpdir(), 'wayleave-person-'));
      const alone = await personAnalysis(kase, ALWAYS, limits({ memory: '1GB' }), work, userId);
      rmSync(work, { recursive: true, force: true });
      assert.ok(cohort !== undefined);
      assert.deepEqual(cohort.flows, alone.flows.map((f) => f.id).sort());
      const reported = new Set(analysis.trails.map((t) => t.id));
      const trails = alone.trails.map((t) => t.id).filter((id) => reported.has(id));
      assert.deepEqual(cohort.trails, trails.sort());
    }
    assert.deepEqual((await analyzed(name, 1)).cohortOf, cohortOf, 'one shard');
  });
}

test('beyond the set number of people nobody is kept by name, however the persons are dealt', async () => {
  const { analysis } = await analyzed('consent-states', 1);
  for (const shards of [1, 3]) {
    const exact = await analyzed('consent-states', shards, analysis.people);
    assert.equal(exact.cohortOf.size, analysis.people);
    const over = await analyzed('consent-states', shards, analysis.people - 1);
    assert.deepEqual([over.analysis.named, over.cohortOf.size], [false, 0]);
    assert.deepEqual(over.analysis.cohorts, analysis.cohorts);
  }
});

test('records of a flow are counted by month, in UTC', async () => {
  const { analysis } = await analyzed('onward-and-taint', 3);
  for (const f of analysis.flows) {
    assert.equal(
      f.months.reduce((sum, m) => sum + m.records, 0),
      f.records,
    );
    assert.deepEqual(
      f.months.map((m) => m.month),
      [...new Set(f.months.map((m) => m.month))].sort(),
    );
  }
});
