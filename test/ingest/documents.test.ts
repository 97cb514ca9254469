import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentsOfRecord } from '../../src/ingest/documents/consent-record.js';
import { transfersOf } from '../../src/ingest/documents/lineage-transfers.js';
import { consentsOfString } from '../../src/ingest/documents/tcf-string.js';
import type { ConsentRecords, TcfStrings } from '../../src/model/imports.js';
import { analyzeCase, analyzeForRejects } from '../support/analyze.js';
import { NOT_ALLOWED, REQUIRE_LI, tcfString } from '../support/tcf.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

const NAMES = new Map([
  ['shop', 'shop'],
  ['postgres://shop', 'shop'],
  ['lab', 'lab'],
]);

function event(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventTime: '2024-01-01T00:00:00Z',
    eventType: 'COMPLETE',
    producer: 'https://example.org/test',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: 'r1' },
    job: { namespace: 'jobs', name: 'export' },
    inputs: [{ namespace: 'postgres://shop', name: 'people' }],
    outputs: [
      {
        namespace: 'lab',
        name: 'out',
        facets: { schema: { fields: [{ name: 'phone' }, { name: 'day' }] } },
      },
    ],
    ...change,
  };
}

function rowsOf(
  document: unknown,
  fields: Record<string, string | null> = { day: null },
): Record<string, unknown>[] {
  const how = { format: 'openlineage', fields, purposes: { export: 'pay' } } as const;
  return transfersOf({ line: 7, text: JSON.stringify(document), problem: null }, how, NAMES).map((r) => {
    assert.equal(r.line, 7);
    return r.problem === null ? (JSON.parse(r.text) as Record<string, unknown>) : { problem: r.problem };
  });
}

test('an event without our facet is a transfer between those whose datasets it names', () => {
  assert.deepEqual(rowsOf(event()), [
    {
      at: '2024-01-01T00:00:00Z',
      user_id: '@group:postgres://shop/people',
      sender: 'postgres://shop',
      recipient: 'lab',
      fields: ['phone'],
      purpose: 'pay',
      basis: null,
      record_id: '["r1","postgres://shop","lab","out","@group:postgres://shop/people"]',
    },
  ]);
});

test('what is no completed hand-over makes no row', () => {
  for (const eventType of ['START', 'RUNNING', 'ABORT', 'FAIL', 'OTHER', undefined]) {
    assert.deepEqual(rowsOf(event({ eventType })), [], eventType);
  }
  const own = [{ namespace: 'shop', name: 'copy', facets: { schema: { fields: [{ name: 'phone' }] } } }];
  assert.deepEqual(rowsOf(event({ outputs: own })), [], 'a job within one company');
  assert.deepEqual(rowsOf(event(), { '*': null }), [], 'no personal data');
  assert.deepEqual(rowsOf({ eventTime: '2024-01-01T00:00:00Z', job: {} }), [], 'an event of a job');
});

test('the facet of an output decides before that of the run, and that before the job', () => {
  const facet = (more: object): object => ({ wayleave_handover: more });
  const [output] = event()['outputs'] as { facets: object }[];
  const [row, second, ...more] = rowsOf(
    event({
      job: {
        namespace: 'jobs',
        name: 'other',
        facets: facet({ purpose: 'job', exporter: 'a', basis: 'n1' }),
      },
      run: { runId: 'r1', facets: facet({ purpose: 'run', importer: 'b', people: { ids: ['u1', 2] } }) },
      outputs: [{ ...output, facets: { ...output?.facets, ...facet({ purpose: 'output' }) } }],
    }),
  );
  assert.deepEqual(more, []);
  assert.deepEqual(
    [
      row?.['sender'],
      row?.['recipient'],
      row?.['purpose'],
      row?.['basis'],
      row?.['user_id'],
      second?.['user_id'],
    ],
    ['a', 'b', 'output', 'n1', 'u1', '2'],
  );
  assert.notEqual(row?.['record_id'], second?.['record_id']);
});

