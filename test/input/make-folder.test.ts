import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../../src/input/make-folder.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

test('a folder is made with those above it, and left alone where it is there', (t) => {
  const dir = join(tempDir(t), 'a', 'b', 'c');
  makeFolder(dir, 0o700);
  makeFolder(dir);
  assert.ok(statSync(dir).isDirectory());
  if (process.platform !== 'win32') assert.equal(statSync(join(dir, '..')).mode & 0o777, 0o700);
});

test('a file in the way is an error, on the way as well as at the end', (t) => {
  const file = join(tempDir(t), 'file');
  writeFileSync(file, '');
  assert.throws(() => {
    makeFolder(file);
  }, /EEXIST/);
  assert.throws(() => {
    makeFolder(join(file, 'below'));
  }, /ENOTDIR|EEXIST/);
});

test('a store where the system makes no folders is an error, not a wait without end', async (t) => {
  if (process.platform !== 'linux') {
    t.skip('only Linux has /proc');
    return;
  }
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER });
  const ran = await runCli(['analyze', dir, '--store', '/proc/x/store']);
  assert.equal(ran.code, 2);
  assert.match(ran.stderr, /^STORE_UNUSABLE: the store \/proc\/x\/store cannot be made: .*\/proc\/x/m);
});
