import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

/** Persons whom the audit log of a case names, entry by entry. */
function noted(dir: string): unknown[] {
  const lines = readFileSync(join(dir, '.wayleave', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const entry: unknown = JSON.parse(line);
    assert.ok(typeof entry === 'object' && entry !== null && 'person' in entry);
    return entry.person;
  });
}

test('who asks for a person with white space around their id is noted with the person who is shown', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,anna.secret,shop,lab,phone,pay,,\n`,
  });
  const ids = ['anna.secret', ' anna.secret', 'anna.secret\u00a0\t'];
  for (const id of ids) {
    const { code, stdout } = await runCli(['person', dir, id]);
    assert.equal(code, 0);
    assert.match(stdout, /shop → lab/);
    assert.equal(stdout.split('\n', 1)[0], noted(dir).at(-1));
  }
  assert.equal(noted(dir).length, ids.length);
  assert.equal(new Set(noted(dir)).size, 1);
});

test('rejected rows name nobody: of columns taken for one another, nor in a column of something else', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': [
      `${HEADER}2024-01-01,anna.secret,shop,lab,phone,pay,,`,
      'bert.secret,2024-01-01,shop,lab,phone,pay,,',
      '2024-01-01,Shop Inc.,carl.secret,lab,phone,pay,,',
      '2024-01-01,dora.secret,shop,anna.secret,phone,pay,,',
      '2024-01-01,a-1,shop,a-1,phone,pay,,',
      '',
    ].join('\n'),
  });
  for (const format of ['csv', 'jsonl']) {
    const { code, stdout, stderr } = await runCli(['rejects', dir, '--format', format]);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout, /secret|a-1/);
    assert.equal(stdout.match(/"?u-[0-9a-f]{24}"?,/g)?.length, 4);
  }
  const { stdout } = await runCli(['rejects', dir, '--reveal']);
  for (const name of ['bert', 'carl', 'dora', 'anna']) assert.match(stdout, new RegExp(`${name}\\.secret`));
});

test('a basis in words of its own, with the person in it, is shown with their rows under the pseudonym', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,anna.secret,shop,lab,phone,pay,told anna.secret,\n`,
  });
  const { flows } = JSON.parse((await runCli(['analyze', dir, '--json'])).stdout) as {
    flows: { id: string }[];
  };
  const { stdout } = await runCli(['explain', dir, flows[0]?.id ?? '']);
  const [rows = ''] = /^.*transfers\.csv.*$(?:\n.*)*/m.exec(stdout) ?? [];
  assert.match(rows, /u-[0-9a-f]{24}/);
  assert.doesNotMatch(rows, /secret/);
});