test('columns come from whom their values are taken of; those that only filter hand nothing over', () => {
  const from = (namespace: string, type: string): object => ({
    namespace,
    name: 'people',
    field: 'x',
    transformations: [{ type, subtype: 'IDENTITY' }],
  });
  const columnLineage = {
    fields: {
      phone: { inputFields: [from('postgres://shop', 'DIRECT')] },
      email: { inputFields: [from('ads', 'DIRECT'), from('postgres://shop', 'INDIRECT')] },
    },
  };
  const rows = rowsOf(
    event({
      inputs: [
        { namespace: 'postgres://shop', name: 'people' },
        { namespace: 'ads', name: 'people' },
      ],
      outputs: [{ namespace: 'lab', name: 'out', facets: { columnLineage } }],
    }),
  );
  assert.deepEqual(
    rows.map((r) => [r['sender'], r['fields']]),
    [
      ['postgres://shop', ['phone']],
      ['ads', ['email']],
    ],
  );
});

test('an input that no column takes values of hands nothing over', () => {
  const from = (namespace: string, type: string): object => ({
    ...{ namespace, name: 'people', field: 'x' },
    transformations: [{ type }],
  });
  const senders = (facets: object): unknown[] =>
    rowsOf(
      event({
        inputs: ['postgres://shop', 'ads'].map((namespace) => ({ namespace, name: 'people' })),
        outputs: [{ namespace: 'lab', name: 'out', facets }],
      }),
    ).map((r) => [r['sender'], r['fields']]);
  const schema = { fields: [{ name: 'phone' }] };
  const filter = from('postgres://shop', 'INDIRECT');
  const columnLineage = { fields: { phone: { inputFields: [from('ads', 'DIRECT'), filter] } } };
  assert.deepEqual(senders({ columnLineage }), [['ads', ['phone']]]);
  assert.deepEqual(senders({ columnLineage: { fields: { phone: { inputFields: [filter] } } } }), []);
  // Rows without fields, which are rejected: what nothing is told of may be theirs.
  const unknown = [{ inputFields: [from('s3://dump', 'DIRECT')] }, { inputFields: [] }].map((phone) => ({
    columnLineage: { fields: { phone } },
  }));
  const partly = { columnLineage: { fields: { day: { inputFields: [filter] } } }, schema };
  for (const facets of [...unknown, partly]) {
    assert.deepEqual(
      senders(facets).map((row) => JSON.stringify(row)),
      ['["postgres://shop",[]]', '["ads",[]]'],
    );
  }
  // A facet that was taken back, and one that has no columns, tell nothing: the schema does.
  for (const nothing of [{ _deleted: true }, { fields: {} }]) {
    assert.deepEqual(senders({ columnLineage: nothing, schema }), [
      ['postgres://shop', ['phone']],
      ['ads', ['phone']],
    ]);
  }
});

test('the longest key names a column', () => {
  const fields = { 'lab/out#phone': 'a', 'out#phone': 'b', phone: 'c', '*': 'd' };
  const named = (keys: readonly string[]): unknown =>
    rowsOf(event(), Object.fromEntries(Object.entries(fields).filter(([k]) => keys.includes(k))))[0]?.[
      'fields'
    ];
  assert.deepEqual(named(['lab/out#phone', 'out#phone', 'phone', '*']), ['a', 'd']);
  assert.deepEqual(named(['out#phone', 'phone']), ['b', 'day']);
  assert.deepEqual(named(['phone', '*']), ['c', 'd']);
  assert.deepEqual(named(['*']), ['d']);
});

test('what is no event says why', () => {
  assert.match(String(rowsOf(event({ run: {} }))[0]?.['problem']), /run\.runId is missing/);
  assert.match(String(rowsOf([])[0]?.['problem']), /accepted is/);
  const how = { format: 'openlineage', fields: {}, purposes: {} } as const;
  assert.equal(
    transfersOf({ line: 1, text: '{', problem: null }, how, NAMES)[0]?.problem,
    'it is not valid JSON',
  );
});

const RECORDS: ConsentRecords = {
  format: 'iso-27560',
  notices: [
    { purpose: 'mail', privacyNotice: 'v2', notice: 'n2' },
    { purpose: 'mail', privacyNotice: null, notice: 'n1' },
    { purpose: 'count', privacyNotice: null, notice: null },
  ],
  given: ['given'],
  ended: ['withdrawn', 'refused'],
};

