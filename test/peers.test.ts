import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from '../src/assets.js';
import { groupBy } from '../src/model/collect.js';
import { writeRivalCase } from './bench/rival-case.js';
import { madeSends, MAX_HOPS, PROCESSORS, type Transfer } from './bench/rival-transfers.js';

const PEOPLE = 120;
const dir = mkdtempSync(join(tmpdir(), 'wayleave-test-'));
after(() => {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});
const transfers = [...madeSends(PEOPLE)].flat();
writeRivalCase(dir, [transfers]);

const home = new Set(PROCESSORS.filter((p) => p.home).map((p) => p.id));

function answerOf(program: string, what: string): Map<string, number> {
  const answer = join(dir, `${program}-${what}.json`);
  const script = join(packageRoot(), 'dist', 'test', 'bench', 'peers', `${program}.js`);
  const ran = spawnSync(process.execPath, [script, dir, answer, what], { encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
  const { people } = JSON.parse(readFileSync(answer, 'utf8')) as { people: Record<string, number> };
  return new Map(Object.entries(people).sort());
}

/** The people of each answer, by walking every person's transfers one by one. */
function walked(what: 'routes' | 'reach'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const own of groupBy(transfers, (t) => t.user).values()) {
    const found = new Set<string>();
    const walk = (path: readonly string[], arrived: Transfer): void => {
      const origin = path[0] ?? '';
      if (!home.has(arrived.recipient))
        found.add(what === 'routes' ? path.join(' > ') : `${origin} > ${arrived.recipient}`);
      for (const next of own) {
        if (next.sender !== arrived.recipient || next.at < arrived.at || next === arrived) continue;
        const ends = what === 'routes' && (path.length > MAX_HOPS || path.includes(next.recipient));
        if (!ends) walk([...path, next.recipient], next);
      }
    };
    for (const first of own) if (home.has(first.sender)) walk([first.sender, first.recipient], first);
    for (const answer of found) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return new Map([...counts].sort());
}

test('peers that need nothing installed find the routes that walking every transfer finds', () => {
  const expected = walked('routes');
  assert.ok(expected.size > 100);
  for (const [program, what] of [
    ['wayleave', 'graph'],
    ['wayleave', 'trails'],
    ['duckdb', 'routes'],
  ] as const)
    assert.deepEqual(answerOf(program, what), expected, `${program} ${what}`);
});

test('and the reach', () => {
  const expected = walked('reach');
  assert.ok(expected.size > 20);
  for (const program of ['wayleave', 'duckdb'])
    assert.deepEqual(answerOf(program, 'reach'), expected, program);
});
