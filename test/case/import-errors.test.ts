import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { WayleaveError } from '../../src/errors.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const EVENT = {
  eventTime: '2024-01-01T00:00:00Z',
  run: { runId: 'r' },
  job: { namespace: 'j', name: 'j' },
  outputs: [],
};

function yaml(sources: string): string {
  return `home: KR\nrules: [./own.yaml]\nsources:\n${sources}`;
}

async function errorOf(t: TestContext, files: Record<string, string>): Promise<WayleaveError> {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER, ...files });
  try {
    await loadCase(dir);
  } catch (error) {
    assert.ok(error instanceof WayleaveError, String(error));
    return error;
  }
  return assert.fail('the case was accepted');
}

const R30 = 'Purpose,Who,Where,Tool,Since\n';
const processors = `  processors:\n    imports:\n      - { format: article-30, files: [r.csv], columns: { id: Who, jurisdiction: Where } }\n`;
const contracts = `  contracts:\n    imports:\n      - { format: article-30, files: [r.csv], constants: { exporter: shop }, columns: { importer: Who, kind: Tool } }\n`;
const transfers = (more: string): string =>
  yaml(`  transfers:\n    imports:\n      - { format: openlineage, files: [e.json]${more} }\n`);
const consents = (more: string): string => yaml(`  consents:\n    imports:\n      - ${more}\n`);
const lineage = yaml(
  '  fields:\n    imports:\n      - { format: openlineage, files: [e.jsonl], fields: { a: phone, b: hashed, c: extra } }\n',
);

const CASES: [
  name: string,
  files: Record<string, string>,
  code: string,
  message: RegExp,
  place: Record<string, unknown>,
  accepted: RegExp,
][] = [
  [
    'a format that is none',
    { 'case.yaml': transfers('').replace('openlineage', 'lineage') },
    'CASE_INVALID',
    /format is not understood/,
    { line: 6 },
    /openlineage/,
  ],
  [
    'a format of another table',
    { 'case.yaml': consents('{ format: openlineage, files: [e.json] }') },
    'CASE_INVALID',
    /is not understood/,
    { line: 6 },
    /iso-27560 or tcf/,
  ],
  [
    'a key that is unknown',
    { 'case.yaml': transfers(', feilds: {}'), 'e.json': '' },
    'CASE_INVALID',
    /unknown key feilds/,
    { line: 6 },
    /format, files, fields, purposes/,
  ],
  [
    'no such file',
    { 'case.yaml': transfers('') },
    'CASE_INVALID',
    /no file matches e\.json/,
    { line: 6 },
    /a glob/,
  ],
  [
    'an ending that says nothing',
    { 'case.yaml': transfers('').replace('e.json', 'e.txt'), 'e.txt': '' },
    'CASE_INVALID',
    /e\.txt has an ending/,
    { line: 6 },
    /\.json, \.jsonl, \.ndjson/,
  ],
  [
    'CSV where there are documents',
    { 'case.yaml': transfers('').replace('e.json', 'e.csv'), 'e.csv': '' },
    'CASE_INVALID',
    /e\.csv has an ending/,
    { line: 6 },
    /\.json, /,
  ],
  [
    'a field that nobody knows',
    { 'case.yaml': transfers(', fields: { a: fone }'), 'e.json': '' },
    'CASE_INVALID',
    /fone is an unknown field/,
    { line: 6, value: 'fone' },
    /phone, hashed/,
  ],
  [
    'a purpose that nobody knows',
    { 'case.yaml': transfers(', purposes: { a: pai }'), 'e.json': '' },
    'CASE_INVALID',
    /pai is an unknown purpose/,
    { line: 6, value: 'pai' },
    /pay/,
  ],
  [
    'a notice that nobody knows',
    {
      'case.yaml': consents('{ format: tcf, files: [s.csv], notices: [{ purpose: 4, notice: n9 }] }'),
      's.csv': '',
    },
    'CASE_INVALID',
    /n9 is an unknown notice/,
    { line: 6, value: 'n9' },
    /n1/,
  ],
  [
    'a purpose of TCF that cannot be',
    {
      'case.yaml': consents('{ format: tcf, files: [s.csv], notices: [{ purpose: 25, notice: n1 }] }'),
      's.csv': '',
    },
    'CASE_INVALID',
    /is not understood/,
    { line: 6 },
    /at most 24|iso-27560 or tcf/,
  ],
  [
    'lineage that is no JSON',
    { 'case.yaml': lineage, 'e.jsonl': `${JSON.stringify(EVENT)}\n{"a"\n` },
    'REGISTER_INVALID',
    /no OpenLineage event: it is not valid JSON/,
    { file: 'e.jsonl', line: 2 },
    /OpenLineage\.json/,
  ],
  [
    'lineage that is no event',
    { 'case.yaml': lineage, 'e.jsonl': `\n{"run":{}}\n` },
    'REGISTER_INVALID',
    /no OpenLineage event: eventTime is missing/,
    { file: 'e.jsonl', line: 2 },
    /OpenLineage\.json/,
  ],
  [
    'fields that derive from one another',
    {
      'case.yaml': lineage,
      'e.jsonl': `${derivation('c', 'b')}${derivation('b', 'c')}`,
      'fields.csv': 'id\nphone\nhashed\n',
    },
    'REGISTER_INVALID',
    /derived_from goes in a circle/,
    { line: 1 },
    /references that end/,
  ],
  [
    'two methods for one field',
    { 'case.yaml': lineage, 'e.jsonl': `${derivation('c', 'b', 'hash')}${derivation('c', 'a', 'encrypt')}` },
    'REGISTER_INVALID',
    /method says otherwise/,
    { file: 'e.jsonl', line: 2, value: 'encrypt' },
    /hash, as e\.jsonl:1 says/,
  ],
  [
    'a column that the records of processing lack',
    { 'case.yaml': yaml(processors), 'r.csv': 'Who,Were\n' },
    'REGISTER_INVALID',
    /r\.csv has no column Where/,
    { file: 'r.csv', line: 1, column: 'Where' },
    /did you mean Were/,
  ],
  [
    'items that do not go together',
    { 'case.yaml': yaml(processors), 'r.csv': `${R30}p,A; B; C,US; SG,,\n` },
    'REGISTER_INVALID',
    /jurisdiction has 2 items/,
    { file: 'r.csv', line: 2, column: 'Where', value: 'US;SG' },
    /one item, or 3: one for each of Who/,
  ],
  [
    'a country that is none',
    { 'case.yaml': yaml(processors), 'r.csv': `${R30}p,A; B,US;Narnia,,\n` },
    'REGISTER_INVALID',
    /jurisdiction is unknown/,
    { file: 'r.csv', line: 2, column: 'Where', id: 'B', value: 'Narnia' },
    /ISO 3166/,
  ],
  [
    'a company in two countries',
    { 'case.yaml': yaml(processors), 'r.csv': `${R30}p,A,US,,\nq,A,SG,,\n` },
    'REGISTER_INVALID',
    /jurisdiction says otherwise/,
    { file: 'r.csv', line: 3, column: 'Where', id: 'A', value: 'SG' },
    /US, as r\.csv:2 says/,
  ],
  [
    'records of processing that name no kind of contract',
    { 'case.yaml': yaml(contracts.replace(', kind: Tool', '')), 'r.csv': R30 },
    'CASE_INVALID',
    /no column of the import is kind/,
    { line: 6 },
    /kind among columns or constants/,
  ],
  [
    'records of processing that name no company',
    { 'case.yaml': yaml(processors.replace('id: Who', 'name: Who')), 'r.csv': R30 },
    'CASE_INVALID',
    /no column of the import is id/,
    { line: 6 },
    /id among columns or constants/,
  ],
  [
    'words for a column that it has not',
    { 'case.yaml': yaml(contracts.replace(' } }', ' }, words: { kynd: { Clauses: scc } } }')), 'r.csv': R30 },
    'CASE_INVALID',
    /words are for kynd, which is not among columns/,
    { line: 6, value: 'kynd' },
    /did you mean kind/,
  ],
  [
    'a notice that another of the same purpose hides',
    {
      'case.yaml': consents(
        '{ format: iso-27560, files: [c.json], notices: [{ purpose: mail, notice: n1 }, { purpose: mail, privacy_notice: v2, notice: null }] }',
      ),
      'c.json': '',
    },
    'CASE_INVALID',
    /notices\[1\] is never reached: notices\[0\] takes all/,
    { line: 6 },
    /with it before one without/,
  ],
];

