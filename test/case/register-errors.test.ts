import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../../src/errors.js';
import { assertError, load, type Files } from './case-folder.js';

type Refusal = [files: Files, place: Place, message: RegExp, accepted: RegExp];

/** A CSV register, and where in it and why it is refused. */
function csv(
  name: string,
  lines: readonly string[],
  place: Omit<Place, 'file'>,
  message: RegExp,
  accepted: RegExp,
): Refusal {
  return [{ [`${name}.csv`]: lines.join('\n') }, { file: `${name}.csv`, ...place }, message, accepted];
}

const PROCESSORS = 'id,jurisdiction,parent,share,aliases';
const NOTICES = 'id,controller,scope,recipients,fields,purposes';
const CONTRACTS = 'id,kind,exporter,importer,signed_at,ends_at,onward,beneficiary';

const REFUSALS: Record<string, Refusal> = {
  // Columns and cells
  'a missing column': csv(
    'processors',
    ['id,jurisdicton', 'p1,KR'],
    { line: 1, column: 'jurisdiction' },
    /has no column jurisdiction/,
    /did you mean jurisdicton/,
  ),
  'a missing key in all rows': [
    { 'fields.csv': null, 'fields.jsonl': '{"name":"phone"}' },
    { file: 'fields.jsonl', line: 1, column: 'id' },
    /has no column id/,
    /the file has name/,
  ],
  'a missing mapped column': [
    { 'case.yaml': 'home: KR\nrules: [own.yaml]\nsources: { fields: { columns: { method: how } } }\n' },
    { file: 'fields.csv', line: 1, column: 'how' },
    /has no column how \(method, as case\.yaml maps it\)/,
    /a column how/,
  ],
  'a missing cell': csv(
    'processors',
    [PROCESSORS, '"p\n1",,,,'],
    { line: 2, column: 'jurisdiction', id: 'p\n1' },
    /jurisdiction is empty/,
    /a value/,
  ),
  'a missing id': csv(
    'fields',
    ['id,method', '', ',hash'],
    { line: 3, column: 'id' },
    /id is empty/,
    /a value/,
  ),
  'an empty cell under a mapped name': [
    {
      'case.yaml': 'home: KR\nrules: [own.yaml]\nsources: { purposes: { columns: { id: code } } }\n',
      'purposes.csv': 'code,name\n,Pay\n',
    },
    { file: 'purposes.csv', line: 2, column: 'code' },
    /id is empty/,
    /a value/,
  ],
  'a list for one value': [
    { 'fields.csv': null, 'fields.jsonl': '{"id":"phone"}\n{"id":"x","category":["a","b"]}' },
    { file: 'fields.jsonl', line: 2, column: 'category', id: 'x', value: '["a","b"]' },
    /category holds a list/,
    /one value/,
  ],
  // Names
  'a repeated id': csv(
    'fields',
    ['id', 'a', 'b', 'a'],
    { line: 4, column: 'id', value: 'a' },
    /two fields are called a/,
    /fields\.csv:2 has it too/,
  ),
  'a repeated jurisdiction': csv(
    'jurisdictions',
    ['code', 'KR', 'KR'],
    { line: 3, column: 'code', value: 'KR' },
    /two jurisdictions are called KR/,
    /each code once/,
  ),
  'an alias that is an id': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,,p2', 'p2,KR,,,'],
    { line: 2, column: 'aliases', id: 'p1', value: 'p2' },
    /alias p2 is a name of p2 too/,
    /no other processor/,
  ),
  'an alias that is an alias': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,,x|y', 'p2,KR,,,y'],
    { line: 3, column: 'aliases', id: 'p2', value: 'y' },
    /alias y is a name of p1 too/,
    /no other processor/,
  ),
  'a processor called @user': csv(
    'processors',
    [PROCESSORS, '@user,KR,,,'],
    { line: 2, column: 'id', value: '@user' },
    /@user is reserved/,
    /any other name/,
  ),
  'an alias @user': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,,@user'],
    { line: 2, column: 'aliases', id: 'p1', value: '@user' },
    /@user is reserved/,
    /any other name/,
  ),
  'a field called *': csv(
    'fields',
    ['id', '*'],
    { line: 2, column: 'id', value: '*' },
    /reserved/,
    /any other/,
  ),
  // Jurisdictions
  'an unknown jurisdiction': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,,', 'p2,XX,,,'],
    { line: 3, column: 'jurisdiction', id: 'p2', value: 'XX' },
    /jurisdiction is unknown/,
    /ISO 3166-1/,
  ),
  'an unknown place of adequacy': csv(
    'adequacy',
    ['exporter,importer', 'KR,EEA'],
    { line: 2, column: 'importer', value: 'EEA' },
    /importer is an unknown jurisdiction/,
    /member_of/,
  ),
  // Numbers, words and times
  'a share above 1': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,1.5,'],
    { line: 2, column: 'share', id: 'p1', value: '1.5' },
    /share is no share/,
    /from 0 to 1/,
  ),
  'a share that is no number': csv(
    'ownership',
    ['owner,owned,share', 'p1,p2,45%'],
    { line: 2, column: 'share', value: '45%' },
    /share is no share/,
    /from 0 to 1/,
  ),
  'no share': csv(
    'ownership',
    ['owner,owned,share', 'p1,p2,'],
    { line: 2, column: 'share' },
    /empty/,
    /from 0 to 1/,
  ),
  'an unknown method': csv(
    'fields',
    ['id,method', 'phone,sha256'],
    { line: 2, column: 'method', id: 'phone', value: 'sha256' },
    /method is not known/,
    /hash, salted_hash/,
  ),
  'an unknown scope': csv(
    'notices',
    [NOTICES, 'n,p1,Provide,,,'],
    { line: 2, column: 'scope', id: 'n', value: 'Provide' },
    /scope is not known/,
    /collect, provide, overseas/,
  ),
  'no scope': csv(
    'notices',
    [NOTICES, 'n,p1,,,,'],
    { line: 2, column: 'scope', id: 'n' },
    /empty/,
    /collect/,
  ),
  'no time': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p2,yesterday,,,'],
    { line: 2, column: 'signed_at', id: 'c', value: 'yesterday' },
    /signed_at is no time/,
    /ISO 8601/,
  ),
  'no signature': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p2,,,,'],
    { line: 2, column: 'signed_at', id: 'c' },
    /signed_at is empty/,
    /a value/,
  ),
  'an end before the beginning': csv(
    'adequacy',
    ['exporter,importer,since,until', 'KR,DE,2023-01-02,2023-01-02'],
    { line: 2, column: 'until', value: '2023-01-02' },
    /until is not after since/,
    /after since, 2023-01-02/,
  ),
  'a holding that ends before it begins': csv(
    'ownership',
    ['owner,owned,share,since,until', 'p1,p2,1,2023-01-02,2022-01-02'],
    { line: 2, column: 'until', value: '2022-01-02' },
    /until is not after since/,
    /after since/,
  ),
  'an end before the signature': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p2,2023-01-02,2023-01-01,,'],
    { line: 2, column: 'ends_at', id: 'c', value: '2023-01-01' },
    /ends_at is before signed_at/,
    /2023-01-02/,
  ),
  // References
  'an unknown parent': csv(
    'processors',
    [PROCESSORS, 'p1,KR,p9,,'],
    { line: 2, column: 'parent', id: 'p1', value: 'p9' },
    /parent names an unknown processor/,
    /did you mean p1/,
  ),
  'a circle of parents': csv(
    'processors',
    [PROCESSORS, 'p1,KR,,,', 'p2,KR,p4,,', 'p3,KR,b,,', 'p4,KR,p3,,', 'p5,KR,,,b', 'p6,KR,p1,,'].map((line) =>
      line.replace('p5,KR,,,b', 'p5,KR,p2,,b'),
    ),
    { line: 6, column: 'parent', id: 'p5', value: 'p2' },
    /circle: p2 -> p4 -> p3 -> p5 -> p2/,
    /end somewhere/,
  ),
  'a parent of itself': csv(
    'processors',
    [PROCESSORS, 'p1,KR,a,,a'],
    { line: 2, column: 'parent', id: 'p1', value: 'p1' },
    /circle: p1 -> p1/,
    /end somewhere/,
  ),
  'an unknown owner': csv(
    'ownership',
    ['owner,owned,share', 'p3,p2,1'],
    { line: 2, column: 'owner', value: 'p3' },
    /owner names an unknown processor/,
    /p1/,
  ),
  'an unknown source of a field': csv(
    'fields',
    ['id,derived_from', 'phone,', 'sha,phone|phon'],
    { line: 3, column: 'derived_from', id: 'sha', value: 'phon' },
    /derived_from names an unknown field/,
    /did you mean phone/,
  ),
  'a circle of fields': csv(
    'fields',
    ['id,derived_from', 'phone,', 'a,phone|c', 'b,phone|a', 'c,b'],
    { line: 4, column: 'derived_from', id: 'b', value: 'a' },
    /circle: a -> c -> b -> a/,
    /end somewhere/,
  ),
  'an unknown necessary field': csv(
    'purposes',
    ['id,necessary_fields', 'pay,phone|name'],
    { line: 2, column: 'necessary_fields', id: 'pay', value: 'name' },
    /necessary_fields names an unknown field/,
    /phone, sha/,
  ),
  'an unknown controller': csv(
    'notices',
    [NOTICES, 'n,@user,collect,,,'],
    { line: 2, column: 'controller', id: 'n', value: '@user' },
    /controller names an unknown processor/,
    /First, Second, Zwei, p1, p2/,
  ),
  'an unknown recipient': csv(
    'notices',
    [NOTICES, 'n,p1,provide,p2|p3,,'],
    { line: 2, column: 'recipients', id: 'n', value: 'p3' },
    /recipients names an unknown processor/,
    /did you mean p1/,
  ),
  'an unknown field of a notice': csv(
    'notices',
    [NOTICES, 'n,p1,provide,*,name,'],
    { line: 2, column: 'fields', id: 'n', value: 'name' },
    /fields names an unknown field/,
    /phone, sha/,
  ),
  'an unknown purpose': csv(
    'notices',
    [NOTICES, 'n,p1,provide,*,*,pai'],
    { line: 2, column: 'purposes', id: 'n', value: 'pai' },
    /purposes names an unknown purpose/,
    /did you mean pay/,
  ),
  'an unknown exporter': csv(
    'contracts',
    [CONTRACTS, 'c,scc,P1,p2,2023-01-01,,,'],
    { line: 2, column: 'exporter', id: 'c', value: 'P1' },
    /exporter names an unknown processor/,
    /did you mean p1/,
  ),
  'an unknown importer': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p3,2023-01-01,,,'],
    { line: 2, column: 'importer', id: 'c', value: 'p3' },
    /importer names an unknown processor/,
    /p2/,
  ),
  'a contract with oneself': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,First,2023-01-01,,,'],
    { line: 2, column: 'importer', id: 'c', value: 'p1' },
    /exporter and importer are the same/,
    /another processor than p1/,
  ),
  'an unknown onward recipient': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p2,2023-01-01,,p1|p3,'],
    { line: 2, column: 'onward', id: 'c', value: 'p3' },
    /onward names an unknown processor/,
    /p1/,
  ),
  'an unknown beneficiary': csv(
    'contracts',
    [CONTRACTS, 'c,scc,p1,p2,2023-01-01,,,exportr'],
    { line: 2, column: 'beneficiary', id: 'c', value: 'exportr' },
    /beneficiary names an unknown processor/,
    /did you mean exporter/,
  ),
  'a notice and a contract of one id': [
    {
      'notices.csv': `${NOTICES}\nx,p1,collect,,,`,
      'contracts.csv': `${CONTRACTS}\nx,scc,p1,p2,2023-01-01,,,`,
    },
    { file: 'contracts.csv', line: 2, column: 'id', value: 'x' },
    /two notices or contracts are called x/,
    /notices\.csv:2 has it too/,
  ],
  'an adequacy that requires something else than facts': [
    { 'adequacy.csv': 'exporter,importer,requires\nKR,US,certified\n' },
    { file: 'adequacy.csv', line: 2, column: 'requires', value: 'certified' },
    /requires is not understood/,
    /certified=true/,
  ],
  'an adequacy for an unknown organisation': [
    { 'adequacy.csv': 'exporter,importer,organisations\nKR,US,p1|nobody\n' },
    { file: 'adequacy.csv', line: 2, column: 'organisations', value: 'nobody' },
    /organisations names an unknown processor/,
    /p1/,
  ],
};

for (const [name, [files, place, message, accepted]] of Object.entries(REFUSALS)) {
  test(`a register with ${name} is refused`, () =>
    assert.rejects(load(files), (e) =>
      assertError(e, { code: 'REGISTER_INVALID', place, message, accepted }),
    ));
}

test('chains of a hundred thousand parents are no circle', async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `q${i},KR,${i === 0 ? '' : `q${i - 1}`}`);
  const { registers } = await load({
    'processors.csv': ['id,jurisdiction,parent', ...rows.reverse()].join('\n'),
  });
  assert.equal(registers.processors.length, 100_000);
});
