import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stringify } from 'yaml';
import { z } from 'zod';
import { readAsset } from '../../src/assets.js';
import { WayleaveError, type ErrorCode } from '../../src/errors.js';
import { loadPack } from '../../src/law/pack.js';
import { packSchema } from '../../src/law/pack-schema.js';
import type { RulePack } from '../../src/model/rule-pack.js';

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayleave-linter-'));
});
after(() => {
  rmSync(dir, { recursive: true });
});

function load(text: string): RulePack {
  writeFileSync(join(dir, 'own.yaml'), text);
  return loadPack('own.yaml', dir);
}

const SMALLEST = 'id: own\napplies: { sender: [KR] }\ngates:\n';

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
  'weighs on an exemption': {
    gates: '- gate: g\n  carried_by:\n    - { exemption: small, weighs: { a: b } }\n',
    at: [6, 29, 'weighs'],
    message: /an exemption has no facts/,
    accepted: /weighs on consent or contract/,
  },
  'categories of no name': {
    gates: '- gate: g\n  categories: [{}]\n  carried_by: []\n',
    at: [5, 18],
    message: /categories/,
    accepted: /a category of fields, or the beginning of its name/,
  },
  'except_categories in a gate that looks at trails': {
    gates: '- gate: onward\n  except_categories: [pd]\n',
    at: [5, 5, 'except_categories'],
    message: /except_categories has no meaning in the gate onward/,
    accepted: /applies\.categories/,
  },
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
    const text = textOf(refusal);
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

function textOf(refusal: Refusal): string {
  return refusal.pack ?? SMALLEST + (refusal.gates ?? '').replace(/^(?=.)/gm, '  ');
}

function messageOf(text: string): string {
  try {
    load(text);
  } catch (error) {
    assert.ok(error instanceof WayleaveError, String(error));
    assert.equal(error.code, 'PACK_INVALID');
    return error.message;
  }
  return assert.fail(`accepted:\n${text}`);
}

test('everything that is checked beside the schema is refused by some test above', () => {
  const messages = Object.values(REFUSALS).map((r) => messageOf(textOf(r)));
  const sources = ['pack', 'pack-gate', 'pack-carrier'].map((f) => readAsset(`src/law/${f}.ts`)).join('\n');
  const calls = [...sources.matchAll(/yaml\.(fail|failKey)\(([^]*?)\);/g)];
  assert.ok(calls.length >= 15, `${calls.length} errors found in the sources`);
  for (const [call, how, text = ''] of calls) {
    // The message stands behind the place, and for a key behind the key.
    const literals = [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`((?:[^`$]|\$\{[^}]*\})*)`/g)].map(
      ([, a, b, c]) => a ?? b ?? c ?? '',
    );
    const patterns = literals
      .filter((l) => l.includes(' '))
      .map(
        (l) =>
          new RegExp(
            l
              .split(/\$\{[^}]*\}/)
              .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
              .join('.*'),
          ),
      );
    assert.ok(patterns.length > 0, `${how ?? ''}: no message in ${call}`);
    assert.ok(
      messages.some((m) => patterns.some((p) => p.test(m))),
      `no test provokes: ${call}`,
    );
  }
});

type Schema = z.core.JSONSchema.BaseSchema;
type Path = readonly (string | number)[];

/** Every key of a pack with what the schema says of it. */
function keysOf(schema: Schema, path: Path = []): { path: Path; schema: Schema }[] {
  if (typeof schema.items === 'object' && !Array.isArray(schema.items))
    return keysOf(schema.items, [...path, 0]);
  return Object.entries(schema.properties ?? {}).flatMap(([key, of]) =>
    typeof of === 'boolean' ? [] : [{ path: [...path, key], schema: of }, ...keysOf(of, [...path, key])],
  );
}

const KEYS = keysOf(z.toJSONSchema(packSchema, { io: 'input' }));

/** A pack that holds one thing at a path, and else what it needs. */
function packWith(path: Path, value: unknown): string {
  const count = { of: 'people', below: 3 };
  const carrier = { exemption: 'x', counts: [count], held: { by: ['CN'], below: 0.5 } };
  const pack: object = {
    id: 'x',
    applies: { sender: ['KR'] },
    gates: [{ gate: 'g', carried_by: [carrier] }],
  };
  let at = pack as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return stringify(pack);
}

test('the pack that the next tests change is one', () => {
  assert.equal(load(packWith(['title'], 'X')).title, 'X');
  for (const key of [
    'applies.sender',
    'gates.0.carried_by.0.counts.0.below',
    'gates.0.carried_by.0.held.by',
  ]) {
    assert.ok(
      KEYS.some((k) => k.path.join('.') === key),
      key,
    );
  }
});

for (const { path, schema } of KEYS) {
  test(`a pack whose ${path.join('.')} is something else is refused, and the key named`, () => {
    const name = String(path.at(-1));
    const wrong = schema.type === 'array' || schema.type === 'object' ? 'word' : [[]];
    assert.match(messageOf(packWith(path, wrong)), new RegExp(`\\b${name}\\b`));
    if (schema.type === 'array') assert.match(messageOf(packWith(path, [[]])), new RegExp(`\\b${name}\\b`));
  });
}

test('no part of a pack takes a key that it does not know', () => {
  const parts = new Set(KEYS.map(({ path }) => JSON.stringify(path.slice(0, -1))));
  assert.ok(parts.size >= 6, [...parts].join());
  for (const part of parts) {
    const path = JSON.parse(part) as Path;
    assert.match(messageOf(packWith([...path, 'zzz'], 'x')), /unknown key zzz/);
  }
});
