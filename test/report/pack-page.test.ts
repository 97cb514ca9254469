import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { builtInPacks, loadPack } from '../../src/law/pack.js';
import type { Gate, RulePack } from '../../src/model/rule-pack.js';

test('every pack has a page, and there is no other', () => {
  assert.deepEqual(
    readdirSync(join(packageRoot(), 'docs', 'law')).sort(),
    builtInPacks()
      .map((id) => `${id}.md`)
      .sort(),
  );
});

test('every pack says to which date its law was read, what it leaves out, and of each rule how it is known', () => {
  for (const id of builtInPacks()) {
    const pack = loadPack(id, '.');
    assert.ok(pack.read !== null, id);
    assert.ok(pack.notes.length > 0, id);
    for (const gate of pack.gates) assert.ok(gate.known !== null && gate.cite !== null, `${id} ${gate.gate}`);
  }
});

test('a pack describes every fact that it asks for, and no other', () => {
  for (const id of builtInPacks()) {
    const pack = loadPack(id, '.');
    assert.deepEqual([...pack.facts.keys()].sort(), [...factsOf(pack)].sort(), id);
  }
});

function factsOf(pack: RulePack): Set<string> {
  const names = pack.gates.flatMap((g: Gate) => {
    if (g.kind !== 'basis') return [];
    const to = g.to === null ? [] : [`processors.${g.to.fact}`];
    return [
      ...to,
      ...g.carriedBy.flatMap((c) => [
        ...(c.by === 'consent' || c.by === 'contract'
          ? [...c.requires.keys(), ...c.lists.keys(), ...c.weighs.keys()].map(
              (fact) => `${c.by === 'consent' ? 'notices' : 'contracts'}.${fact}`,
            )
          : []),
        ...c.conditions.flatMap((x) =>
          x.kind === 'fact' ? [`${x.of === 'purpose' ? 'purposes' : 'processors'}.${x.fact}`] : [],
        ),
      ]),
    ];
  });
  return new Set(names);
}