function eventsOf(record: Record<string, unknown>): unknown {
  const source = {
    line: 1,
    text: JSON.stringify({ record_id: 'r', pii_principal_id: 'u1', ...record }),
    problem: null,
  };
  const read = consentsOfRecord(source, RECORDS, 'Asia/Seoul');
  return 'problem' in read
    ? read.problem
    : read.value.map((e) => [e.userId, e.notice, e.at, e.given, e.expires]);
}

const JAN = Date.UTC(2024, 0, 1) * 1000;

test('a consent record says of each purpose what its events say', () => {
  const events = [{ event_time: '2024-01-01T09:00:00', event_state: 'given', validity_duration: 'P1M' }];
  const purposes = [{ purpose: 'mail' }, { purpose: 'count' }, { purpose: 'other' }];
  const expires = '2024-02-01T00:00:00Z';
  assert.deepEqual(eventsOf({ purposes, events }), [
    ['u1', 'n1', JAN, true, expires],
    ['u1', 'other', JAN, true, expires],
  ]);
  const processing = { privacy_notice: 'v2', purposes: [{ purpose: 'mail' }] };
  assert.deepEqual(eventsOf({ pii_processing: [processing], events }), [['u1', 'n2', JAN, true, expires]]);
  const some = [{ event_time: '2024-01-01T00:00:00Z', event_state: 'refused', purposes: ['mail'] }];
  assert.deepEqual(eventsOf({ purposes, events: some, pii_principal_id: 5 }), [
    ['5', 'n1', JAN, false, null],
  ]);
});

test('white space around the time of an event changes nothing', () => {
  const withdrawn = { event_time: ' 2024-01-01T00:00:00Z ', event_state: 'withdrawn' };
  assert.deepEqual(eventsOf({ purposes: [{ purpose: 'mail' }], events: [withdrawn] }), [
    ['u1', 'n1', JAN, false, null],
  ]);
});

test('a record that says nothing that is known is no row of consents', () => {
  const purposes = [{ purpose: 'mail' }];
  const given = { event_time: '2024-01-01', event_state: 'given' };
  assert.equal(eventsOf({ events: [given] }), 'it has no purposes');
  assert.match(String(eventsOf({ purposes, events: [] })), /events is not understood; accepted is/);
  assert.match(
    String(eventsOf({ purposes, events: [{ ...given, event_state: 'granted' }] })),
    /event_state granted is not known; case\.yaml knows given, withdrawn, refused/,
  );
  // A withdrawal for a misspelt purpose would else withdraw nothing.
  assert.equal(
    eventsOf({ purposes, events: [given, { ...given, event_state: 'withdrawn', purposes: ['mial'] }] }),
    'an event is about the purpose mial, and the record is about mail',
  );
  assert.deepEqual(eventsOf({ purposes, events: [{ ...given, validity_duration: 'P1Q' }] }), [
    ['u1', 'n1', JAN - 9 * 3600e6, true, 'P1Q'],
  ]);
});

const STRINGS: TcfStrings = {
  format: 'tcf',
  columns: { user_id: 'user_id', tc_string: 'tc_string' },
  notices: [
    { purpose: 4, vendor: 755, notice: 'vendor' },
    { purpose: 4, vendor: null, notice: 'purpose' },
  ],
};

function consentedTo(wanted: Partial<Parameters<typeof tcfString>[0]>): string[] {
  const text = tcfString({ at: '2024-03-01T00:00:00Z', purposes: [1, 4], vendors: [755], ...wanted });
  const read = consentsOfString('u1', text, STRINGS);
  assert.ok('value' in read);
  for (const e of read.value) assert.deepEqual([e.userId, e.at], ['u1', Date.UTC(2024, 2, 1) * 1000]);
  return read.value.flatMap((e) => (e.given ? [e.notice ?? ''] : []));
}

test('a TCF string consents to a purpose of a vendor unless the publisher takes it away', () => {
  assert.deepEqual(consentedTo({}), ['vendor', 'purpose']);
  assert.deepEqual(consentedTo({ vendors: [100] }), ['purpose']);
  assert.deepEqual(consentedTo({ purposes: [1] }), []);
  for (const type of [NOT_ALLOWED, REQUIRE_LI]) {
    assert.deepEqual(consentedTo({ restrictions: [{ vendor: 755, purpose: 4, type }] }), ['purpose']);
    assert.deepEqual(consentedTo({ restrictions: [{ vendor: 100, purpose: 4, type }] }), [
      'vendor',
      'purpose',
    ]);
  }
});

