import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../src/assets.js';
import { loadCase } from '../src/case/load-case.js';
import type { Analysis } from '../src/model/result.js';
import { analyzeCase, analyzeForRejects } from './support/analyze.js';
import { runCli } from './support/cli.js';
import { findingLike, groupFindings } from './support/findings.js';
import { tempDir } from './support/workspace.js';

const seed = join(packageRoot(), 'seed', 'imports');

interface Expected {
  readonly people: number;
  readonly sources: Analysis['sources'];
  readonly flows: readonly object[];
  readonly findings: readonly { readonly reason: string }[];
  readonly mustNotOccur: readonly ({ readonly reason: string } & Record<string, string>)[];
}

const expected = JSON.parse(readFileSync(join(seed, 'expected.json'), 'utf8')) as Expected;

function flowsOf(a: Analysis): object[] {
  return a.flows.map((f) => ({
    recipient: f.recipient,
    fields: f.fields,
    purpose: f.purpose,
    records: f.records,
    people: f.people,
    verdict: f.verdict,
    questions: f.decision.outcomes.flatMap(({ gate, answer }) =>
      answer.is === 'contested' ? answer.questions.map((q) => `${gate}: ${q.fact} of ${q.of}`) : [],
    ),
  }));
}

test('a case that is read from other formats alone comes to what its README says', async () => {
  const a = await analyzeCase(seed);
  const reasons = expected.findings.map((f) => f.reason);
  assert.deepEqual(
    {
      people: a.people,
      sources: a.sources,
      flows: flowsOf(a),
      findings: groupFindings(a).map((f, i) => ({ ...f, reason: reasons[i] })),
    },
    {
      people: expected.people,
      sources: expected.sources,
      flows: expected.flows,
      findings: expected.findings,
    },
  );
  for (const { reason, ...pattern } of expected.mustNotOccur) {
    assert.equal(findingLike(a, pattern), undefined, reason);
  }
  assert.deepEqual(await analyzeCase(seed, { shards: 3, threads: 2 }), a, 'dealt into shards');
});

test('the registers hold what lineage and records of processing say of them', async () => {
  const { registers } = await loadCase(seed);
  assert.deepEqual(
    registers.fields.map((f) => [f.id, f.category, f.derivedFrom, f.method]),
    [
      ['email', 'pd:EmailAddress', [], null],
      ['audience_id', 'pd:Identifier', ['email'], 'hash'],
    ],
  );
  assert.deepEqual(
    registers.processors.map((p) => [p.id, p.jurisdiction, p.name]),
    [
      ['news', 'DE', 'A newspaper'],
      ['pune-mail', 'IN', 'Pune Mail Ltd.'],
      ['adtech', 'US', 'AdTech Inc.'],
    ],
  );
  assert.deepEqual(
    registers.purposes.map((p) => p.id),
    ['newsletter', 'advertising'],
  );
  const [contract, ...more] = registers.contracts;
  assert.deepEqual(more, []);
  assert.deepEqual(
    [contract?.id, contract?.kind, contract?.fields, contract?.purposes, contract?.facts.size],
    ['news:pune-mail:scc', 'scc', '*', new Set(['newsletter']), 0],
  );
});

test('packed documents are read the same', async (t) => {
  const dir = tempDir(t);
  cpSync(seed, dir, { recursive: true });
  const yaml = readFileSync(join(dir, 'case.yaml'), 'utf8');
  const zipped = yaml
    .replaceAll('.jsonl]', '.jsonl.gz]')
    .replace('[lineage/*.jsonl, lineage', '[lineage/*.jsonl.gz, lineage')
    .replace('strings.csv', 'strings.csv.gz');
  assert.equal(zipped.match(/\.gz/g)?.length, 3);
  writeFileSync(join(dir, 'case.yaml'), zipped);
  for (const path of ['lineage/2024-05.jsonl', 'consents/strings.csv']) {
    writeFileSync(join(dir, `${path}.gz`), gzipSync(readFileSync(join(dir, path))));
    rmSync(join(dir, path));
  }
  const [a, b] = [await analyzeCase(seed), await analyzeCase(dir)];
  assert.deepEqual(
    { flows: b.flows.map((f) => f.id), sources: b.sources, findings: b.findings.length },
    { flows: a.flows.map((f) => f.id), sources: a.sources, findings: a.findings.length },
  );
});

test('what is no event is rejected with its line, and the sum holds', async () => {
  const { rejects } = await analyzeForRejects(seed);
  assert.deepEqual(rejects, [
    { table: 'transfers', file: 'lineage/2024-06.json', row: 2, code: 'MALFORMED_ROW', column: null },
  ]);
  const text = readFileSync(join(seed, 'lineage', '2024-06.json'), 'utf8').split('\n');
  const { sources } = await analyzeCase(seed);
  for (const s of [sources.transfers, sources.consents]) assert.equal(s.read, s.accepted + s.rejected);
  assert.equal(text[48]?.trim(), '{', 'the second event begins on line 49');
});

test('check and the report say what documents cannot show', async (t) => {
  const checked = await runCli(['check', seed]);
  assert.equal(checked.code, 0, checked.stderr);
  assert.match(checked.stdout, /Read as tcf \(1 file\):[^]*names no country/);
  assert.match(checked.stdout, /Nobody recorded of n-ads-abroad: explicit, tells\./);
  assert.match(checked.stdout, /Read as openlineage \(2 files\):[^]*not whose rows they were/);
  for (const line of checked.stdout.split('\n')) assert.ok(line.length <= 80, line);
  const store = tempDir(t);
  const analyzed = await runCli(['analyze', seed, '--store', store]);
  assert.match(analyzed.stdout, /2 documents for transfers make no row/);
  assert.match(analyzed.stdout, /names no country/);
  const out = join(store, 'report.html');
  for (const [language, words] of [
    ['en', /names no country/],
    ['ko', /TCF 문자열은 국가도/],
  ] as const) {
    const reported = await runCli(['report', seed, '--store', store, '--lang', language, '--out', out]);
    assert.equal(reported.code, 0, reported.stderr);
    assert.match(readFileSync(out, 'utf8'), words);
  }
});
