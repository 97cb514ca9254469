import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

test('a log that is not there does not pass for one whose links hold, when the path is mistyped', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER });
  const elsewhere = join(dir, 'elsewhere');
  for (const [args, message] of [
    [['audit', 'verify', elsewhere], /^CASE_NOT_FOUND: .*elsewhere is no folder/],
    [['audit', 'verify', dir, '--store', elsewhere], /^STORE_UNUSABLE: .*elsewhere is no folder/],
  ] as const) {
    const { code, stdout, stderr } = await runCli([...args]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, message);
  }
  assert.equal((await runCli(['audit', 'verify', dir])).code, 0);
});

test('a head that is none is told as that, and not as a log that was changed', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER });
  const { code, stderr } = await runCli(['audit', 'verify', dir, '--head', 'e50f95e0']);
  assert.equal(code, 2);
  assert.match(stderr, /^USAGE: --head e50f95e0 is no head of an audit log\n.*64 hexadecimal digits/);
});

test('no token is made for a folder that is no case, and nothing is written there', async (t) => {
  const dir = join(tempDir(t), 'mistyped');
  for (const args of [
    ['make', dir, 'Kim'],
    ['list', dir],
    ['revoke', dir, '1a2b3c4d'],
  ]) {
    const { code, stdout, stderr } = await runCli(['token', ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^CASE_NOT_FOUND: /);
  }
  assert.ok(!existsSync(dir));
});
