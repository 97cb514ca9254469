import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeCase } from '../support/analyze.js';
import { tempDir, writeFiles } from '../support/workspace.js';

const HOME = 6;
const ALL = 12;
const ids = Array.from({ length: ALL }, (_, i) => `p${i}`);

/** Everybody sends to everybody at one instant: more than 10^8 trails of twelve processors. */
const COMPLETE_GRAPH = {
  'case.yaml': 'title: Exploding\nhome: KR\nrules: [./own.yaml]\ntrace: { maxHops: 12 }\n',
  'own.yaml':
    'id: own\napplies: { sender: [KR] }\ngates:\n  - gate: provision\n    carried_by: [{ consent: provide }]\n',
  'processors.csv': `id,jurisdiction\n${ids.map((p, i) => `${p},${i < HOME ? 'KR' : 'US'}\n`).join('')}`,
  'fields.csv': 'id\nphone\n',
  'purposes.csv': 'id\npay\n',
  'transfers.csv': `at,user_id,sender,recipient,fields,purpose\n${ids
    .flatMap((a) => ids.filter((b) => b !== a).map((b) => `2024-01-01T00:00:00Z,u,${a},${b},phone,pay\n`))
    .join('')}`,
};

/** Sequences of distinct processors of at most `hops` hops from home: all, those that end abroad. */
function sequences(hops: number): { all: number; foreign: number } {
  const sum = { all: 0, foreign: 0 };
  const extend = (visited: number[], left: number): void => {
    if (left === 0) return;
    for (let next = 0; next < ALL; next++) {
      if (visited.includes(next)) continue;
      sum.all++;
      if (next >= HOME) sum.foreign++;
      extend([...visited, next], left - 1);
    }
  };
  for (let source = 0; source < HOME; source++) extend([source], hops);
  return sum;
}

test('a network whose trails explode is cut at a length, and reach is exact all the same', async (t) => {
  const dir = writeFiles(tempDir(t), COMPLETE_GRAPH);
  const a = await analyzeCase(dir);
  // The default of a million trails leaves those of five flows: of six there would be more.
  assert.deepEqual([a.complete, a.hops, a.maxTrails], [false, 5, 1_000_000]);
  assert.ok(sequences(5).all <= 1_000_000 && sequences(6).all > 1_000_000);
  assert.equal(a.trails.filter((trail) => trail.foreign).length, sequences(5).foreign);
  assert.ok(a.trails.every((trail) => trail.people === 1 && trail.witness.length === trail.flows.length));
  assert.equal(a.reach.length, HOME * (ALL - HOME));
  assert.ok(a.reach.every((r) => r.people === 1));
});
