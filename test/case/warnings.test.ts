import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../../src/errors.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';
import { load, type Files } from './case-folder.js';

const PACK = [
  'id: own',
  'applies: { sender: [KR], categories: [pd:Telephone] }',
  'gates:',
  '  - gate: provision',
  '    carried_by: [{ consent: provide, requires: { separate: true } }]',
  '',
].join('\n');
const CASE_YAML = 'title: Test\nhome: KR\nrules: [./own.yaml]\n';
const NOTICES = 'id,controller,scope,recipients,fields,purposes';

const WARNED: Record<string, [files: Files, place: Place, message: RegExp, accepted: RegExp]> = {
  'a category without its prefix': [
    { 'fields.csv': 'id,category\nphone,TelephoneNumber\n' },
    { file: 'fields.csv', line: 2, column: 'category', id: 'phone', value: 'TelephoneNumber' },
    /does not begin with pd:/,
    /pd:TelephoneNumber/,
  ],
  'a category that no pack looks at': [
    { 'own.yaml': PACK, 'fields.csv': 'id,category\nphone,pd:Telphone\n' },
    { file: 'fields.csv', line: 2, column: 'category', id: 'phone', value: 'pd:Telphone' },
    /no rule pack .* looks at/,
    /begins as one/,
  ],
  'yes for true': [
    { 'own.yaml': PACK, 'notices.csv': `${NOTICES},separate\nn1,p1,provide,*,*,*,예\n` },
    { file: 'notices.csv', line: 2, column: 'separate', id: 'n1', value: '예' },
    /compared with true and false/,
    /did you mean true\?/,
  ],
  'a rule pack that applies to nobody here': [
    {
      'case.yaml': 'title: Test\nhome: EU\nrules: [./own.yaml]\n',
      'own.yaml': PACK.replace('sender: [KR]', 'sender: [EEA], people: [EEA]'),
      'fields.csv': 'id,category\nphone,pd:TelephoneNumber\n',
      'jurisdictions.csv': 'code,member_of\nDE,EU\n',
    },
    { file: 'case.yaml', line: 3, column: 9, value: 'own' },
    /own applies to nothing here: neither the home nor any processor is in EEA$/,
    /member_of it in jurisdictions/,
  ],
  'a kind of contract that no rule asks for': [
    {
      'own.yaml':
        'id: own\napplies: { sender: [KR] }\ngates:\n  - gate: x\n    carried_by: [{ contract: scc }]\n',
      'contracts.csv':
        'id,kind,exporter,importer,signed_at\nk1,SCC,p1,p2,2024-01-01\nk2,SCC,p1,p2,2024-01-01\n',
    },
    { file: 'contracts.csv', line: 2, column: 'kind', id: 'k1', value: 'SCC' },
    /contracts of this kind: they carry nothing/,
    /did you mean scc\?/,
  ],
  'a misspelt word of a fact': [
    {
      'own.yaml': `${PACK}      - { exemption: x, purpose: { ground: [legitimate_interest] } }\n`.replace(
        'carried_by: [{ consent: provide, requires: { separate: true } }]',
        'carried_by:',
      ),
      'fields.csv': 'id,category\nphone,pd:TelephoneNumber\n',
      'purposes.csv': 'id,ground\npay,legitimate interests\nads,consent\n',
    },
    { file: 'purposes.csv', line: 2, column: 'ground', id: 'pay', value: 'legitimate interests' },
    /asks for this word of ground/,
    /did you mean legitimate_interest\?/,
  ],
  'a misspelt item of a list': [
    {
      'own.yaml': PACK.replace('requires: { separate: true }', 'lists: { tells: [country, recipient] }'),
      'fields.csv': 'id,category\nphone,pd:TelephoneNumber\n',
      'notices.csv': `${NOTICES},tells\nn1,p1,provide,*,*,*,country|recipients|rights\n`,
    },
    { file: 'notices.csv', line: 2, column: 'tells', id: 'n1', value: 'recipients' },
    /asks for this item of tells/,
    /did you mean recipient\?/,
  ],
  'a misspelt column': [
    { 'processors.csv': 'id,jurisdiction,alias\np1,KR,First\np2,US,\n' },
    { file: 'processors.csv', line: 1, column: 'alias' },
    /asks for the column alias of processors/,
    /did you mean aliases\?/,
  ],
  'an id that no cell of a list can name': [
    { 'purposes.csv': 'id\na|b\n' },
    { file: 'purposes.csv', line: 2, column: 'id', value: 'a|b' },
    /several items/,
    /without \|/,
  ],
  'a name that is not what it looks like': [
    { 'processors.csv': 'id,jurisdiction,name\np1,KR,\u202eknaB\u202c\np2,US,Bank\n' },
    { file: 'processors.csv', line: 2, column: 'name', value: '\ufffdknaB\ufffd' },
    /the name holds U\+202C, U\+202E: it is not what it looks like/,
    /direction of writing/,
  ],
  'an id with what takes no room': [
    { 'processors.csv': 'id,jurisdiction,name\np1,KR,Ba\u200cnk\np\u200b2,US,Bank\n' },
    { file: 'processors.csv', line: 3, column: 'id', value: 'p\u200b2' },
    /the id holds U\+200B: it is not what it looks like/,
    /what is not seen/,
  ],
  'a mapping to a misspelt column of ours': [
    {
      'case.yaml': `${CASE_YAML}sources:\n  contracts: { columns: { end_at: Ende } }\n`,
      'contracts.csv': 'id,kind,exporter,importer,signed_at,Ende\nk,scc,p1,p2,2020-01-01,2021-01-01\n',
    },
    { file: 'case.yaml', line: 5, column: 27, value: 'end_at' },
    /asks for the column end_at of contracts/,
    /did you mean ends_at\?/,
  ],
  'a misspelt column of an import': [
    {
      'case.yaml': `${CASE_YAML}sources:\n  purposes:\n    imports:\n      - { format: article-30, files: [r.csv], columns: { id: What, necesary_fields: Data } }\n`,
      'r.csv': 'What,Data\npay,phone\n',
    },
    { file: 'case.yaml', line: 7, column: 68, value: 'necesary_fields' },
    /asks for the column necesary_fields of purposes/,
    /did you mean necessary_fields\?/,
  ],
  'a register that is not read for its name': [
    { 'Contract.csv': 'id\n' },
    { file: 'Contract.csv' },
    /Contract\.csv is not read, and the case has no contracts/,
    /contracts ending in \.csv, /,
  ],
  'parts of a log that are not read for their names': [
    { 'transfers.csv': null, 'transfers/a.csv': HEADER, 'transfers/b.CSV.bz2': '', 'transfers/c.json': '' },
    { file: 'transfers/' },
    /transfers\/b\.CSV\.bz2, transfers\/c\.json are not read, and others of transfers\/ are/,
    /sources\.transfers\.files/,
  ],
  'more than all of a company': [
    { 'ownership.csv': 'owner,owned,share,since\np1,p2,0.6,2020-01-01\nFirst,p2,0.5,2021-01-01\n' },
    { file: 'ownership.csv', line: 3, column: 'share', id: 'p2', value: '0.5' },
    /110 % of p2 are held on 2021-01-01/,
    /at most 1/,
  ],
};
for (const [name, [files, place, message, accepted]] of Object.entries(WARNED)) {
  test(`${name} is warned of`, async () => {
    const [warning, ...more] = (await load({ 'fields.csv': 'id\nphone\n', ...files })).warnings;
    assert.deepEqual(more, []);
    assert.deepEqual(warning?.place, place);
    assert.match(warning.message, message);
    assert.match(warning.accepted ?? '', accepted);
  });
}

