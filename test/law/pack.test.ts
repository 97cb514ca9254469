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

interface Refusal {
  /** The gates, each line indented; or the whole pack. */
  readonly gates?: string;
  readonly pack?: string;
  readonly at: readonly [line: number, column: number, value?: string];
  readonly message: RegExp;
  readonly accepted: RegExp;
}

const TAINT = 'gates: [{ gate: taint }]\n';

const REFUSALS: Record<string, Refusal> = {
  'an unknown key': {
    pack: `idd: x\n${TAINT}`,
    at: [1, 1, 'idd'],
    message: /unknown key idd/,
    accepted: /mean id\?/,
  },
  'an unknown key of a gate': {
    gates: '- gate: taint\n  efect: advisory\n',
    at: [5, 5, 'efect'],
    message: /unknown key efect in gates\[0\]/,
    accepted: /did you mean effect/,
  },
  'an unknown key of a carrier': {
    gates: '- gate: g\n  carried_by:\n    - { consent: provide, require: {} }\n',
    at: [6, 29, 'require'],
    message: /unknown key require in gates\[0\]\.carried_by\[0\]/,
    accepted: /did you mean requires/,
  },
  'an unknown key of applies': {
    pack: `id: x\napplies: { senders: [KR] }\n${TAINT}`,
    at: [2, 12, 'senders'],
    message: /unknown key senders in applies/,
    accepted: /did you mean sender/,
  },
  'an unknown scope': {
    gates: '- gate: g\n  carried_by:\n    - consent: abroad\n',
    at: [6, 18, 'abroad'],
    message: /consent is not understood/,
    accepted: /collect, provide, overseas/,
  },
  'an unknown effect': {
    gates: '- gate: taint\n  effect: fatal\n',
    at: [5, 13, 'fatal'],
    message: /effect is not/,
    accepted: /breach, advisory/,
  },
  'an unknown when': {
    gates: '- gate: taint\n  when: leave\n',
    at: [5, 11, 'leave'],
    message: /when is not/,
    accepted: /third_party, collection, leaves; did you mean leaves/,
  },
  'an unknown weak method': {
    gates: '- gate: protection\n  weak: [hash, md5]\n',
    at: [5, 18, 'md5'],
    message: /weak\[1\] is not/,
    accepted: /hash, salted_hash/,
  },
  'protection without weak': {
    gates: '- gate: protection\n',
    at: [4, 5],
    message: /protection lacks weak/,
    accepted: /weak: a list/,
  },
  'weak elsewhere': {
    gates: '- gate: taint\n  weak: [hash]\n',
    at: [5, 5, 'weak'],
    message: /weak has no meaning/,
    accepted: /protection only/,
  },
  'a gate without carried_by': {
    gates: '- gate: provision\n',
    at: [4, 5],
    message: /provision lacks carried_by/,
    accepted: /carried_by/,
  },
  'carried_by where it has no meaning': {
    gates: '- gate: necessity\n  carried_by: []\n',
    at: [5, 5, 'carried_by'],
    message: /carried_by has no meaning in the gate necessity/,
    accepted: /other gates/,
  },
  'a carrier that names nothing': {
    gates: '- gate: g\n  carried_by:\n    - { cite: x }\n',
    at: [6, 9],
    message: /none of consent, contract, adequacy and exemption/,
    accepted: /exactly one/,
  },
  'a carrier that names two': {
    gates: '- gate: g\n  carried_by:\n    - { consent: provide, contract: scc }\n',
    at: [6, 9],
    message: /several of consent, contract, adequacy and exemption/,
    accepted: /exactly one/,
  },
  'adequacy: false': {
    gates: '- gate: g\n  carried_by:\n    - adequacy: false\n',
    at: [6, 19, 'false'],
    message: /adequacy is not/,
    accepted: /^true$/,
  },
  'requires on adequacy': {
    gates: '- gate: g\n  carried_by:\n    - { adequacy: true, requires: { a: b } }\n',
    at: [6, 27, 'requires'],
    message: /adequacy has no facts/,
    accepted: /consent or contract/,
  },
  'requires on an exemption': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: small, requires: { a: b } }\n',
    at: [6, 29, 'requires'],
    message: /an exemption has no facts/,
    accepted: /counts and held/,
  },
  'lists on adequacy': {
    gates: '- gate: g\n  carried_by:\n    - { adequacy: true, lists: { a: [b] } }\n',
    at: [6, 27, 'lists'],
    message: /adequacy has no facts/,
    accepted: /lists on consent or contract/,
  },
  'an exemption without condition': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: small }\n',
    at: [6, 9],
    message: /the exemption small has no condition/,
    accepted: /exporter, importer, purpose, counts and held/,
  },
  'an unknown unit to count': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: x, counts: [{ of: persons, below: 3 }] }\n',
    at: [6, 40, 'persons'],
    message: /counts\[0\]\.of is not/,
    accepted: /people, days/,
  },
  'a count of none': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: x, counts: [{ of: people, below: 0 }] }\n',
    at: [6, 55, '0'],
    message: /counts\[0\]\.below is not/,
    accepted: /at least 1/,
  },
  'an unknown way to count along': {
    gates:
      '- gate: g\n  carried_by:\n    - { exemption: x, counts: [{ of: days, below: 3, along: route }] }\n',
    at: [6, 63, 'route'],
    message: /along is not/,
    accepted: /sender, pair, purpose/,
  },
  'an unknown time to count within': {
    gates:
      '- gate: g\n  carried_by:\n    - { exemption: x, counts: [{ of: days, below: 3, within: month }] }\n',
    at: [6, 64, 'month'],
    message: /within is not/,
    accepted: /year, 12 months, ever/,
  },
  'a holding above one': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: x, held: { by: [CN], below: 50 } }\n',
    at: [6, 50, '50'],
    message: /held\.below is not/,
    accepted: /at most 1/,
  },
  'a fact of a party without words': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: x, importer: { a: [] } }\n',
    at: [6, 40],
    message: /importer\.a is not/,
    accepted: /list/,
  },
  'to in a gate that does not leave': {
    gates: '- gate: g\n  to: accessed_from\n  carried_by: []\n',
    at: [5, 5, 'to'],
    message: /to has no meaning in this gate g/,
    accepted: /when: leaves/,
  },
  'unrecorded without to': {
    gates: '- gate: g\n  when: leaves\n  unrecorded: silent\n  carried_by: []\n',
    at: [6, 5, 'unrecorded'],
    message: /unrecorded without to/,
    accepted: /a column of processors/,
  },
  'an unknown answer to what nobody recorded': {
    gates: '- gate: g\n  when: leaves\n  to: x\n  unrecorded: no\n  carried_by: []\n',
    at: [7, 17, 'no'],
    message: /unrecorded is not/,
    accepted: /contested, silent/,
  },
  'categories in a gate that looks at trails': {
    gates: '- gate: taint\n  categories: [pd]\n',
    at: [5, 5, 'categories'],
    message: /categories has no meaning in the gate taint/,
    accepted: /applies\.categories/,
  },
  'unrecorded on a carrier without condition': {
    gates: '- gate: g\n  carried_by:\n    - { contract: scc, unrecorded: fails }\n',
    at: [6, 26, 'unrecorded'],
    message: /unrecorded without a condition/,
    accepted: /beside exporter/,
  },
  'an unknown answer of a carrier to what nobody recorded': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: x, importer: { a: b }, unrecorded: no }\n',
    at: [6, 57, 'no'],
    message: /unrecorded is not/,
    accepted: /contested, fails/,
  },
  'an unknown way to know the law': {
    gates: '- gate: taint\n  known: hearsay\n',
    at: [5, 12, 'hearsay'],
    message: /known is not/,
    accepted: /statute, press, memory/,
  },
  'a number as a fact': {
    gates: '- gate: g\n  carried_by:\n    - { consent: provide, requires: { a: 1 } }\n',
    at: [6, 44, '1'],
    message: /requires\.a is not/,
    accepted: /true, false or a word/,
  },
  'a date that is none': {
    gates: '- gate: taint\n  since: 2023-02-30\n',
    at: [5, 12, '2023-02-30'],
    message: /2023-02-30 is no date/,
    accepted: /2023-09-15/,
  },
  'an end before the beginning': {
    gates: '- gate: taint\n  since: 2023-09-15\n  until: 2023-09-15\n',
    at: [6, 12, '2023-09-15'],
    message: /ends before it begins/,
    accepted: /after 2023-09-15/,
  },
  'no gates': {
    pack: 'id: x\napplies: { sender: [KR] }\ngates: []\n',
    at: [3, 8],
    message: /gates/,
    accepted: /at least 1/,
  },
  'applies that names nobody': {
    pack: `id: x\napplies: { categories: ['pd:'] }\n${TAINT}`,
    at: [2, 10],
    message: /neither sender nor people/,
    accepted: /sender, people or both/,
  },
  'no applies': {
    pack: `id: x\n${TAINT}`,
    at: [1, 1],
    message: /applies is missing/,
    accepted: /keys and values/,
  },
  'people everywhere': {
    pack: `id: x\napplies: { people: ['*'] }\n${TAINT}`,
    at: [2, 20],
    message: /people cannot be everywhere/,
    accepted: /codes/,
  },
  'a sender anywhere and no zone': {
    pack: `id: x\napplies: { sender: ['*'], people: [KR] }\n${TAINT}`,
    at: [1, 1],
    message: /zone is missing/,
    accepted: /zone: \[KR\]/,
  },
  'a code for a list': {
    pack: `id: x\napplies: { sender: KR }\n${TAINT}`,
    at: [2, 20, 'KR'],
    message: /applies\.sender is not/,
    accepted: /a list/,
  },
  'an unknown time zone': {
    pack: `id: x\napplies: { sender: [KR] }\ntimezone: KST\n${TAINT}`,
    at: [3, 11, 'KST'],
    message: /timezone is not/,
    accepted: /IANA/,
  },
  'a bad id': {
    pack: `id: a b\napplies: { sender: [KR] }\n${TAINT}`,
    at: [1, 5, 'a b'],
    message: /id/,
    accepted: /letters/,
  },
  'no id': {
    pack: `applies: { sender: [KR] }\n${TAINT}`,
    at: [1, 1],
    message: /id is missing/,
    accepted: /text/,
  },
  'a reading date that is none': {
    pack: `id: x\nread: lately\napplies: { sender: [KR] }\n${TAINT}`,
    at: [2, 7, 'lately'],
    message: /read is no date/,
    accepted: /date/,
  },
};

for (const [name, refusal] of Object.entries(REFUSALS)) {
  test(`a pack with ${name} is refused`, () => {
    const text = refusal.pack ?? SMALLEST + (refusal.gates ?? '').replace(/^(?=.)/gm, '  ');
    const [line, column, value] = refusal.at;
    const code: ErrorCode = 'PACK_INVALID';
    assert.throws(() => load(text), {
      code,
      place: { file: 'own.yaml', line, column, ...(value === undefined ? {} : { value }) },
      message: refusal.message,
      accepted: refusal.accepted,
    });
  });
}

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
