import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { runCli, startCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const row = (user: string, minute: number): string =>
  `2024-01-01T00:${String(minute).padStart(2, '0')}:00Z,${user},shop,lab,phone,pay,,\n`;

test('a second analysis of an unchanged case reuses the result; a changed one replaces it', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  const results = (): string[] => readdirSync(join(dir, '.wayleave', 'results'));
  const first = await runCli(['analyze', dir, '--json']);
  assert.equal(first.code, 0, first.stderr);
  const [file] = results();
  const again = await runCli(['analyze', dir, '--json']);
  assert.equal(again.stdout, first.stdout);
  assert.deepEqual(results(), [file]);

  writeFileSync(join(dir, 'transfers.csv'), HEADER + row('u1', 0) + row('u2', 1));
  const changed = await runCli(['analyze', dir, '--json']);
  assert.equal((JSON.parse(changed.stdout) as { people: number }).people, 2);
  assert.equal(results().length, 1);
  assert.notDeepEqual(results(), [file]);

  writeFileSync(join(dir, 'own.yaml'), (BASE['own.yaml'] ?? '').replace('Act 17', 'Act 18'));
  assert.match((await runCli(['analyze', dir, '--json'])).stdout, /Act 18/);
});

test('the same size and time of change do not hide a changed log', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  await runCli(['analyze', dir, '--json']);
  const { atime, mtime } = statSync(join(dir, 'transfers.csv'));
  writeFileSync(join(dir, 'transfers.csv'), HEADER + row('u1', 7));
  utimesSync(join(dir, 'transfers.csv'), atime, mtime);
  assert.match((await runCli(['analyze', dir, '--json'])).stdout, /2024-01-01T00:07:00Z/);
});

test('the key is made once, readable by its owner alone, and pseudonyms depend on it', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  const person = async (env = {}): Promise<string> =>
    (await runCli(['person', dir, 'u1'], env)).stdout.split('\n', 1)[0] ?? '';
  const name = await person();
  assert.match(name, /^u-[0-9a-f]{24}$/);
  assert.equal(await person(), name);
  assert.notEqual(await person({ WAYLEAVE_KEY: '00'.repeat(32) }), name);
  if (process.platform !== 'win32') assert.equal(statSync(join(dir, '.wayleave', 'key')).mode & 0o777, 0o600);
  const audit = readFileSync(join(dir, '.wayleave', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  assert.equal(audit.length, 3);
  assert.doesNotMatch(audit.join(), /"u1"/);
});

test('half a key, or none, is an error: pseudonyms made with it could be guessed', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  await runCli(['analyze', dir]);
  const before = await runCli(['person', dir, 'u1']);
  const path = join(dir, '.wayleave', 'key');
  const key = readFileSync(path, 'utf8');
  for (const damaged of ['', key.slice(0, 30), key.replace(/^./, 'x')]) {
    writeFileSync(path, damaged);
    const ran = await runCli(['person', dir, 'u1']);
    assert.equal(ran.code, 2, ran.stdout);
    assert.match(ran.stderr, /^STORE_UNUSABLE: the key of the store is damaged\n {2}at .*key\n/);
  }
  writeFileSync(path, `${key}\n`);
  assert.equal((await runCli(['person', dir, 'u1'])).stdout, before.stdout);
  assert.deepEqual(
    readdirSync(join(dir, '.wayleave')).filter((name) => name.startsWith('key')),
    ['key'],
  );
});

test('strict and fail-on have their exit codes, after everything is reported', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': `${HEADER}${row('u1', 0)}bad\n` });
  const run = async (...options: string[]): Promise<number | null> => {
    const ran = await runCli(['analyze', dir, '--json', ...options]);
    assert.equal((JSON.parse(ran.stdout) as { people: number }).people, 1);
    return ran.code;
  };
  assert.equal(await run(), 0);
  assert.equal(await run('--strict'), 3);
  assert.equal(await run('--fail-on', 'unsupported'), 4);
  assert.equal((await runCli(['analyze', dir, '--fail-on', 'supported'])).code, 2);
  assert.equal((await runCli(['analyze', join(dir, 'nowhere')])).code, 2);
});

