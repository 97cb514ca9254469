import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { whatIfAnswerSchema } from '../../src/what-if/answer-schema.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

test('what-if answers without a scan, says when one is needed, and scans when told', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'contracts.csv':
      'id,kind,exporter,importer,fields,purposes,signed_at,ends_at,onward,beneficiary\nk,outsourcing,shop,lab,*,*,2024-01-01,,,\n',
    'transfers.csv':
      `${HEADER}2024-02-01T00:00:00Z,u1,shop,lab,phone,pay,,\n` +
      '2024-04-01T00:00:00Z,u2,shop,lab,phone,pay,,\n',
  });
  const file = join(dir, 'suppose.yaml');
  const run = (...options: string[]): ReturnType<typeof runCli> => runCli(['what-if', dir, file, ...options]);

  writeFileSync(file, 'change: { contracts: { k: { facts: { beneficiary: Shop Inc. } } } }\n');
  const served = await run();
  assert.equal(served.code, 0, served.stderr);
  assert.match(served.stdout, /contested: 2 → 0, in 1 → 0 flows, 2 → 0 records/);
  assert.match(served.stdout, /to US: 2; contested 2 → 0, supported 0 → 2/);

  writeFileSync(file, 'change: { contracts: { k: { signed_at: 2024-03-01 } } }\n');
  const needed = await run('--json');
  assert.equal(needed.code, 2);
  assert.equal(whatIfAnswerSchema.parse(JSON.parse(needed.stdout)).scanNeeded, true);
  const scanned = await run('--scan', '--json');
  assert.equal(scanned.code, 0, scanned.stderr);
  const answer = whatIfAnswerSchema.parse(JSON.parse(scanned.stdout));
  assert.ok(!answer.scanNeeded);
  assert.deepEqual(
    answer.flowsByVerdict.map((v) => [v.verdict, v.before.people, v.after.people]),
    [
      ['unsupported', 0, 1],
      ['contested', 2, 1],
    ],
  );
  // The store keeps its result, and nothing of the scan.
  assert.deepEqual(readdirSync(join(dir, '.wayleave')).sort(), ['current.json', 'results']);

  writeFileSync(file, 'change:\n  contracts:\n    kk: {}\n');
  const wrong = await run();
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /CHANGE_INVALID: suppose\.yaml: contracts has no kk\n {2}at suppose\.yaml:3/);
});
