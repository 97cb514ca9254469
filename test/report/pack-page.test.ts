import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { builtInPacks, loadPack } from '../../src/law/pack.js';
import type { Gate, RulePack } from '../../src/model/rule-pack.js';
import { packPage } from '../../src/report/pack-page.js';

const pages = join(packageRoot(), 'docs', 'law');

test('every pack has a page, and it is the one that is made from it', () => {
  assert.deepEqual(
    readdirSync(pages).sort(),
    builtInPacks()
      .map((id) => `${id}.md`)
      .sort(),
  );
  for (const id of builtInPacks()) {
    const page = readFileSync(join(pages, `${id}.md`), 'utf8').replaceAll('\r\n', '\n');
    assert.equal(page, packPage(loadPack(id, '.')), `wayleave packs show ${id} > docs/law/${id}.md`);
  }
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
