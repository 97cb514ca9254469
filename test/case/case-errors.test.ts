import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { assertError, inCase, load, type Expected, type Files } from './case-folder.js';

const HEAD = 'home: KR\nrules: [own.yaml]\n';

/** Says what is wrong with a case.yaml, its first two lines given, and where. */
function yaml(
  rest: string,
  line: number,
  column: number,
  value: string | undefined,
  message: RegExp,
  accepted: RegExp,
): [Files, Expected] {
  const place = { file: 'case.yaml', line, column, ...(value === undefined ? {} : { value }) };
  return [{ 'case.yaml': HEAD + rest }, { code: 'CASE_INVALID', place, message, accepted }];
}

/** The same for a whole case.yaml. */
function whole(
  text: string,
  line: number,
  column: number,
  value: string | undefined,
  message: RegExp,
  accepted: RegExp,
): [Files, Expected] {
  const [, expected] = yaml('', line, column, value, message, accepted);
  return [{ 'case.yaml': text }, expected];
}

const CASES: Record<string, [Files, Expected]> = {
  'broken YAML': yaml('title: "x\n', 4, 1, undefined, /quote/i, /YAML 1\.2/),
  'a repeated key': yaml('home: US\n', 3, 1, undefined, /unique/, /each key once/),
  'an unknown tag': yaml('title: !!python x\n', 3, 8, undefined, /tag/, /YAML 1\.2/),
  'an unknown key': yaml(
    'rulez: []\n',
    3,
    1,
    'rulez',
    /unknown key rulez/,
    /title, home, rules.*did you mean rules/,
  ),
  'an unknown key of trace': yaml(
    'trace: { hops: 3 }\n',
    3,
    10,
    'hops',
    /unknown key hops in trace/,
    /maxHops, ends/,
  ),
  'an unknown source': yaml(
    'sources: { transfer: {} }\n',
    3,
    12,
    'transfer',
    /unknown key/,
    /did you mean transfers/,
  ),
  'no home': whole('rules: [own.yaml]\n', 1, 1, undefined, /home is missing/, /a text/),
  'an unknown home': whole('home: ZZ\nrules: [own.yaml]\n', 1, 7, 'ZZ', /home is an unknown/, /ISO 3166-1/),
  'no rules': whole('home: KR\n', 1, 1, undefined, /rules is missing/, /\.\/own\.yaml/),
  'empty rules': whole('home: KR\nrules: []\n', 2, 8, undefined, /rules is not understood/, /\.\/own\.yaml/),
  'rules of another type': whole(
    'home: KR\nrules: own\n',
    2,
    8,
    'own',
    /rules is not/,
    /a list of rule packs/,
  ),
  'an empty file': whole('', 1, 1, undefined, /the file/, /keys and values/),
  'a title that is a number': yaml('title: 2024\n', 3, 8, '2024', /title/, /in quotes/),
  'too many hops': yaml('trace: { maxHops: 13 }\n', 3, 19, '13', /trace\.maxHops/, /at most 12/),
  'no hops': yaml('trace: { maxHops: 0 }\n', 3, 19, '0', /trace\.maxHops/, /at least 1/),
  'half a hop': yaml('trace: { maxHops: 1.5 }\n', 3, 19, '1.5', /trace\.maxHops/, /whole number/),
  'unknown ends': yaml('trace: { ends: foreing }\n', 3, 16, 'foreing', /trace\.ends/, /did you mean foreign/),
  'no trails': yaml('trace: { maxTrails: 0 }\n', 3, 21, '0', /trace\.maxTrails/, /at least 1/),
  'an unknown time zone': yaml(
    'sources: { transfers: { timezone: Seoul } }\n',
    3,
    35,
    'Seoul',
    /sources\.transfers\.timezone/,
    /IANA zone/,
  ),
  'a mapping of an unknown column': yaml(
    'sources: { transfers: { columns: { user: uid } } }\n',
    3,
    36,
    'user',
    /transfers has no column user/,
    /at, user_id, sender/,
  ),
  'an unknown format': yaml(
    'sources: { fields: { format: xml } }\n',
    3,
    30,
    'xml',
    /format/,
    /csv, jsonl, parquet/,
  ),
  'a file of no known format': yaml(
    'sources: { fields: { files: [own.yaml] } }\n',
    3,
    30,
    'own.yaml',
    /format that is not known/,
    /\.csv, \.jsonl/,
  ),
  'an empty list of files': yaml(
    'sources: { fields: { files: [] } }\n',
    3,
    29,
    undefined,
    /files/,
    /at least 1/,
  ),
};

for (const [name, [files, expected]] of Object.entries(CASES)) {
  test(`case.yaml with ${name} is refused`, () =>
    assert.rejects(load(files), (e) => assertError(e, expected)));
}

test('a pattern that matches nothing is refused, with what there is', async () => {
  for (const [pattern, advice] of [
    ['logs/*.csv', /^logs\/ holds a\.jsonl, b\/\.$/],
    ['logs/x.csv', /^logs\/ holds a\.jsonl, b\/\.$/],
    ['nowhere/*.csv', /^the case folder holds .*transfers\.csv\.$/],
    ['logs', /^the case folder holds .*logs\/.*\.$/],
  ] as const) {
    const files = {
      'case.yaml': `${HEAD}sources:\n  transfers:\n    files: ["${pattern}"]\n`,
      'logs/a.jsonl': '',
      'logs/b/c.csv': '',
    };
    await assert.rejects(load(files), (e) =>
      assertError(e, {
        code: 'CASE_INVALID',
        place: { file: 'case.yaml', line: 5, column: 13, value: pattern },
        message: /no file matches/,
        advice,
      }),
    );
  }
});

