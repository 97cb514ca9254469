import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { explainFlow, type GateExplained } from '../../src/findings/explain.js';
import { lawOf } from '../../src/law/decide.js';
import { analyzeCase } from '../support/analyze.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const PACK = `id: own
applies: { sender: [KR] }
gates:
  - gate: provision
    carried_by:
      - { consent: provide, requires: { separate: true }, lists: { tells: [country, recipient] } }
      - contract: outsourcing
        requires: { beneficiary: exporter, supervised: true }
        weighs: { own_interest: false }
      - exemption: small
        importer: { size: small }
`;

const FILES = {
  ...BASE,
  'own.yaml': PACK,
  'case.yaml': `home: KR
rules: [./own.yaml]
sources:
  contracts: { files: [contracts.csv], columns: { beneficiary: served_business } }
`,
  'notices.csv':
    'id,controller,scope,recipients,fields,purposes,separate,tells\nn0,shop,provide,ads,*,*,true,\nn1,shop,provide,lab,*,*,true,recipient\n',
  'contracts.csv': `id,kind,exporter,importer,signed_at,fields,purposes,served_business,supervised,own_interest

k0,outsourcing,shop,lab,2025-01-01,*,*,exporter,true,
k1,outsourcing,shop,lab,2020-01-01,*,*,,true,true
`,
  'processors.csv': 'id,jurisdiction,size\nshop,KR,\nlab,US,\nads,SG,\n',
  'consents.csv': 'user_id,notice,given_at\nu1,n1,2023-01-01\n',
  'transfers.csv': `${HEADER}2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n`,
};

async function gateOf(t: TestContext): Promise<{ dir: string; id: string; gate: GateExplained }> {
  const dir = writeFiles(tempDir(t), FILES);
  const a = await analyzeCase(dir);
  const [flow] = a.flows;
  assert.ok(flow !== undefined && a.flows.length === 1);
  const [gate] = explainFlow(lawOf(await loadCase(dir), a.counts), flow);
  assert.ok(gate);
  return { dir, id: flow.id, gate };
}

test('the table behind an answer has every fact that is asked, how it stands, and its cell', async (t) => {
  const { gate } = await gateOf(t);
  const [consent, contract, exemption] = gate.carriers;
  assert.deepEqual(
    consent?.records.map((r) => [r.id, r.state, r.covers]),
    [
      ['n0', 'never', false],
      ['n1', 'in_force', true],
    ],
  );
  assert.deepEqual(consent.records[1]?.factors, [
    {
      ...{ fact: 'separate', is: 'yes', wanted: ['true'], found: 'true', missing: [], decides: true },
      place: { file: 'notices.csv', line: 3, column: 'separate' },
    },
    {
      ...{ fact: 'tells', is: 'no', wanted: ['country', 'recipient'], found: 'recipient' },
      ...{ missing: ['country'], decides: true },
      place: { file: 'notices.csv', line: 3, column: 'tells' },
    },
  ]);
  assert.deepEqual(
    contract?.records.map((r) => [r.id, r.state, r.covers]),
    [
      ['k0', 'unsigned', true],
      ['k1', 'in_force', true],
    ],
  );
  assert.deepEqual(
    contract.records[1]?.factors.map((f) => [f.fact, f.is, f.found, f.decides, f.place]),
    [
      // The column as the file calls it; a blank line counts.
      ['beneficiary', 'unknown', null, true, { file: 'contracts.csv', line: 4, column: 'served_business' }],
      ['supervised', 'yes', 'true', true, { file: 'contracts.csv', line: 4, column: 'supervised' }],
      ['own_interest', 'no', 'true', false, { file: 'contracts.csv', line: 4, column: 'own_interest' }],
    ],
  );
  assert.deepEqual(exemption?.records, []);
  assert.deepEqual(
    gate.questions.map((q) => [q.of, q.fact, q.place]),
    [
      ['k1', 'beneficiary', { file: 'contracts.csv', line: 4, column: 'served_business' }],
      ['lab', 'size', { file: 'processors.csv', line: 3, column: 'size' }],
    ],
  );
});

test('explain prints the table, what a notice lacks, and each open question with its cell', async (t) => {
  const { dir, id } = await gateOf(t);
  const { stdout, code, stderr } = await runCli(['explain', dir, id, '--store', tempDir(t)]);
  assert.equal(code, 0, stderr);
  // Lines go on two spaces further in, after 80 columns.
  const flat = stdout.replaceAll(/\n +/g, ' ');
  for (const line of [
    ' n0: never given, for something else',
    ' tells country, recipient: fails: lacks country [notices.csv:3 column tells]',
    ' k0: not signed yet',
    ' beneficiary exporter: unknown: nobody recorded it [contracts.csv:4 column served_business]',
    ' own_interest false: fails: recorded true (weighed, decides nothing) [contracts.csv:4 column own_interest]',
    ' ? beneficiary of k1 [contracts.csv:4 column served_business]',
    ' ? size of lab [processors.csv:3 column size]',
  ]) {
    assert.ok(flat.includes(line), `${line}\n--\n${stdout}`);
  }
  const widths = stdout.split('\n').map((line) => line.length);
  assert.ok(Math.max(...widths) <= 80, stdout);
});

test('the report points to cells', async (t) => {
  const { dir } = await gateOf(t);
  const { stdout, code, stderr } = await runCli(['report', dir, '--store', tempDir(t)]);
  assert.equal(code, 0, stderr);
  const questions = /<section id="questions".*?<\/section>/s.exec(stdout)?.[0] ?? '';
  assert.match(questions, /contracts\.csv:4 column served_business/);
});

test('a cell that an import filled is that of the document', async () => {
  const dir = join(packageRoot(), 'seed', 'imports');
  const a = await analyzeCase(dir);
  const law = lawOf(await loadCase(dir), a.counts);
  const questions = a.flows.flatMap((f) => explainFlow(law, f)).flatMap((g) => g.questions);
  const asked = (of: string): unknown => questions.find((q) => q.of === of)?.place;
  assert.deepEqual(asked('news:pune-mail:scc'), {
    file: 'records-of-processing.csv',
    line: 2,
    column: 'Assessment',
  });
  // No cell says who people are of whom nobody recorded it.
  assert.equal(asked('n-ads'), null);
});