test('what is no TCF string of version 2 says so', () => {
  const good = tcfString({ at: '2024-03-01T00:00:00Z', purposes: [1], vendors: [] });
  for (const text of ['', 'hello', good.slice(0, 12), `B${good.slice(1)}`, good.replace(/^.{5}/, 'C!!!!')]) {
    assert.ok('problem' in consentsOfString('u1', text, STRINGS), text);
  }
});

const YAML = `home: KR
rules: [./own.yaml]
sources:
  consents:
    imports:
      - { format: tcf, files: [s.csv], notices: [{ purpose: 4, vendor: 755, notice: n1 }] }
      - { format: iso-27560, files: [r.jsonl], notices: [{ purpose: mail, notice: n1 }] }
`;

/** The small case, with a name for the shop's database. */
const NAMED_BASE = {
  ...BASE,
  'processors.csv': 'id,jurisdiction,aliases\nshop,KR,postgres://shop\nlab,US,\nads,SG,\n',
};

const at = (day: string): string => `2024-01-${day}T00:00:00Z`;
const consent = (who: string | null, day: string, state = 'given'): string =>
  `${JSON.stringify({ record_id: `${who}${day}`, pii_principal_id: who, purposes: [{ purpose: 'mail' }], events: [{ event_time: day.length === 2 ? at(day) : day, event_state: state }] })}\n`;

test('a consent ends with the next event of the person, in whatever document, and counts again when it is given again', async (t) => {
  const yes = tcfString({ at: at('02'), purposes: [4], vendors: [755] });
  const no = tcfString({ at: at('04'), purposes: [], vendors: [755] });
  const transfer = (day: string): string => `${at(day)},u1,shop,lab,phone,pay,,\n`;
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': YAML,
    'transfers.csv': `at,user_id,sender,recipient,fields,purpose,basis,record_id\n${['01', '03', '05', '07', '09'].map(transfer).join('')}`,
    's.csv': `user_id,tc_string\nu1,${yes}\n\n"u1",${no}\n`,
    'r.jsonl': consent('u1', '06') + consent('u1', '08', 'withdrawn') + consent('u2', '01', 'refused'),
  });
  const a = await analyzeCase(dir);
  const verdicts = a.flows.flatMap((f) => f.samples.map((s) => [s.at, f.verdict])).sort();
  assert.deepEqual(
    verdicts.map(([, v]) => v),
    ['unsupported', 'supported', 'unsupported', 'supported', 'unsupported'],
  );
  assert.deepEqual(a.sources.consents, { read: 2, accepted: 2, rejected: 0, passedOver: 3 });
});

test('people whose ids are numbers in JSON are told apart by all of their digits', async (t) => {
  const yes = tcfString({ at: at('01'), purposes: [4], vendors: [755] });
  const no = tcfString({ at: at('02'), purposes: [], vendors: [755] });
  const transfer = (who: string): string => `${at('03')},${who},shop,lab,phone,pay,,\n`;
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': YAML.replace('s.csv', 's.jsonl').replace(/\n.*iso-27560.*/, ''),
    'transfers.csv': `at,user_id,sender,recipient,fields,purpose,basis,record_id\n${transfer('9007199254740993')}`,
    's.jsonl': `{"user_id":9007199254740993,"tc_string":"${yes}"}\n{"user_id":9007199254740992,"tc_string":"${no}"}\n`,
  });
  const { flows } = await analyzeCase(dir);
  assert.deepEqual(
    flows.map((f) => f.verdict),
    ['supported'],
  );
});