function derivation(out: string, from: string, description = ''): string {
  const inputFields = [
    {
      namespace: 'n',
      name: 'in',
      field: from,
      transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION', description }],
    },
  ];
  const columnLineage = { fields: { [out]: { inputFields } } };
  return `${JSON.stringify({ ...EVENT, outputs: [{ namespace: 'n', name: 'out', facets: { columnLineage } }] })}\n`;
}

for (const [name, files, code, message, place, accepted] of CASES) {
  test(`an import with ${name} is refused, with its place`, async (t) => {
    const error = await errorOf(t, files);
    assert.equal(error.code, code, error.describe());
    assert.match(error.message, message);
    assert.deepEqual({ ...error.place, ...place }, { ...error.place }, error.describe());
    assert.match(error.accepted ?? '', accepted, error.describe());
  });
}

test('what a register says itself stands; imports fill its empty cells', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': HEADER,
    'case.yaml': lineage,
    'e.jsonl': `${derivation('c', 'a', 'hash')}${derivation('b', 'c', 'encrypt')}${derivation('c', 'b')}${derivation('x', 'a')}`,
    'fields.csv':
      'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nhashed,pd:TelephoneNumber,phone,hash\n',
  });
  const { registers } = await loadCase(dir);
  assert.deepEqual(
    registers.fields.map((f) => [f.id, f.derivedFrom, f.method]),
    [
      ['phone', [], null],
      ['hashed', ['phone'], 'hash'],
      ['extra', ['phone', 'hashed'], 'hash'],
    ],
  );
});

test('records of processing that say the same are one row, and those that name nobody none', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': HEADER,
    'processors.csv': 'id,jurisdiction,name,aliases\nshop,KR,,\n',
    'notices.csv': 'id,controller,scope\n',
    'case.yaml': yaml(`${processors}  contracts:
    imports:
      - format: article-30
        files: [r.csv]
        columns: { importer: Who, kind: Tool, purposes: Purpose, signed_at: Since }
        constants: { exporter: shop, fields: '*' }
        words: { kind: { SCC: scc }, purposes: { Nothing: null } }
`),
    'purposes.csv': 'id\np\nq\n',
    'r.csv': `${R30}p; q,lab;ads,US;SG,SCC,2024-01-01\nNothing,,,,\np,lab,US,,\nNothing,ads,,SCC,2024-01-01\n`,
  });
  const { registers } = await loadCase(dir);
  assert.deepEqual(
    registers.processors.map((p) => [p.id, p.jurisdiction]),
    [
      ['shop', 'KR'],
      ['lab', 'US'],
      ['ads', 'SG'],
    ],
  );
  assert.deepEqual(
    registers.contracts.map((c) => [c.id, c.purposes]),
    [
      ['shop:lab:scc', new Set(['p', 'q'])],
      ['shop:ads:scc', new Set(['p', 'q'])],
    ],
  );
});
