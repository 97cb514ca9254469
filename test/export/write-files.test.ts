import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeExport } from '../../src/export/write-files.js';
import { tempDir } from '../support/workspace.js';

const PIECES = (): string[] => ['one\n', 'two\n'];
const TEXT = 'one\ntwo\n';
const ON_WINDOWS = { skip: process.platform === 'win32' };

test('a pipe is written into and stays one', ON_WINDOWS, async (t) => {
  const pipe = join(tempDir(t), 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const [text] = await Promise.all([readFile(pipe, 'utf8'), writeExport(pipe, PIECES)]);
  assert.equal(text, TEXT);
  assert.ok(lstatSync(pipe).isFIFO());
});

test(
  'of a symbolic link, the file it leads to is replaced, over several links and where nothing is yet',
  ON_WINDOWS,
  async (t) => {
    const dir = tempDir(t);
    mkdirSync(join(dir, 'below'));
    writeFileSync(join(dir, 'below', 'file'), 'former');
    symlinkSync('file', join(dir, 'below', 'near'));
    symlinkSync(join('below', 'near'), join(dir, 'far'));
    symlinkSync(join('below', 'new'), join(dir, 'empty'));
    for (const [link, file] of [
      ['far', 'file'],
      ['empty', 'new'],
    ] as const) {
      await writeExport(join(dir, link), PIECES);
      assert.ok(lstatSync(join(dir, link)).isSymbolicLink());
      assert.ok(lstatSync(join(dir, 'below', file)).isFile());
      assert.equal(readFileSync(join(dir, 'below', file), 'utf8'), TEXT);
    }
    assert.ok(lstatSync(join(dir, 'below', 'near')).isSymbolicLink());
  },
);

test('links that lead round in a circle, and folders, cannot be written', ON_WINDOWS, async (t) => {
  const dir = tempDir(t);
  symlinkSync('round', join(dir, 'round'));
  for (const path of [join(dir, 'round'), dir]) {
    await assert.rejects(writeExport(path, PIECES), { code: 'EXPORT_UNWRITABLE' });
  }
});
