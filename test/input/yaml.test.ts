import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { nearest, suggest } from '../../src/input/near.js';
import { readYaml, type YamlFile } from '../../src/input/yaml.js';

const SCHEMA = z.strictObject({
  name: z.string().min(1),
  list: z.array(z.strictObject({ size: z.number().min(1).max(9) })).optional(),
  kind: z.enum(['small', 'large']).default('small'),
  either: z.union([z.boolean(), z.string()], { error: 'this or that' }).optional(),
});

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayleave-yaml-'));
});
after(() => {
  rmSync(dir, { recursive: true });
});

function read(content: string | Uint8Array): YamlFile<z.infer<typeof SCHEMA>> {
  writeFileSync(join(dir, 'a.yaml'), content);
  return readYaml(join(dir, 'a.yaml'), 'a.yaml', SCHEMA, 'CASE_INVALID');
}

test('what a file holds, with defaults, and where it stands', () => {
  const file = read('\uFEFF# comment\nname: NO\nlist:\n  - size: 3\n');
  assert.deepEqual(file.value, { name: 'NO', list: [{ size: 3 }], kind: 'small' });
  assert.deepEqual(file.place(['list', 0, 'size']), { file: 'a.yaml', line: 4, column: 11, value: '3' });
  assert.deepEqual(file.place(['list', 0]), { file: 'a.yaml', line: 4, column: 5 });
  assert.deepEqual(file.place(['kind']), { file: 'a.yaml', line: 2, column: 1 });
  const error = file.fail(['name'], 'is odd', 'even', 'add one');
  assert.deepEqual(
    [error.code, error.message, error.place?.value, error.accepted, error.advice],
    ['CASE_INVALID', 'a.yaml: is odd', 'NO', 'even', 'add one'],
  );
  assert.deepEqual(file.failKey(['list', 0], 'size', 'x', 'y').place, {
    file: 'a.yaml',
    line: 4,
    column: 5,
    value: 'size',
  });
});

for (const [name, text, place, accepted] of [
  [
    'a misspelt key, before the one that is missing',
    'nam: x\n',
    { line: 1, column: 1, value: 'nam' },
    /mean name\?/,
  ],
  ['a missing key', 'kind: small\n', { line: 1, column: 1 }, /a text/],
  ['a key within a list', 'name: x\nlist:\n- sise: 1\n', { line: 3, column: 3, value: 'sise' }, /mean size/],
  [
    'a misspelt word',
    'name: x\nkind: larg\n',
    { line: 2, column: 7, value: 'larg' },
    /small, large; did you mean large/,
  ],
  ['another word', 'name: x\nkind: red\n', { line: 2, column: 7, value: 'red' }, /^small, large$/],
  ['an empty text', 'name: ""\n', { line: 1, column: 7, value: '' }, /not empty/],
  ['a null', 'name:\n', { line: 1, column: 6, value: '' }, /a text/],
  [
    'a number that is too great',
    'name: x\nlist: [{ size: 10 }]\n',
    { line: 2, column: 16, value: '10' },
    /at most 9/,
  ],
  ['neither of two', 'name: x\neither: 3\n', { line: 2, column: 9, value: '3' }, /this or that/],
  ['a list for a text', 'name: [a]\n', { line: 1, column: 7 }, /a text/],
  ['a repeated key', 'name: x\nname: y\n', { line: 2, column: 1 }, /each key once/],
  ['two documents', 'name: x\n---\nname: y\n', { line: 2, column: 1 }, /YAML/],
  ['bad indentation', 'name: x\n kind: small\n', { line: 1, column: 7 }, /YAML/],
  ['an alias of nothing', 'name: *x\n', { line: 1, column: 7 }, /anchor/],
] as const) {
  test(`${name} is refused`, () => {
    assert.throws(() => read(text), { code: 'CASE_INVALID', place: { file: 'a.yaml', ...place }, accepted });
  });
}

test('what is not UTF-8, or not there, is refused', () => {
  const expected = { code: 'CASE_INVALID', message: /is not UTF-8/, place: { file: 'a.yaml', line: 2 } };
  assert.throws(() => read(Buffer.from('name: x\n# é\n', 'latin1')), expected);
  assert.throws(() => readYaml(join(dir, 'none.yaml'), 'none.yaml', SCHEMA, 'CASE_INVALID'), {
    code: 'CASE_INVALID',
    place: { file: 'none.yaml' },
    message: /cannot be read/,
  });
});

test('aliases that multiply are refused', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}x]`);
  assert.throws(() => read(['l0: &l0 [x]', ...levels].join('\n')), {
    code: 'CASE_INVALID',
    accepted: /few aliases/,
  });
});

test('near misses', () => {
  assert.equal(nearest('recipiant', ['sender', 'recipient']), 'recipient');
  assert.equal(nearest('HASH', ['hash', 'encrypt']), 'hash');
  assert.equal(nearest('p9', ['p1', 'p2']), 'p1');
  assert.equal(nearest('x', ['a', 'b']), undefined);
  assert.equal(nearest('colour', ['when', 'gate']), undefined);
  assert.equal(suggest('x', []), 'nothing: there are none');
  assert.match(
    suggest(
      'x',
      Array.from({ length: 50 }, (_, i) => `name${i}`),
    ),
    /name39 and 10 more$/,
  );
});
