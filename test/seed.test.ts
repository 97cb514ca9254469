import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateKakaopay } from '../seed/kakaopay-alipay/generate.js';
import { packageRoot } from '../src/assets.js';
import type { Analysis } from '../src/model/result.js';
import { styleFor } from '../src/report/style.js';
import { summary } from '../src/report/text.js';
import { analyzeCase, printedCase } from './support/analyze.js';
import { findingLike, groupFindings } from './support/findings.js';
import { copyWith, type Mutation } from './support/mutate.js';
import { tempDir } from './support/workspace.js';

interface Expected {
  readonly people: number;
  readonly sources: Analysis['sources'];
  readonly complete: boolean;
  readonly flows: number;
  readonly cohorts: number;
  readonly foreignTrails: number;
  readonly findings: readonly { readonly mirrors: string }[];
  readonly mustNotOccur: readonly ({ readonly reason: string } & Record<string, string>)[];
  readonly decisive: readonly Mutation[];
}

const seed = join(packageRoot(), 'seed', 'kakaopay-alipay');

test('Kakaopay at 1:1,000,000: every finding mirrors a public statement, and none is missing or too many', async () => {
  const a = await analyzeCase(join(seed, 'sample'));
  const expected = JSON.parse(readFileSync(join(seed, 'expected.json'), 'utf8')) as Expected;
  const { people, sources, complete, flows, cohorts, trails } = a;
  const foreignTrails = trails.filter((t) => t.foreign).length;
  assert.deepEqual(
    { people, sources, complete, flows: flows.length, cohorts: cohorts.length, foreignTrails },
    {
      people: expected.people,
      sources: expected.sources,
      complete: expected.complete,
      flows: expected.flows,
      cohorts: expected.cohorts,
      foreignTrails: expected.foreignTrails,
    },
  );
  const found = groupFindings(a);
  assert.deepEqual(
    found,
    expected.findings.map(({ mirrors, ...finding }) => {
      assert.ok(mirrors.length > 10);
      return finding;
    }),
  );
  for (const { reason, ...pattern } of expected.mustNotOccur) {
    assert.equal(findingLike(a, pattern), undefined, reason);
  }
});

test('Kakaopay: each fact that the README calls decisive is', async (t) => {
  const expected = JSON.parse(readFileSync(join(seed, 'expected.json'), 'utf8')) as Expected;
  const findings = expected.findings.map((f) => ({ ...f, mirrors: undefined }));
  const readme = readFileSync(join(seed, 'README.md'), 'utf8');
  for (const mutation of expected.decisive) {
    const { file, id, column } = mutation;
    assert.ok(
      readme.includes(`- \`${file}\`, row \`${id}\`, column \`${column}\``),
      `${file} ${id} ${column}`,
    );
    const changed = tempDir(t);
    copyWith(join(seed, 'sample'), changed, mutation);
    const found = groupFindings(await analyzeCase(changed)).map((f) => ({ ...f, mirrors: undefined }));
    assert.notDeepEqual(found, findings, JSON.stringify(mutation));
  }
});

test('the committed sample is what the generator writes, and the real calendar is kept', async (t) => {
  const out = tempDir(t);
  const made = await generateKakaopay({ scale: 1_000_000, out });
  assert.deepEqual(made, { people: 40, transfers: 55_088, consents: 72 });
  assert.deepEqual(await printedCase(out), await printedCase(join(seed, 'sample')));
  const { flows } = await analyzeCase(out);
  const nsf = flows.filter((f) => f.purpose === 'nsf');
  const micros = (text: string): number => Date.parse(text) * 1000;
  assert.equal(Math.min(...nsf.map((f) => f.firstAt)), micros('2018-04-27T13:00:00+09:00'));
  assert.ok(Math.max(...nsf.map((f) => f.lastAt)) < micros('2024-05-22T00:00:00+09:00'));
  const daily = nsf.reduce((sum, f) => sum + f.records, 0) - 3 * 28;
  assert.ok(Math.abs(daily - 54_200) < 1000, String(daily));
});

test('what the README shows is what the Kakaopay case at 1:10,000 comes to', async (t) => {
  const out = tempDir(t);
  await generateKakaopay({ scale: 10_000, out });
  const told = summary(await analyzeCase(out), styleFor(false));
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8').replaceAll('\r\n', '\n');
  const shown = /^## What comes out\n\n```\n([\s\S]*?)```/m.exec(readme)?.[1]?.trim().split('\n\n') ?? [];
  assert.ok(shown.length > 2);
  for (const part of shown) assert.ok(told.includes(`${part}\n`), `${part}\n\nis not in\n\n${told}`);
});
