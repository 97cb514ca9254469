import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/assets.js';
import type { Analysis } from '../src/model/result.js';
import { analyzeCase } from './support/analyze.js';
import { findingLike, groupFindings } from './support/findings.js';
import { copyWith, type Mutation } from './support/mutate.js';
import { tempDir } from './support/workspace.js';

interface Expected {
  readonly people: number;
  readonly sources: Analysis['sources'];
  readonly flows: readonly object[];
  readonly findings: readonly { readonly reason: string }[];
  readonly mustNotOccur: readonly ({ readonly reason: string } & Record<string, string>)[];
  readonly decisive: readonly Mutation[];
}

const seeds = join(packageRoot(), 'seed');
const names = readdirSync(seeds).filter(
  (name) => existsSync(join(seeds, name, 'expected.json')) && existsSync(join(seeds, name, 'transfers.csv')),
);

/** Flows as scenarios expect them: who, for what, since when, how many records, and the verdict. */
function flowsOf(a: Analysis): object[] {
  return a.flows.map(({ sender, recipient, purpose, firstAt, records, verdict }) => {
    const second = `${new Date(firstAt / 1000).toISOString().slice(0, 19)}Z`;
    return { sender, recipient, purpose, firstAt: second, records, verdict };
  });
}

test('the scenarios are there', () => {
  const wanted = ['aliexpress', 'homeplus', 'meta', 'premom', 'temu', 'tiktok', 'uber'];
  const controls = ['1-adequacy', '2-credit', '3-equivalence', '4-disclosed', '5-aggregates'];
  assert.deepEqual(names.sort(), [...wanted, ...controls.map((c) => `control-${c}`)].sort());
});

for (const name of names) {
  const dir = join(seeds, name);
  const expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as Expected;

  test(`${name}: every finding is expected with its reason, and none that is expected is missing`, async () => {
    const a = await analyzeCase(dir);
    assert.deepEqual(
      { people: a.people, sources: a.sources, flows: flowsOf(a), complete: a.complete },
      { people: expected.people, sources: expected.sources, flows: expected.flows, complete: true },
    );
    const reasons = expected.findings.map((f) => f.reason);
    assert.deepEqual(
      groupFindings(a).map((f, i) => ({ ...f, reason: reasons[i] })),
      expected.findings,
    );
    for (const reason of reasons) assert.ok(reason.length > 20, reason);
    for (const { reason, ...pattern } of expected.mustNotOccur) {
      assert.equal(findingLike(a, pattern), undefined, reason);
    }
    assert.deepEqual(await analyzeCase(dir, { shards: 3, threads: 2 }), a, 'dealt into shards');
  });

  test(`${name}: each fact that its README calls decisive is`, async (t) => {
    const readme = readFileSync(join(dir, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/^- `(\S+)`, row `(\S+)`, column `(\S+)`$/gm)];
    assert.deepEqual(
      listed.map(([, file, id, column]) => [file, id, column]),
      expected.decisive.map(({ file, id, column }) => [file, id, column]),
    );
    assert.ok(listed.length > 0);
    for (const mutation of expected.decisive) {
      const changed = tempDir(t);
      copyWith(dir, changed, mutation);
      const a = await analyzeCase(changed);
      const was = {
        flows: expected.flows,
        findings: expected.findings.map((f) => ({ ...f, reason: undefined })),
      };
      assert.notDeepEqual(
        { flows: flowsOf(a), findings: groupFindings(a).map((f) => ({ ...f, reason: undefined })) },
        was,
        JSON.stringify(mutation),
      );
    }
  });
}
