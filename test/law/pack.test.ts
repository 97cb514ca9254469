import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ErrorCode } from '../../src/errors.js';
import { builtInPacks, loadPack, readPack } from '../../src/law/pack.js';
import type { RulePack } from '../../src/model/rule-pack.js';

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayleave-pack-'));
});
after(() => {
  rmSync(dir, { recursive: true });
});

function load(text: string, path = 'own.yaml'): RulePack {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
  return loadPack(path, dir);
}

const SMALLEST = 'id: own\napplies: { sender: [KR] }\ngates:\n';

test('a pack with everything', () => {
  const pack = load(
    `id: kr-own
title: Own law
read: 2024-05-31
notes: [One., Two.]
applies: { sender: [KR, EEA], people: [KR, US], categories: ['pd:'], bundle_has: [pd:Financial] }
timezone: Asia/Seoul
gates:
  - gate: crossing
    when: leaves
    since: 2023-07-01
    until: 2023-09-15 12:00:00Z
    effect: advisory
    cite: 28
    carried_by:
      - consent: overseas
        requires: { separate: true, form: paper, other: "FALSE" }
        cite: 28(1)1
      - contract: scc
      - adequacy: true
  - { gate: ban, carried_by: [] }
  - { gate: necessity, cite: "3" }
  - { gate: protection, weak: [hash, encrypt] }
  - { gate: onward, when: collection }
  - { gate: taint }
`.replace('cite: 28\n', "cite: '28'\n"),
    'packs/main.yaml',
  );
  const open = { since: -Infinity, until: Infinity };
  const said = { known: null, note: null };
  const plain = { when: 'third_party', effect: 'breach', cite: null, ...said, ...open };
  const always = { conditions: [], unrecorded: 'contested', known: null };
  const of = { lists: new Map(), weighs: new Map(), ...always };
  const allFields = { categories: null, exceptCategories: [] };
  assert.deepEqual(pack, {
    id: 'kr-own',
    title: 'Own law',
    file: 'packs/main.yaml',
    read: '2024-05-31',
    notes: ['One.', 'Two.'],
    facts: new Map(),
    applies: {
      sender: ['KR', 'EEA'],
      people: ['KR', 'US'],
      categories: ['pd:'],
      bundleHas: ['pd:Financial'],
    },
    zone: ['KR', 'EEA', 'US'],
    timezone: 'Asia/Seoul',
    gates: [
      {
        kind: 'basis',
        gate: 'crossing',
        when: 'leaves',
        since: Date.UTC(2023, 5, 30, 15) * 1000,
        until: Date.UTC(2023, 8, 15, 12) * 1000,
        effect: 'advisory',
        cite: '28',
        ...said,
        ...allFields,
        to: null,
        carriedBy: [
          {
            by: 'consent',
            scope: 'overseas',
            requires: new Map([
              ['separate', 'true'],
              ['form', 'paper'],
              ['other', 'false'],
            ]),
            ...of,
            cite: '28(1)1',
          },
          { by: 'contract', kind: 'scc', requires: new Map(), ...of, cite: null },
          { by: 'adequacy', ...always, cite: null },
        ],
      },
      { ...plain, kind: 'basis', gate: 'ban', ...allFields, to: null, carriedBy: [] },
      { ...plain, kind: 'necessity', gate: 'necessity', ...allFields, cite: '3' },
      {
        ...plain,
        kind: 'protection',
        gate: 'protection',
        ...allFields,
        weak: new Set(['hash', 'encrypt']),
      },
      { ...plain, kind: 'onward', gate: 'onward', when: 'collection' },
      { ...plain, kind: 'taint', gate: 'taint' },
    ],
  });
});

test('what a pack leaves out has defaults', () => {
  const pack = load(`${SMALLEST}  - gate: taint\n`);
  assert.deepEqual(
    [pack.title, pack.file, pack.read, pack.notes, pack.timezone, pack.zone],
    ['own', 'own.yaml', null, [], 'UTC', ['KR']],
  );
  assert.deepEqual(pack.applies, { sender: ['KR'], people: null, categories: null, bundleHas: null });
});

test('a sender anywhere needs a zone', () => {
  const everywhere = "id: own\napplies: { sender: ['*'] }\nzone: [KR]\ngates:\n  - gate: taint\n";
  const pack = load(everywhere);
  assert.deepEqual([pack.applies.sender, pack.zone], ['*', ['KR']]);
  assert.equal(load(everywhere.replace('[KR]', "['*']")).zone, '*');
});

test('codes that YAML 1.1 would take for something else are texts', () => {
  const pack = load('id: own\napplies: { sender: [NO, KR], people: [no] }\ngates: [{ gate: taint }]\n');
  assert.deepEqual(pack.zone, ['NO', 'KR', 'no']);
});

test('packs that come with the program load, and bear the names of their files', () => {
  for (const id of builtInPacks()) {
    const { pack, input } = readPack(id, dir);
    assert.equal(pack.id, id);
    assert.equal(pack.file, 'built in');
    assert.equal(input.path, `builtin:${id}`);
  }
});

test('a pack that does not exist is refused', () => {
  const code: ErrorCode = 'PACK_INVALID';
  assert.throws(() => loadPack('xx-law', dir), {
    code,
    place: { value: 'xx-law' },
    message: /no built-in rule pack/,
  });
  assert.throws(() => loadPack('./none.yaml', dir), { code, message: /none\.yaml does not exist/ });
  assert.throws(() => loadPack('.', dir), { code, message: /cannot be read/ });
});

test('categories of the shape [pd:], which YAML reads as a mapping, are what they look like', () => {
  const { categories } = load(
    'id: own\napplies: { sender: [KR], categories: [pd:, x] }\ngates: [{ gate: taint }]\n',
  ).applies;
  assert.deepEqual(categories, ['pd:', 'x']);
  assert.deepEqual(
    load('id: own\napplies:\n  sender: [KR]\n  categories: [pd:]\ngates: [{ gate: taint }]\n').applies
      .categories,
    ['pd:'],
  );
});
