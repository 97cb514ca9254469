import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadCase } from '../../src/case/load-case.js';
import { processorNames } from '../../src/case/names.js';
import { inCase, load, SOUND } from './case-folder.js';

test('what case.yaml leaves out has defaults', async () => {
  await inCase({ 'case.yaml': 'home: KR\nrules: [own.yaml]\n' }, async (dir) => {
    const kase = await loadCase(dir);
    assert.equal(kase.dir, dir);
    assert.equal(kase.title, basename(dir));
    assert.equal(kase.home, 'KR');
    assert.deepEqual(kase.trace, { maxHops: 6, ends: 'foreign', maxTrails: 1_000_000 });
    assert.deepEqual(
      kase.rules.map((pack) => [pack.id, pack.file]),
      [['own', 'own.yaml']],
    );
    assert.deepEqual(kase.transfers, {
      table: 'transfers',
      files: [{ path: 'transfers.csv', format: 'csv', compression: 'none' }],
      timezone: 'UTC',
      columns: new Map(),
    });
    assert.deepEqual(kase.consents.files, []);
    const { jurisdictions, adequacy, ownership, notices, contracts } = kase.registers;
    assert.deepEqual([jurisdictions, adequacy, ownership, notices, contracts], [[], [], [], [], []]);
  });
});

test('every register is read and resolved', async () => {
  const none = new Map();
  const { registers, home } = await load({
    'case.yaml': 'home: EEA\nrules: [own.yaml]\nsources: { contracts: { timezone: Asia/Seoul } }\n',
    'jurisdictions.csv': 'code,name,member_of\nDE,Germany,EU | EEA\n',
    'adequacy.csv': 'exporter,importer,since,until,except_categories\nEEA,KR,2021-12-17,,pd:Financial|\n',
    'processors.csv':
      'id,jurisdiction,name,parent,share,aliases\n p1 ,DE,,Zwei,0.5,First\np2,US,Two,,,Zwei|p2|\n',
    'ownership.csv': 'owner,owned,share,since,until\nZwei,First,1,2020-01-01,2021-01-01 00:00\n',
    'fields.csv': 'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nsha,,phone|phone,hash\n',
    'notices.jsonl':
      '{"id":"n","controller":"First","scope":"provide","recipients":["Zwei"],"fields":"*","purposes":null,"separate":true,"age":14.0,"x":""}\n',
    'contracts.csv':
      'id,kind,exporter,importer,fields,purposes,signed_at,ends_at,onward,beneficiary,supervised,note\n' +
      'c,scc,First,p2,phone|sha,*,2023-01-01,,,Zwei,FALSE,\n',
  });
  assert.equal(home, 'EEA');
  assert.deepEqual(registers.jurisdictions, [{ code: 'DE', name: 'Germany', memberOf: ['EU', 'EEA'] }]);
  assert.deepEqual(registers.adequacy, [
    {
      exporter: 'EEA',
      importer: 'KR',
      since: Date.UTC(2021, 11, 17) * 1000,
      until: Infinity,
      exceptCategories: ['pd:Financial'],
      organisations: null,
      requires: new Map(),
    },
  ]);
  assert.deepEqual(registers.processors, [
    { id: 'p1', jurisdiction: 'DE', name: null, parent: 'p2', share: 0.5, aliases: ['First'], facts: none },
    {
      id: 'p2',
      jurisdiction: 'US',
      name: 'Two',
      parent: null,
      share: null,
      aliases: ['Zwei', 'p2'],
      facts: none,
    },
  ]);
  assert.deepEqual(
    processorNames(registers.processors),
    new Map([
      ['First', 'p1'],
      ['Zwei', 'p2'],
      ['p1', 'p1'],
      ['p2', 'p2'],
    ]),
  );
  const [since, until] = [Date.UTC(2020, 0, 1) * 1000, Date.UTC(2021, 0, 1) * 1000];
  assert.deepEqual(registers.ownership, [{ owner: 'p2', owned: 'p1', share: 1, since, until }]);
  assert.deepEqual(registers.fields, [
    { id: 'phone', category: 'pd:TelephoneNumber', derivedFrom: [], method: null },
    { id: 'sha', category: null, derivedFrom: ['phone'], method: 'hash' },
  ]);
  assert.deepEqual(registers.purposes, [
    { id: 'pay', name: null, necessaryFields: new Set(['phone']), facts: none },
    { id: 'ads', name: null, necessaryFields: null, facts: none },
  ]);
  assert.deepEqual(registers.notices, [
    {
      id: 'n',
      controller: 'p1',
      scope: 'provide',
      recipients: new Set(['p2']),
      fields: '*',
      purposes: new Set(),
      facts: new Map([
        ['separate', 'true'],
        ['age', '14.0'],
      ]),
    },
  ]);
  assert.deepEqual(registers.contracts, [
    {
      id: 'c',
      kind: 'scc',
      exporter: 'p1',
      importer: 'p2',
      fields: new Set(['phone', 'sha']),
      purposes: '*',
      signedAt: (Date.UTC(2023, 0, 1) - 9 * 3_600_000) * 1000,
      endsAt: Infinity,
      onward: new Set(),
      facts: new Map([
        ['beneficiary', 'p2'],
        ['supervised', 'false'],
      ]),
    },
  ]);
});