test('a window analyzes only the transfers in it, its end excluded', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': HEADER + row('u1', 0) + row('u2', 1) + row('u3', 2),
  });
  const { stdout } = await runCli([
    'analyze',
    dir,
    '--json',
    '--from',
    '2024-01-01T00:01:00Z',
    '--to',
    '2024-01-01T00:02:00Z',
  ]);
  const { people, sources } = JSON.parse(stdout) as {
    people: number;
    sources: { transfers: { accepted: number } };
  };
  assert.deepEqual([people, sources.transfers.accepted], [1, 3]);
});

test('what another process is about to make the current result is left alone while that runs', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  t.after(() => other.kill('SIGKILL'));
  const store = join(dir, '.wayleave');
  const mark = `${other.pid ?? 0}-0123abcd`;
  const theirs = [
    join(store, 'results', `0123456789abcdef-${mark}.duckdb`),
    join(store, 'kept', `run-${mark}-rows.parquet`),
    join(store, `run-${mark}`),
  ];
  const present = (): boolean[] => theirs.map((path) => existsSync(path));
  for (const path of theirs) mkdirSync(path, { recursive: true });
  assert.equal((await runCli(['analyze', dir, '--append', '--json'])).code, 0);
  assert.deepEqual(present(), [true, true, true]);
  other.kill('SIGKILL');
  await once(other, 'exit');
  appendFileSync(join(dir, 'transfers.csv'), row('u2', 1));
  assert.equal((await runCli(['analyze', dir, '--append', '--json'])).code, 0);
  assert.deepEqual(present(), [false, false, false]);
});

test('killed at any moment, the store holds the old result or the new one, whole', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u0', 0) });
  const before = await runCli(['analyze', dir, '--json']);
  const started = Date.now();
  writeFileSync(join(dir, 'transfers.csv'), HEADER + row('u0', 0) + row('u1', 1));
  await runCli(['analyze', dir, '--json']);
  const usual = Date.now() - started;
  let people = (JSON.parse(before.stdout) as { people: number }).people + 1;
  for (let i = 0; i < 20; i++) {
    const rows = Array.from({ length: people + 1 }, (_, u) => row(`u${u}`, u));
    writeFileSync(join(dir, 'transfers.csv'), HEADER + rows.join(''));
    const { process: child, ended } = startCli(['analyze', dir, '--json']);
    await sleep((usual * (i + 1)) / 20);
    child.kill('SIGKILL');
    await ended;
    const current = JSON.parse(readFileSync(join(dir, '.wayleave', 'current.json'), 'utf8')) as {
      result: string;
    };
    assert.ok(readdirSync(join(dir, '.wayleave', 'results')).includes(current.result));
    // What is there can be read; asking for the case as it is now completes what was killed.
    const now = JSON.parse((await runCli(['analyze', dir, '--json'])).stdout) as { people: number };
    assert.equal(now.people, people + 1);
    people = now.people;
  }
  assert.deepEqual(
    readdirSync(join(dir, '.wayleave')).filter((n) => n.startsWith('run-')),
    [],
  );
});

test('an interrupted run says so and leaves the former result', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u0', 0) });
  await runCli(['analyze', dir, '--json']);
  const former = readFileSync(join(dir, '.wayleave', 'current.json'), 'utf8');
  const many = Array.from({ length: 400_000 }, (_, i) => row(`u${i}`, i % 60)).join('');
  writeFileSync(join(dir, 'transfers.csv'), HEADER + many);
  const { process: child, ended } = startCli(['analyze', dir, '--json']);
  // A run that has begun to work listens for signals.
  const store = join(dir, '.wayleave');
  const working = (): boolean =>
    readdirSync(store).some((name) => name.startsWith('run-') && existsSync(join(store, name, 'work')));
  while (child.exitCode === null && !working()) await sleep(10);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  if (process.platform !== 'win32') {
    assert.equal(code, 130);
    assert.match(stderr, /INTERRUPTED/);
  }
  assert.equal(readFileSync(join(dir, '.wayleave', 'current.json'), 'utf8'), former);
});
