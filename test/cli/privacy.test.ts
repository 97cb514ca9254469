import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

type Entry = Readonly<Record<string, unknown>>;

function entries(dir: string): Entry[] {
  const lines = readFileSync(join(dir, '.wayleave', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}

/** Persons whom the audit log of a case names, entry by entry. */
function noted(dir: string): unknown[] {
  return entries(dir).map((entry) => entry['person']);
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

test('explain --reveal is noted with the rows and whose they are, or with why none are shown', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,anna.secret,shop,lab,phone,pay,,\n2024-01-02,bert.secret,shop,lab,phone,pay,,\n`,
  });
  const { flows } = JSON.parse((await runCli(['analyze', dir, '--json'])).stdout) as {
    flows: { id: string }[];
  };
  const id = flows[0]?.id ?? '';
  const pseudonyms = (await runCli(['explain', dir, id])).stdout.match(/u-[0-9a-f]{24}/g);
  const { stdout } = await runCli(['explain', dir, id, '--reveal'], { WAYLEAVE_OPERATOR: 'kim\n{}' });
  assert.match(stdout, /anna\.secret[^]*bert\.secret/);
  assert.equal((await runCli(['explain', dir, 'Xnothing', '--reveal'])).code, 2);
  const [shown, refused, ...more] = entries(dir);
  assert.deepEqual(more, [], 'pseudonyms are not noted here');
  assert.deepEqual(
    [shown?.['who'], shown?.['what'], shown?.['id'], shown?.['rows'], shown?.['persons']],
    ['kim\n{}', 'explain --reveal', id, 2, pseudonyms],
  );
  assert.deepEqual(
    [refused?.['id'], refused?.['rows'], refused?.['persons'], refused?.['refused']],
    ['Xnothing', 0, [], 'NOT_FOUND'],
  );
  assert.equal((await runCli(['audit', 'verify', dir])).code, 0);
});