test('every document of consents that is none is rejected, with its row and reason', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': YAML,
    'transfers.csv': `at,user_id,sender,recipient,fields,purpose,basis,record_id\n${at('03')},u1,shop,lab,phone,pay,,\n`,
    's.csv': 'user_id,tc_string\nu1,nothing\nu1\nu1,\n"u1"1,nothing\n',
    'r.jsonl': `${consent('u1', 'soon')}${consent(null, '01')}{"record_id"\n${consent('u1', 'soon', 'withdrawn')}`,
  });
  const { rejects, printed } = await analyzeForRejects(dir);
  const row = (file: string, n: number, code: string, column: string | null): object => ({
    table: 'consents',
    file,
    row: n,
    code,
    column,
  });
  assert.deepEqual(rejects, [
    row('s.csv', 1, 'MALFORMED_ROW', null),
    row('s.csv', 2, 'MALFORMED_ROW', null),
    row('s.csv', 3, 'MALFORMED_ROW', null),
    row('s.csv', 4, 'MALFORMED_ROW', null),
    row('r.jsonl', 1, 'BAD_TIMESTAMP', 'given_at'),
    row('r.jsonl', 2, 'MISSING_VALUE', 'user_id'),
    row('r.jsonl', 3, 'MALFORMED_ROW', null),
    row('r.jsonl', 4, 'BAD_TIMESTAMP', 'given_at'),
  ]);
  assert.deepEqual((printed as { sources: { consents: object } }).sources.consents, {
    read: 8,
    accepted: 0,
    rejected: 8,
  });
});

test('people of whom nobody recorded who they are hang on an open question, and never lack a consent', async (t) => {
  const group = {
    ...event(),
    outputs: [{ namespace: 'lab', name: 'out', facets: { schema: { fields: [{ name: 'phone' }] } } }],
  };
  const dir = writeFiles(tempDir(t), {
    ...NAMED_BASE,
    'case.yaml': `home: KR
rules: [./own.yaml]
sources:
  transfers:
    imports: [{ format: openlineage, files: [e.jsonl], purposes: { export: pay } }]
`,
    'e.jsonl': `${JSON.stringify(group)}\n${JSON.stringify(group)}\n`,
  });
  const a = await analyzeCase(dir);
  assert.deepEqual(a.sources.transfers, { read: 2, accepted: 1, rejected: 1 }, 'an event sent twice');
  assert.deepEqual(
    a.flows.map((f) => [f.verdict, f.decision.outcomes.map((o) => o.answer)]),
    [['contested', [{ is: 'contested', questions: [{ of: 'n1', fact: 'user_id', register: 'consents' }] }]]],
  );
});

test('documents that are a file each are read together, and keep their files and rows', async (t) => {
  const names = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, '0'));
  const day = (i: number): string => String(1 + (i % 20)).padStart(2, '0');
  const files = names.flatMap((name, i) => {
    const made = event({
      run: { runId: name },
      job: { namespace: 'jobs', name: i % 4 === 1 ? 'rest' : 'export' },
    });
    return [
      // Of every third, the second consent has no time; of every fourth hand-over, nobody knows the purpose.
      [
        `c/${name}.json`,
        `[${consent(`u${name}`, day(i))},${consent(`v${name}`, i % 3 === 0 ? 'soon' : '01')}]`,
      ],
      [`e/${name}.json`, `[${JSON.stringify(event({ eventType: 'START' }))},${JSON.stringify(made)}]`],
    ] as const;
  });
  const dir = writeFiles(tempDir(t), {
    ...NAMED_BASE,
    'case.yaml': `home: KR
rules: [./own.yaml]
sources:
  transfers:
    imports: [{ format: openlineage, files: [e/*.json], fields: { day: null }, purposes: { export: pay } }]
  consents:
    imports: [{ format: iso-27560, files: [c/*.json], notices: [{ purpose: mail, notice: n1 }] }]
`,
    ...Object.fromEntries(files),
  });
  const { rejects, printed } = await analyzeForRejects(dir);
  const expected = (
    table: string,
    of: string,
    n: number,
    code: string,
    column: string,
    is: (i: number) => boolean,
  ) =>
    names
      .filter((_, i) => is(i))
      .map((name) => ({ table, file: `${of}/${name}.json`, row: n, code, column }));
  assert.deepEqual(rejects, [
    ...expected('transfers', 'e', 1, 'MISSING_VALUE', 'purpose', (i) => i % 4 === 1),
    ...expected('consents', 'c', 2, 'BAD_TIMESTAMP', 'given_at', (i) => i % 3 === 0),
  ]);
  assert.deepEqual((printed as { sources: object }).sources, {
    transfers: { read: 40, accepted: 30, rejected: 10, passedOver: 40 },
    consents: { read: 80, accepted: 66, rejected: 14 },
  });
});