test('a mapping gives columns of registers our names', async () => {
  const { registers } = await load({
    'case.yaml':
      'home: KR\nrules: [own.yaml]\nsources:\n  processors: { columns: { id: code, name: label } }\n' +
      '  notices: { columns: { scope: type, separate: getrennt } }\n',
    'processors.csv': 'code,jurisdiction,label,name,meta\np1,KR,One,ignored,x\n',
    'notices.csv': 'id,controller,type,scope,getrennt,separate\nn,p1,collect,ignored,true,ignored\n',
  });
  assert.deepEqual(
    registers.processors.map((p) => [p.id, p.name]),
    [['p1', 'One']],
  );
  assert.deepEqual(
    registers.notices.map((n) => [n.scope, [...n.facts]]),
    [['collect', [['separate', 'true']]]],
  );
});

test('log files are listed by pattern, then by code point, each once', async () => {
  const { transfers, consents } = await load({
    'case.yaml':
      'home: KR\nrules: [own.yaml]\nsources:\n' +
      '  transfers: { files: [logs/z.csv, "logs/*.{csv,jsonl.gz}", "./logs/B.csv"], timezone: Asia/Seoul, columns: { at: ts } }\n' +
      '  consents: { files: ["odd [1].txt"], format: jsonl }\n',
    'logs/a.csv': '',
    'logs/B.csv': '',
    'logs/z.csv': '',
    'logs/é.csv': '',
    'logs/c.jsonl.gz': '',
    'logs/notes.md': '',
    'odd [1].txt': '',
  });
  assert.deepEqual(
    transfers.files.map((f) => [f.path, f.format, f.compression]),
    [
      ['logs/z.csv', 'csv', 'none'],
      ['logs/B.csv', 'csv', 'none'],
      ['logs/a.csv', 'csv', 'none'],
      ['logs/c.jsonl.gz', 'jsonl', 'gzip'],
      ['logs/é.csv', 'csv', 'none'],
    ],
  );
  assert.equal(transfers.timezone, 'Asia/Seoul');
  assert.deepEqual(transfers.columns, new Map([['at', 'ts']]));
  assert.deepEqual(consents.files, [{ path: 'odd [1].txt', format: 'jsonl', compression: 'none' }]);
});

test('a folder named like the log holds its files, and logs may lie outside of the case', async () => {
  await inCase(
    { 'transfers.csv': null, 'transfers/2.parquet': '', 'transfers/1.csv.zst': '' },
    async (dir) => {
      assert.deepEqual(
        (await loadCase(dir)).transfers.files.map((f) => f.path),
        ['transfers/1.csv.zst', 'transfers/2.parquet'],
      );
      const outside = {
        'case.yaml': `home: KR\nrules: [own.yaml]\nsources: { transfers: { files: ["../${basename(dir)}/transfers/*.zst", ${JSON.stringify(join(dir, 'transfers/2.parquet'))}] } }\n`,
      };
      await inCase(outside, async (other) => {
        assert.deepEqual(
          (await loadCase(other)).transfers.files.map((f) => f.path),
          [`../${basename(dir)}/transfers/1.csv.zst`, `../${basename(dir)}/transfers/2.parquet`],
        );
      });
    },
  );
});

test('registers may be compressed, and every file read is listed with its SHA-256', async () => {
  const zipped = gzipSync('id\nphone\n');
  const { inputs, registers } = await load({
    'fields.csv': null,
    'fields.csv.gz': zipped,
    'purposes.csv': null,
    'purposes.jsonl': '{"id":7}\n',
  });
  assert.deepEqual(
    [registers.fields.map((f) => f.id), registers.purposes.map((p) => p.id)],
    [['phone'], ['7']],
  );
  const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
  assert.deepEqual(inputs, [
    { path: 'case.yaml', sha256: sha256(String(SOUND['case.yaml'])) },
    { path: 'processors.csv', sha256: sha256(String(SOUND['processors.csv'])) },
    { path: 'fields.csv.gz', sha256: sha256(zipped) },
    { path: 'purposes.jsonl', sha256: sha256('{"id":7}\n') },
    { path: 'own.yaml', sha256: sha256(String(SOUND['own.yaml'])) },
  ]);
});
