import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { runCli } from '../support/cli.js';
import { tempDir } from '../support/workspace.js';

test('a report is one document, with log rows as evidence and no real user id in it', async (t) => {
  const root = tempDir(t);
  const dir = join(root, 'case');
  cpSync(join(packageRoot(), 'test', 'cases', 'onward-and-taint'), dir, { recursive: true });
  const log = join(dir, 'transfers.csv');
  writeFileSync(log, readFileSync(log, 'utf8').replaceAll(/^([^,]+Z),(\w+),/gm, '$1,person-$2@example.com,'));
  const printed = await runCli(['report', dir]);
  assert.equal(printed.code, 0, printed.stderr);
  assert.match(printed.stdout, /^<!doctype html>/);
  assert.match(printed.stdout, /<code>u-[0-9a-f]{24}<\/code>/);
  assert.match(printed.stdout, /transfers\.csv, row \d+, line \d+/);
  assert.match(readFileSync(log, 'utf8'), /person-\w+@example\.com/);
  assert.ok(!printed.stdout.includes('@example.com'));

  const out = join(root, 'report.html');
  const written = await runCli(['report', dir, '--lang', 'ko', '--out', out]);
  assert.deepEqual([written.code, written.stdout], [0, '']);
  assert.match(readFileSync(out, 'utf8'), /<html lang="ko">/);
});
