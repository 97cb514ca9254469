import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

/** A user without rights of any kind, as whom a test runs what root would be allowed. */
const NOBODY = 65_534;

const row = (user: number): string => `2024-01-01T00:00:00Z,user-${user},shop,lab,phone,pay,,\n`;
const rows = (count: number): string => HEADER + Array.from({ length: count }, (_, i) => row(i)).join('');

/** Windows knows neither limits of a shell nor modes of folders. */
function skips(t: TestContext): boolean {
  if (process.platform !== 'win32') return false;
  t.skip('Windows has neither ulimit nor modes that keep the owner from writing into a folder');
  return true;
}

/** A case with a result, of which the log has changed since; and what its store holds. */
async function changedCase(t: TestContext, count: number): Promise<{ dir: string; held: () => object }> {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': rows(1) });
  const first = await runCli(['analyze', dir]);
  assert.equal(first.code, 0, first.stderr);
  writeFileSync(join(dir, 'transfers.csv'), rows(count));
  const store = join(dir, '.wayleave');
  const held = (): object => ({
    current: readFileSync(join(store, 'current.json'), 'utf8'),
    results: readdirSync(join(store, 'results')),
    runs: readdirSync(store).filter((name) => name.startsWith('run-')),
  });
  return { dir, held };
}

/** Small file systems of one's own are something that only Linux lets everybody make, and not everywhere. */
function namespace(): readonly string[] | undefined {
  const ways = [
    ['unshare', '-rm'],
    ['sudo', '-n', 'unshare', '-m'],
  ];
  return ways.find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0);
}

/** Analyzes a case on a small disk, puts another log in its place, analyzes it again, and tells what the store held before and after. */
const ON_A_SMALL_DISK = `
  disk=$1; size=$2; case=$3; large=$4; shift 4
  mount -t tmpfs -o size=$size none "$disk" || exit 90
  "$@" analyze "$case" --store "$disk/store" > "$disk/summary" || exit 91
  held() { cat "$disk/store/current.json"; echo; ls "$disk/store" "$disk/store/results"; }
  held > "$disk/before"
  cp "$large" "$case/transfers.csv"
  "$@" analyze "$case" --store "$disk/store"
  echo "code $?" >&2
  held | diff "$disk/before" - && echo same
`;

test('a disk that is full is told plainly, and the former result stays', (t) => {
  const way = process.platform === 'linux' ? namespace() : undefined;
  if (way === undefined) {
    if (process.platform === 'linux' && process.env['CI'] === 'true')
      throw new Error('no small disk can be made');
    t.skip('a small disk of its own cannot be made for a process here (unshare -rm)');
    return;
  }
  const more = writeFiles(tempDir(t), { large: rows(300_000), 'disk/.keep': '' });
  const [program = '', ...args] = way;
  const main = [process.execPath, join(packageRoot(), 'dist/src/cli/main.js')];
  // Full while the log is read, and while the result is written.
  for (const [size, file] of [
    ['4m', 'logs'],
    ['6m', 'result'],
  ] as const) {
    const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': rows(1) });
    const script = [
      'sh',
      '-c',
      ON_A_SMALL_DISK,
      'sh',
      join(more, 'disk'),
      size,
      dir,
      join(more, 'large'),
      ...main,
    ];
    const ran = spawnSync(program, [...args, ...script], { encoding: 'utf8' });
    assert.match(
      ran.stderr,
      new RegExp(`^STORE_UNUSABLE: .*${file}\\.duckdb.*no space left`, 'im'),
      ran.stdout,
    );
    assert.match(ran.stderr, /Free space, or choose another folder with --store/);
    assert.match(ran.stderr, /^code 2$/m);
    assert.equal(ran.stdout, 'same\n');
  }
});

test('a store that cannot be written is told plainly, and the former result stays', async (t) => {
  if (skips(t)) return;
  const { dir, held } = await changedCase(t, 2);
  const before = held();
  const store = join(dir, '.wayleave');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chmodSync(dir, 0o755);
  chmodSync(store, 0o555);
  const ran = spawnSync(process.execPath, [join(packageRoot(), 'dist/src/cli/main.js'), 'analyze', dir], {
    encoding: 'utf8',
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  chmodSync(store, 0o700);
  assert.match(ran.stderr, /^STORE_UNUSABLE: /);
  assert.match(ran.stderr, /--store/);
  assert.notEqual(ran.status, 0);
  assert.deepEqual(held(), before);
});
