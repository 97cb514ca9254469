import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot, programVersion } from '../../src/assets.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

test('the list of queries fits 80 columns', async () => {
  const { code, stdout } = await runCli(['queries']);
  assert.equal(code, 0);
  assert.deepEqual(
    stdout.split('\n').filter((line) => line.length > 80),
    [],
  );
});

test('--version is the version of the package', async () => {
  const { code, stdout } = await runCli(['--version']);
  assert.deepEqual([code, stdout], [0, `${programVersion()}\n`]);
});

const REFUSED: [args: string[], message: RegExp][] = [
  [['analyse'], /^USAGE: there is no command analyse\n.*did you mean analyze\?/],
  [['--nope'], /^USAGE: unknown option '--nope'/],
  [['analyze'], /^USAGE: missing required argument 'case'/],
  [['analyze', 'x', '--strikt'], /^USAGE: unknown option '--strikt' \(Did you mean --strict\?\)/],
  [['report', 'x', '--lang', 'xx'], /^USAGE: .*Allowed choices/],
  [['remedies', 'x', '--weights', 'cuts'], /^USAGE: --weights: cuts has no weight\n.*such as cuts=1$/m],
  [['remedies', 'x', '--weights', 'cuts=1,cuts=2'], /^USAGE: --weights: cuts has two weights$/m],
  [['token', 'make', 'x', ' '], /^USAGE: the token has no name$/m],
  [['packs', 'show'], /^USAGE: missing required argument/],
];
for (const [args, message] of REFUSED) {
  test(`${args.join(' ')} is refused in a few lines`, async () => {
    const { code, stdout, stderr } = await runCli(args);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.ok(stderr.trim().split('\n').length <= 3, stderr);
  });
}

test('a window that ends before it begins, or holds no moment, is refused', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER });
  for (const to of ['2023-01-01', '2024-01-01']) {
    const { code, stderr } = await runCli(['analyze', dir, '--from', '2024-01-01', '--to', to]);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`^USAGE: --to ${to} is not after --from 2024-01-01`));
  }
});

test('what an error quotes of a case orders no terminal about', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': HEADER,
    'purposes.csv': 'id\npay\npay\u001b[2J\n"pay\u001b[2J"\n',
  });
  const { code, stderr } = await runCli(['analyze', dir]);
  assert.equal(code, 2);
  assert.match(stderr, /pay\ufffd\[2J/);
  assert.ok(!stderr.includes('\u001b'), stderr);
});

test('a person of whom nothing is recorded: in the whole log, or between the ends that were asked for', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,\n`,
  });
  const nobody = await runCli(['person', dir, 'u2']);
  assert.equal(nobody.code, 2);
  assert.match(nobody.stderr, /^NOT_FOUND: no accepted transfer is of u-[0-9a-f]{24}$/m);
  const later = await runCli(['person', dir, 'u1', '--from', '2024-02-01']);
  assert.match(
    later.stderr,
    /^NOT_FOUND: no accepted transfer between --from and --to is of u-[0-9a-f]{24}$/m,
  );
});

test('what has no basis for all of it, and one for a part, is not said to be carried', async (t) => {
  const dir = join(packageRoot(), 'seed', 'skeleton');
  const { stdout } = await runCli(['person', dir, 'anna', '--store', tempDir(t)]);
  assert.match(stdout, /^ {2}unsupported; in part carried by adequacy F/m);
  assert.match(stdout, /^ {2}supported; carried by k-cloud F/m);
});