test('a table that could be two files is refused', async () => {
  const place = { file: 'case.yaml', line: 1, column: 1 };
  for (const [files, message] of [
    [{ 'fields.jsonl': '' }, /fields\.csv and fields\.jsonl might each be the fields/],
    [{ 'transfers/1.csv': '' }, /transfers\.csv and transfers\/1\.csv might each be the transfers/],
  ] as const) {
    await assert.rejects(load(files), (e) => assertError(e, { code: 'CASE_INVALID', place, message }));
  }
});

test('what is called as a table and is no file is refused, not passed over', async () => {
  const header = 'at,user_id,sender,recipient,fields,purpose\n';
  const folder = /^consents\.parquet is a folder/;
  await assert.rejects(load({ 'consents.parquet/part-0.parquet': '' }), (e) =>
    assertError(e, {
      code: 'CASE_INVALID',
      place: { file: 'consents.parquet' },
      message: folder,
      accepted: /consents\.parquet\/\*$/,
    }),
  );
  await inCase({ 'transfers.csv': null, 'transfers/a.csv': header, 'archive/x.csv': '' }, async (dir) => {
    for (const [path, target] of [
      ['transfers/b.csv', join(dir, 'nowhere')],
      ['transfers/b.csv', 'b.csv'],
      ['contracts.csv', 'contracts.csv'],
    ] as const) {
      symlinkSync(target, join(dir, path));
      await assert.rejects(loadCase(dir), (e) =>
        assertError(e, {
          code: 'CASE_INVALID',
          place: { file: path },
          message: /is a link that leads to no file$/,
          accepted: /a link to one/,
        }),
      );
      rmSync(join(dir, path));
    }
    // A folder among files is none of them, and one whose files a pattern names as well is read.
    mkdirSync(join(dir, 'transfers', 'older'));
    mkdirSync(join(dir, 'transfers', 'b.csv'));
    writeFileSync(join(dir, 'transfers', 'b.csv', 'part-0.csv'), header);
    await assert.rejects(loadCase(dir), { message: /^transfers\/b\.csv is a folder, called as a file/ });
    writeFileSync(join(dir, 'case.yaml'), `${HEAD}sources: { transfers: { files: [transfers/**/*.csv] } }\n`);
    const { transfers } = await loadCase(dir);
    assert.deepEqual(
      transfers.files.map((f) => f.path),
      ['transfers/a.csv', 'transfers/b.csv/part-0.csv'],
    );
  });
});

test('a path that no file can have is one that matches nothing', async () => {
  for (const pattern of ['x'.repeat(5000), '\0', 'x/\0/*.csv']) {
    const text = `${HEAD}sources: { transfers: { files: [${JSON.stringify(pattern)}] } }\n`;
    await assert.rejects(load({ 'case.yaml': text }), (e) =>
      assertError(e, {
        code: 'CASE_INVALID',
        place: { file: 'case.yaml', line: 3, column: 33, value: pattern },
        message: /no file matches/,
      }),
    );
  }
});

test('a case without transfers or a required register is refused', async () => {
  const place = { file: 'case.yaml' };
  for (const name of ['transfers', 'processors', 'fields', 'purposes']) {
    const message = new RegExp(`^the case has no .*${name}`);
    const accepted = new RegExp(`sources\\.${name}\\.files`);
    await assert.rejects(load({ [`${name}.csv`]: null }), (e) =>
      assertError(e, { code: 'CASE_INVALID', place, message, accepted }),
    );
  }
});

test('a folder without case.yaml, or none, is no case', async () => {
  await inCase({ 'case.yaml': null }, async (dir) => {
    for (const [path, message] of [
      [dir, /holds no case\.yaml/],
      [join(dir, 'nowhere'), /is no folder/],
      [join(dir, 'own.yaml'), /is no folder/],
      [join(dir, 'x'.repeat(5000)), /is no folder/],
    ] as const) {
      await assert.rejects(loadCase(path), { code: 'CASE_NOT_FOUND', message, advice: /wayleave init/ });
    }
  });
});

test('rule packs that are missing, or share an id, are refused at their reference', async () => {
  const place = { file: 'case.yaml', line: 2, column: 19 };
  const rules = (second: string): Files => ({ 'case.yaml': `home: KR\nrules: [own.yaml, ${second}]\n` });
  await assert.rejects(load(rules('./two.yaml')), (e) =>
    assertError(e, {
      code: 'PACK_INVALID',
      place: { ...place, value: './two.yaml' },
      message: /\.\/two\.yaml does not exist/,
    }),
  );
  await assert.rejects(load(rules('xx-law')), (e) =>
    assertError(e, {
      code: 'PACK_INVALID',
      place: { ...place, value: 'xx-law' },
      message: /no built-in rule pack is called xx-law/,
      accepted: /path of a YAML file/,
    }),
  );
  await assert.rejects(load(rules('./own.yaml')), (e) =>
    assertError(e, {
      code: 'CASE_INVALID',
      place: { ...place, value: './own.yaml' },
      message: /two rule packs have the id own/,
    }),
  );
});
