import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const MAIN = join(packageRoot(), 'dist/src/cli/main.js');
const NOBODY = 65534;
const ROW = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n';

/** What the command line says of a case in which one thing may not be read by whoever runs it. */
function forbidden(t: TestContext, path: string): { status: number | null; stderr: string } {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/log.csv': HEADER + ROW });
  const isRoot = process.getuid?.() === 0;
  chmodSync(dir, 0o755);
  chmodSync(join(dir, path), 0);
  const store = tempDir(t);
  chmodSync(store, 0o777);
  const ran = spawnSync(process.execPath, [MAIN, 'analyze', dir, '--store', store], {
    encoding: 'utf8',
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  chmodSync(join(dir, path), 0o755);
  return ran;
}

for (const [path, code] of [
  ['case.yaml', 'CASE_INVALID'],
  ['processors.csv', 'REGISTER_INVALID'],
  ['transfers', 'CASE_INVALID'],
  ['transfers/log.csv', 'LOG_UNREADABLE'],
] as const) {
  test(`${path} that may not be read is told as ${code}, and that permissions are to be given`, (t) => {
    if (process.platform === 'win32') {
      t.skip('permissions are of another kind there');
      return;
    }
    const { status, stderr } = forbidden(t, path);
    assert.equal(status, 2, stderr);
    assert.match(stderr, new RegExp(`^${code}: `, 'm'));
    assert.match(stderr, /what to do: .*(permission|may read)/);
    assert.doesNotMatch(stderr, /Get the file again|\n {4}at /);
  });
}

/** What the command line says of a command by somebody who may read the case, and write nowhere. */
function unwritable(
  t: TestContext,
  args: (dir: string) => string[],
): { status: number | null; stderr: string } {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/log.csv': HEADER + ROW });
  mkdirSync(join(dir, '.wayleave', 'results'), { recursive: true });
  chmodSync(dir, 0o555);
  const mine = join(dir, '.wayleave');
  chmodSync(mine, 0o555);
  const isRoot = process.getuid?.() === 0;
  const ran = spawnSync(process.execPath, [MAIN, ...args(dir)], {
    encoding: 'utf8',
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  chmodSync(dir, 0o755);
  chmodSync(mine, 0o755);
  return ran;
}

for (const [name, code, args] of [
  ['init', 'EXPORT_UNWRITABLE', (dir) => ['init', join(dir, 'new')]],
  ['init below a file', 'EXPORT_UNWRITABLE', (dir) => ['init', join(dir, 'case.yaml', 'new')]],
  ['seed', 'EXPORT_UNWRITABLE', (dir) => ['seed', 'kakaopay', '--out', join(dir, 'new')]],
  ['token make', 'STORE_UNUSABLE', (dir) => ['token', 'make', dir, 'Kim', '--role', 'viewer']],
] as const satisfies readonly (readonly [string, string, (dir: string) => string[]])[]) {
  test(`${name} where nothing may be written is told as ${code}, and what to do`, (t) => {
    if (process.platform === 'win32') {
      t.skip('permissions are of another kind there');
      return;
    }
    const { status, stderr } = unwritable(t, args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, new RegExp(`^${code}: .* cannot be written: `, 'm'));
    assert.match(stderr, /what to do: /);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });
}

test('what is printed to a full disk is told plainly', (t) => {
  if (process.platform !== 'linux') {
    t.skip('there is no /dev/full');
    return;
  }
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + ROW });
  const full = openSync('/dev/full', 'w');
  const ran = spawnSync(process.execPath, [MAIN, 'analyze', dir, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  assert.equal(ran.status, 2, ran.stderr);
  assert.match(ran.stderr, /^EXPORT_UNWRITABLE: what is printed cannot be written: .*ENOSPC/m);
  assert.doesNotMatch(ran.stderr, /\n {4}at /);
});