test('facts of notices that nobody asks for are none', async () => {
  const files = { 'notices.csv': `${NOTICES},names_country\nn1,p1,provide,*,*,*,true\n` };
  assert.deepEqual((await load(files)).warnings, []);
});

test('a beneficiary may be the one or the other, whichever rules ask for', async () => {
  const files = {
    'own.yaml':
      'id: own\napplies: { sender: [KR] }\ngates:\n  - gate: x\n' +
      '    carried_by: [{ contract: scc, requires: { beneficiary: exporter } }]\n',
    'contracts.csv': 'id,kind,exporter,importer,signed_at,beneficiary\nk1,scc,p1,p2,2024-01-01,importer\n',
  };
  assert.deepEqual((await load(files)).warnings, []);
});

test('a sound case has no warnings, and holdings one after another are none', async () => {
  const held = 'owner,owned,share,since,until\np1,p2,1,2020-01-01,2021-01-01\np1,p2,0.9,2021-01-01,\n';
  assert.deepEqual((await load({ 'ownership.csv': held })).warnings, []);
});

test('check tells by which clock each table has its dates', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml':
      'home: KR\nrules: [./own.yaml]\nsources:\n  transfers: { files: [transfers.csv], timezone: Asia/Seoul }\n' +
      '  adequacy: { files: [adequacy.csv], timezone: Asia/Seoul }\n',
    'adequacy.csv': 'exporter,importer,since\nKR,US,2024-01-01\n',
    'contracts.csv': 'id,kind,exporter,importer,signed_at\nk1,outsourcing,shop,lab,2024-01-01\n',
    'transfers.csv': HEADER,
  });
  const { stdout } = await runCli(['check', dir]);
  assert.match(stdout, /^ {2}adequacy {6}1, times without offset in Asia\/Seoul$/m);
  assert.match(stdout, /^ {2}contracts {5}1, times without offset in UTC$/m);
  assert.match(stdout, /^ {2}transfers {5}1 file, times without offset in Asia\/Seoul$/m);
  assert.match(stdout, /^ {2}processors {4}3$/m);
  assert.match(stdout, /^ {2}ownership {5}0$/m);
});

test('files beside a case that it has no use for are no warnings', async () => {
  const files = {
    'contracts.csv': 'id,kind,exporter,importer,signed_at\n',
    'contracts.xlsx': '',
    'transfers.csv': null,
    'transfers/a.csv': HEADER,
    'transfers/_SUCCESS': '',
    'transfers/README.md': '',
    'notes.txt': '',
  };
  assert.deepEqual((await load(files)).warnings, []);
});

test('check prints warnings and analyze how many there are; neither fails', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'purposes.csv': 'id,namee\npay,Payment\n',
    'transfers.csv': HEADER,
  });
  const checked = await runCli(['check', dir]);
  assert.equal(checked.code, 0);
  assert.match(
    checked.stderr,
    /^warning: .*namee.*\n {2}at purposes\.csv:1, column namee\n {2}expected: did you mean name\?/,
  );
  const analyzed = await runCli(['analyze', dir]);
  assert.equal(analyzed.code, 0);
  assert.match(analyzed.stderr, /^1 warning: wayleave check$/m);
});
