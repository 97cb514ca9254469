import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { WayleaveError } from '../../src/errors.js';
import { formatInstant } from '../../src/model/instant.js';
import { analyzeCase } from '../support/analyze.js';
import { runCli } from '../support/cli.js';
import { writeParquet } from '../support/parquet.js';
import { rejectsOf, type RejectLine } from '../support/rejects.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const GOOD = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n';

const CASES: [name: string, row: string, code: string, column: string | null][] = [
  ['too few cells', 'a,b', 'MALFORMED_ROW', null],
  ['too many cells', '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,,extra', 'MALFORMED_ROW', null],
  ['a NUL byte', '2024-01-01T00:00:00Z,u\0,shop,lab,phone,pay,,', 'MALFORMED_ROW', null],
  ['text behind a closing quote', '2024-01-01T00:00:00Z,"u1"23,shop,lab,phone,pay,,', 'MALFORMED_ROW', null],
  [
    'a list of which only the first item is quoted',
    '2024-01-01,u1,shop,lab,"phone"|hashed,pay,,',
    'MALFORMED_ROW',
    null,
  ],
  [
    'an empty cell in quotes with text behind it',
    '2024-01-01,u1,shop,lab,phone,pay,""n1,',
    'MALFORMED_ROW',
    null,
  ],
  ['no user', '2024-01-01T00:00:00Z, ,shop,lab,phone,pay,,', 'MISSING_VALUE', 'user_id'],
  ['a list of nothing', '2024-01-01T00:00:00Z,u1,shop,lab, | ,pay,,', 'MISSING_VALUE', 'fields'],
  ['missing before bad', 'soon,,shop,lab,phone,pay,,', 'MISSING_VALUE', 'user_id'],
  ['no time', 'soon,u1,shop,lab,phone,pay,,', 'BAD_TIMESTAMP', 'at'],
  ['no day of the calendar', '2023-02-30T00:00:00Z,u1,shop,lab,phone,pay,,', 'BAD_TIMESTAMP', 'at'],
  ['an hour that is none', '2024-01-01T24:00:00Z,u1,shop,lab,phone,pay,,', 'BAD_TIMESTAMP', 'at'],
  ['an unknown sender', '2024-01-01T00:00:00Z,u1,nobody,lab,phone,pay,,', 'UNKNOWN_PROCESSOR', 'sender'],
  ['an unknown recipient', '2024-01-01T00:00:00Z,u1,shop,Lab,phone,pay,,', 'UNKNOWN_PROCESSOR', 'recipient'],
  ['an unknown field', '2024-01-01T00:00:00Z,u1,shop,lab,phone|fax,pay,,', 'UNKNOWN_FIELD', 'fields'],
  ['an unknown purpose', '2024-01-01T00:00:00Z,u1,shop,lab,phone,play,,', 'UNKNOWN_PURPOSE', 'purpose'],
  ['itself by alias', '2024-01-01T00:00:00Z,u1,shop,Shop Inc.,phone,pay,,', 'SELF_TRANSFER', 'recipient'],
];
for (const [name, row, code, column] of CASES) {
  test(`a transfer with ${name} is rejected as ${code}`, async (t) => {
    const [reject, ...more] = await rejectsOf(t, { 'transfers.csv': `${HEADER}\n${GOOD}${row}\n` });
    assert.deepEqual(more, []);
    // Row 2 stands on line 4: after the header, a blank line that does not count, and row 1.
    assert.deepEqual([reject?.code, reject?.column, reject?.row, reject?.line], [code, column, 2, 4]);
    assert.match(reject?.sentence ?? '', /\.$/);
    assert.equal(reject?.raw, undefined);
  });
}

test('the first of two rows with a record_id is accepted, whatever the file', async (t) => {
  const files = {
    'transfers/b.csv': `${HEADER}2024-01-02T00:00:00Z,u2,shop,lab,phone,pay,,r1\n`,
    'transfers/a.csv': `${HEADER}2024-01-01T00:00:00Z,u1,shop,shop,phone,pay,,r1\n2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,r1\n`,
  };
  const rejects = await rejectsOf(t, files);
  // The self-transfer is rejected first, so it is no earlier accepted row.
  assert.deepEqual(
    rejects.map((r) => [r.file, r.row, r.code]),
    [
      ['transfers/a.csv', 1, 'SELF_TRANSFER'],
      ['transfers/b.csv', 1, 'DUPLICATE_RECORD_ID'],
    ],
  );
});

test('a single duplicate is found among rows without a record_id', async (t) => {
  const row = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,';
  const rejects = await rejectsOf(t, { 'transfers.csv': `${HEADER}${row}r1\n${row}\n${row}r1\n` });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.code]),
    [[3, 'DUPLICATE_RECORD_ID']],
  );
});

test('consents are rejected for unknown notices and for ends before their beginning', async (t) => {
  const rejects = await rejectsOf(t, {
    'transfers.csv': HEADER + GOOD,
    'consents.csv':
      'user_id,notice,given_at,withdrawn_at,expires_at\nu1,n1,2024-01-01,2024-01-01,\nu1,n9,2024-01-01,2023-01-01,\n' +
      'u1,n1,2024-01-01,2023-12-31,2023-01-01\nu1,n1,2024-01-01,,2023-12-31T23:59:59.999999\n',
  });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.code, r.column]),
    [
      [2, 'UNKNOWN_NOTICE', 'notice'],
      [3, 'WITHDRAWN_BEFORE_GIVEN', 'withdrawn_at'],
      [4, 'WITHDRAWN_BEFORE_GIVEN', 'expires_at'],
    ],
  );
});

test('a time that another one refuses is shown with its offset', async (t) => {
  const rejects = await rejectsOf(t, {
    'transfers.csv': HEADER + GOOD,
    'consents.csv':
      'user_id,notice,given_at,withdrawn_at,expires_at\nu1,n1,2024-01-01T00:00Z,2024-01-01T08:00+09:00,\n' +
      'u1,n1,2024-01-01T00:00:00.5Z,2024-01-01T00:00:00.25Z,\nu1,n1,2024-01-01,,2023-12-31T20:00-03:30\n',
  });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.value]),
    [
      [1, '2024-01-01T08:00:00+09:00'],
      [2, '2024-01-01T00:00:00.25Z'],
      [3, '2023-12-31T20:00:00-03:30'],
    ],
  );
});

test('decimals of seconds follow a point or a comma', async (t) => {
  const rows = ['"2024-01-01 00:00:00,123"', '2024-01-01 00:00:00.123'].map(
    (at) => `${at},u1,shop,lab,phone,pay,,\n`,
  );
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + rows.join('') });
  const { flows } = await analyzeCase(dir);
  assert.deepEqual(
    flows.map((f) => [f.records, formatInstant(f.firstAt), formatInstant(f.lastAt)]),
    [[2, '2024-01-01T00:00:00.123Z', '2024-01-01T00:00:00.123Z']],
  );
});

test('cells in quotes with quotes, commas and blanks in and behind them are what they say', async (t) => {
  const rejects = await rejectsOf(t, {
    'transfers.csv': `${HEADER}2024-01-01,"u ""1"", or 2" ,"shop","lab",phone,pay,"",""\n2024-01-02,5" disk,shop,lab,phone,pay,,\n`,
  });
  assert.deepEqual(rejects, []);
});

test('blanks before a quote are none of the cell, as in registers: nobody is two persons by them', async (t) => {
  const header = HEADER.trim().split(',').slice(3).join(',');
  const quoted = `at, "user_id" ,\t"sender",${header}\n`;
  const row = (user: string, basis = ''): string => `2024-01-01,${user},shop,lab,phone,pay,${basis},\n`;
  const rows = [
    ...[row('u1'), row(' "u1"'), row('\t"u1" '), row(' "u1", "shop"').replace(',shop', '')],
    // Rows whose cells run over lines are told apart in another way.
    ...[row(' "u1"', ' "two\nlines, and ""more"" " '), row('u1', ' 5" disk'), row('u1')],
  ];
  for (const some of [rows.slice(0, 4), rows]) {
    const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': quoted + some.join('') });
    const { people, sources } = await analyzeCase(dir);
    assert.deepEqual([people, sources.transfers.accepted], [1, some.length]);
  }
  const rejects = await rejectsOf(t, { 'transfers.csv': HEADER + row(' "u1"23') + row('u1', ' "x" y') });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.code]),
    [
      [1, 'MALFORMED_ROW'],
      [2, 'MALFORMED_ROW'],
    ],
  );
});

test('JSON lines: what is no object, or not of its kind, is rejected with its line', async (t) => {
  const good = {
    at: '2024-01-01T00:00:00Z',
    user_id: 7,
    sender: 'shop',
    recipient: 'lab',
    fields: ['phone'],
    purpose: 'pay',
  };
  const lines = [
    '{"at":',
    '[1]',
    '',
    JSON.stringify({ ...good, at: 5 }),
    JSON.stringify({ ...good, user_id: true }),
    JSON.stringify({ ...good, fields: [null] }),
    JSON.stringify(good),
  ];
  const rejects = await rejectsOf(t, { 'transfers.jsonl': lines.join('\n') });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.line, r.code, r.column]),
    [
      [1, 1, 'MALFORMED_ROW', null],
      [2, 2, 'MALFORMED_ROW', null],
      [3, 4, 'BAD_TIMESTAMP', 'at'],
      [4, 5, 'BAD_VALUE', 'user_id'],
      [5, 6, 'BAD_VALUE', 'fields'],
    ],
  );
});

test('a row in another encoding is rejected, and the others are read', async (t) => {
  const bytes = Buffer.concat([
    Buffer.from(HEADER + GOOD),
    Buffer.from('2024-01-01T00:00:00Z,\xe9,shop,lab,phone,pay,,\n', 'latin1'),
    Buffer.from(GOOD),
  ]);
  const rejects = await rejectsOf(t, { 'transfers.csv': bytes });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.line, r.code]),
    [[2, 3, 'MALFORMED_ROW']],
  );
  assert.match(rejects[0]?.sentence ?? '', /UTF-8/);
});

test('the same where lines end with CR LF, as on Windows', async (t) => {
  const text = `${HEADER}${GOOD}2024-01-01T00:00:00Z,\xe9,shop,lab,phone,pay,,\n2024-01-01T00:00:00Z,u1,shop,nobody,phone,pay,,\n`;
  const bytes = Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
  const rejects = await rejectsOf(t, { 'transfers.csv': bytes }, ['--reveal']);
  assert.deepEqual(
    rejects.map((r) => [r.row, r.line, r.code, r.raw]),
    [
      [2, 3, 'MALFORMED_ROW', '2024-01-01T00:00:00Z,é,shop,lab,phone,pay,,'],
      [3, 4, 'UNKNOWN_PROCESSOR', '2024-01-01T00:00:00Z,u1,shop,nobody,phone,pay,,'],
    ],
  );
});

test('cells that run over lines keep rows and lines true', async (t) => {
  const rows = `2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,"two\nlines, and a ""quote""",\n2024-01-01T00:00:00Z,u1,shop,nobody,phone,pay,,\n`;
  const [reject] = await rejectsOf(t, { 'transfers.csv': HEADER + rows });
  assert.deepEqual([reject?.row, reject?.line, reject?.code], [2, 4, 'UNKNOWN_PROCESSOR']);
});

test('the same where lines end with CR LF, also those within cells', async (t) => {
  const good = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,"two\r\nlines",\r\n';
  const bad = '2024-01-01T00:00:00Z,u1,shop,nobody,phone,pay,,\r\n';
  const open = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,"open\r\nto the end\r\n';
  const text = HEADER.replace('\n', '\r\n') + good + good + bad + open;
  const rejects = await rejectsOf(t, { 'transfers.csv': text });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.line, r.code]),
    [
      [3, 6, 'UNKNOWN_PROCESSOR'],
      [4, 7, 'MALFORMED_ROW'],
    ],
  );
  assert.match(
    rejects[1]?.sentence ?? '',
    /a quote opens on line 7 and is never closed: all 2 lines from there/,
  );
});

test('a quote that is never closed costs one row and says so', async (t) => {
  const rejects = await rejectsOf(t, {
    'transfers.csv': `${HEADER}${GOOD}2024-01-01T00:00:00Z,"u1,shop,lab\n${GOOD}`,
  });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.code]),
    [[2, 'MALFORMED_ROW']],
  );
  assert.match(
    rejects[0]?.sentence ?? '',
    /a quote opens on line 3 and is never closed: all 2 lines from there to the end of the file became this one row/,
  );
});

test('a line of ten megabytes is a row like any other', async (t) => {
  const rejects = await rejectsOf(t, { 'transfers.csv': `${HEADER}${'x'.repeat(10_000_000)}\n${GOOD}` });
  assert.deepEqual(
    rejects.map((r) => [r.row, r.line, r.code]),
    [[1, 2, 'MALFORMED_ROW']],
  );
});

test('a rejected user id is shown as pseudonym, and the row as it was only to whoever asks, which is audited', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.jsonl':
      '{"user_id": true, "at": "2024-01-01", "sender": "shop", "recipient": "lab", "fields": "phone", "purpose": "pay"}\n',
  });
  const plain = await runCli(['rejects', dir]);
  assert.match(plain.stdout, /,u-[0-9a-f]{24},/);
  assert.doesNotMatch(plain.stdout, /"user_id"/);
  const revealed = await runCli(['rejects', dir, '--format', 'jsonl', '--reveal']);
  assert.match((JSON.parse(revealed.stdout) as RejectLine).raw ?? '', /"user_id": true/);
});

test('the person of a rejected row is not shown out of another column of it either', async (t) => {
  const files = {
    'transfers.csv': [
      HEADER.trim(),
      '2024-01-01T00:00:00Z,anna.secret,anna.secret,lab,phone,pay,,',
      '2024-01-01T00:00:00Z,anna.secret,shop,lab,phone|anna.secret,pay,,',
      '2024-01-01T00:00:00Z,anna.secret,shop,lab,phone,pay for anna.secret,,',
      'anna.secret,anna.secret,shop,lab,phone,pay,,',
      '2024-01-01T00:00:00Z,anna.secret,shop,lab,phone,pay,,anna.secret-1',
      '2024-01-01T00:00:00Z,anna.secret,shop,lab,phone,pay,,anna.secret-1',
      '',
    ].join('\n'),
    'consents.csv': 'user_id,notice,given_at\nanna.secret,anna.secret,2024-01-01\n',
  };
  const rejects = await rejectsOf(t, files);
  assert.equal(rejects.length, 6);
  for (const { value, sentence } of rejects) {
    assert.match(value ?? '', /u-[0-9a-f]{24}/);
    assert.doesNotMatch(sentence, /secret/);
  }
  const revealed = await rejectsOf(t, files, ['--reveal']);
  assert.ok(revealed.every(({ value }) => value?.includes('anna.secret')));
});

test('a time that is not accepted is shown as it was written, with what is accepted', async (t) => {
  const row = (at: string) => `${at},u1,shop,lab,phone,pay,,\n`;
  const far = ['0001-01-01', '9999-12-31T00:00:00+09:00', '2024-W01-1', '20240101'];
  const rejects = await rejectsOf(t, { 'transfers.csv': HEADER + far.map(row).join('') });
  assert.deepEqual(
    rejects.map((r) => [r.code, r.value]),
    far.map((at) => ['BAD_TIMESTAMP', at]),
  );
  assert.match(rejects[0]?.sentence ?? '', /YYYY-MM-DD, alone .*; from 1684-07-29 to 2255-06-05, and/);
});

test('a local time that the clock skips is shown with T, as it mostly stands in the file', async (t) => {
  const skipped = ['2023-03-12T02:30:00', '2023-03-12T02:30:00.25'];
  const rejects = await rejectsOf(t, {
    'case.yaml':
      'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers.csv], timezone: America/New_York } }\n',
    'transfers.csv': HEADER + skipped.map((at) => `${at},u1,shop,lab,phone,pay,,\n`).join(''),
  });
  assert.deepEqual(
    rejects.map((r) => [r.code, r.value]),
    skipped.map((at) => ['BAD_TIMESTAMP', at]),
  );
});

async function failure(t: TestContext, files: Record<string, string | Uint8Array>): Promise<WayleaveError> {
  const dir = writeFiles(tempDir(t), { ...BASE, ...files });
  try {
    await analyzeCase(dir);
  } catch (error) {
    if (error instanceof WayleaveError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('a truncated gzip is an error, not a short file', async (t) => {
  const whole = gzipSync(HEADER + GOOD.repeat(50_000));
  const error = await failure(t, { 'transfers.csv.gz': whole.subarray(0, whole.length - 20) });
  assert.equal(error.code, 'LOG_UNREADABLE');
  assert.equal(error.place?.file, 'transfers.csv.gz');
});

test('a binary file and a file in UTF-16 are refused as CSV', async (t) => {
  const binary = await failure(t, {
    'transfers.csv': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 10, 0, 0]),
  });
  assert.equal(binary.code, 'LOG_UNREADABLE');
  const wide = await failure(t, { 'transfers.csv': Buffer.from(`\ufeff${HEADER}${GOOD}`, 'utf16le') });
  assert.equal(wide.code, 'LOG_UNREADABLE');
});

test('of a header, a column that is read stands once; further ones are ignored', async (t) => {
  const twice = 'at,user_id,sender,recipient,fields,purpose,user_id\n';
  const error = await failure(t, { 'transfers.csv': `${twice}${GOOD}` });
  assert.match(error.message, /names the column user_id twice/);
  const notes = `${HEADER.trim()},note,note\n${GOOD.trim()},a,b\n`;
  assert.deepEqual(await rejectsOf(t, { 'transfers.csv': notes }), []);
});

/** Settings of case.yaml that map a column of the consents. */
function mapping(files: string, columns: string): string {
  return `${BASE['case.yaml'] ?? ''}sources: { consents: { files: [${files}], columns: ${columns} } }\n`;
}
const CONSENTS = 'user_id,notice,given_at,withdrawn\nu1,n1,2024-01-01,2024-01-02\n';

test('a mapping to a column that no file has is refused: what it was to tell would be lost', async (t) => {
  const logs = { 'transfers.csv': HEADER + GOOD, 'consents/b.csv': CONSENTS };
  const error = await failure(t, {
    ...logs,
    'case.yaml': mapping('consents/*', '{ withdrawn_at: withdrwan }'),
  });
  assert.deepEqual(
    [error.code, error.place],
    ['CASE_INVALID', { file: 'case.yaml', id: 'sources.consents.columns.withdrawn_at' }],
  );
  assert.match(error.message, /no file of consents has a column withdrwan/);
  assert.match(error.accepted ?? '', /did you mean withdrawn\?/);
  // It may be in some of the files alone, and in any line of JSON.
  const older = { 'consents/a.csv': 'user_id,notice,given_at\nu2,n1,2024-01-01\n' };
  const right = mapping('consents/*', '{ withdrawn_at: withdrawn }');
  assert.deepEqual(await rejectsOf(t, { ...logs, ...older, 'case.yaml': right }), []);
  const lines = { 'consents/c.jsonl': '{"user_id":"u1","notice":"n1","given_at":"2024-01-01"}\n' };
  const other = mapping('consents/*', '{ withdrawn_at: wd }');
  assert.deepEqual(await rejectsOf(t, { ...logs, ...lines, 'case.yaml': other }), []);
});

test('the same of a Parquet file', async (t) => {
  const path = join(tempDir(t), 'consents.parquet');
  await writeParquet(path, "SELECT 'u1' AS user_id, 'n1' AS notice, TIMESTAMP '2024-01-01' AS given_at");
  const files = {
    'transfers.csv': HEADER + GOOD,
    'consents.parquet': readFileSync(path),
  };
  const error = await failure(t, {
    ...files,
    'case.yaml': mapping('consents.parquet', '{ withdrawn_at: wd }'),
  });
  assert.equal(error.code, 'CASE_INVALID');
});

test('a header without a required column is refused with what would be accepted', async (t) => {
  const error = await failure(t, { 'transfers.csv': 'at,uid,sender,recipient,fields,purpose\n' });
  assert.equal(error.code, 'LOG_UNREADABLE');
  assert.match(error.message, /user_id/);
  assert.match(error.advice ?? '', /columns/);
});

const SECRET = 'anna.secret@x.kr';
const HEADLESS: [name: string, text: string][] = [
  ['a time', `1,2023-05-01T09:00:00,${SECRET},shop,ads,phone,order,`],
  ['the name of a company', 'anna.secret,shop,lab,phone,pay'],
  ['a user id twice', `2023-05-01T09:00:00,${SECRET},${SECRET},ads,phone,order`],
];
for (const [name, row] of HEADLESS) {
  test(`a log without a header is told, and its first row with ${name} is not shown`, async (t) => {
    const { code, message, place, advice } = await failure(t, { 'transfers.csv': `${row}\n${GOOD}` });
    assert.deepEqual([code, place], ['LOG_UNREADABLE', { file: 'transfers.csv', line: 1 }]);
    const cells = row.split(',').length;
    assert.match(message, new RegExp(`has no header: its first row of ${cells} cells`));
    assert.doesNotMatch(message, /secret/);
    assert.match(advice ?? '', /names of the columns/);
  });
}

test('cells of a header that lacks a column are shown where they look like names', async (t) => {
  const { message } = await failure(t, { 'transfers.csv': `at,who,${SECRET},1,sender\n` });
  assert.match(message, /in its header \(at, who, sender, and 2 cells that look like no names\)/);
});

test('a header that is separated by something else than commas is told', async (t) => {
  for (const [separator, word] of [
    [';', ';'],
    ['\t', 'tabs'],
    ['|', '|'],
  ] as const) {
    const { message } = await failure(t, { 'transfers.csv': HEADER.replaceAll(',', separator) });
    assert.equal(message, `transfers.csv separates its header by ${word}: commas are needed`);
  }
});

test('a header with text behind a closing quote is refused, and JSON lines in a file of another name are known', async (t) => {
  for (const [header, line, advice] of [
    [HEADER.replace('user_id', '"user_id"s'), 1, undefined],
    ['\n{"at":"2024-01-01","user_id":"u1"}\n', 2, /end in \.jsonl/],
  ] as const) {
    const error = await failure(t, { 'transfers.csv': header + GOOD });
    assert.equal(error.code, 'LOG_UNREADABLE');
    assert.equal(error.message, 'transfers.csv has a header with text behind a closing quote');
    assert.deepEqual(error.place, { file: 'transfers.csv', line });
    if (advice !== undefined) assert.match(error.advice ?? '', advice);
  }
});

test('another encoding or compression than the name says is named', async (t) => {
  const wide = Buffer.from(HEADER + GOOD, 'utf16le');
  const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00]);
  for (const [bytes, what] of [
    [Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), /is UTF-16$/],
    [wide, /is UTF-16, without a byte order mark/],
    [gzipSync(HEADER + GOOD), /is compressed with gzip/],
    [zstd, /is compressed with Zstandard/],
  ] as const) {
    const { message, advice } = await failure(t, { 'transfers.csv': bytes });
    assert.match(message, what);
    assert.match(advice ?? '', /UTF-8|unpack/);
  }
});

test('a Parquet file with a wrong type, or that is none, is refused', async (t) => {
  const dir = await parquetCase(
    t,
    "SELECT 5 AS at, 'u' AS user_id, 'shop' AS sender, 'lab' AS recipient, 'phone' AS fields, 'pay' AS purpose",
  );
  await assert.rejects(analyzeCase(dir), { code: 'LOG_UNREADABLE', accepted: /TIMESTAMP/ });
  const none = await failure(t, { 'transfers.parquet': 'PAR1 not really' });
  assert.equal(none.code, 'LOG_UNREADABLE');
});

/** Writes rows as the only log of a case, in one Parquet file. */
async function parquetCase(t: TestContext, query: string): Promise<string> {
  const dir = writeFiles(tempDir(t), BASE);
  await writeParquet(join(dir, 'transfers.parquet'), query);
  return dir;
}

test('a rejected row of a Parquet file is shown whole, also where its first cell is missing', async (t) => {
  const dir = await parquetCase(
    t,
    `SELECT NULL::VARCHAR AS basis, DATE '2024-01-01' AS at, 'u1' AS user_id, unnest(['nobody', 'shop']) AS sender,
       'lab' AS recipient, 'phone' AS fields, 'pay' AS purpose`,
  );
  const ran = await runCli(['rejects', dir, '--format', 'jsonl', '--reveal']);
  assert.equal(ran.code, 0, ran.stderr);
  const { code, row, raw } = JSON.parse(ran.stdout) as RejectLine;
  assert.deepEqual([code, row], ['UNKNOWN_PROCESSOR', 1]);
  assert.deepEqual(JSON.parse(raw ?? ''), {
    ...{ basis: null, at: '2024-01-01', user_id: 'u1', sender: 'nobody' },
    ...{ recipient: 'lab', fields: 'phone', purpose: 'pay' },
  });
});

test('ids that were written as numbers with decimals are the whole numbers that they are', async (t) => {
  const dir = await parquetCase(
    t,
    `SELECT DATE '2024-01-01' AS at, unnest([12::DOUBLE, 12.5, NULL]) AS user_id, 'shop' AS sender, 'lab' AS recipient,
       'phone' AS fields, 'pay' AS purpose`,
  );
  const ran = await runCli(['rejects', dir, '--format', 'jsonl']);
  const rejects = ran.stdout.trim().split('\n');
  assert.deepEqual(
    rejects.map((line) => JSON.parse(line) as RejectLine).map((r) => [r.row, r.code]),
    [
      [2, 'BAD_VALUE'],
      [3, 'MISSING_VALUE'],
    ],
  );
  assert.match((await runCli(['person', dir, '12'])).stdout, /shop/);
});

test('ids that were written as decimals keep all of their digits', async (t) => {
  const ids = ['1234567890123456789', '12345678901234567890123456789012345678', '-7', '0'];
  const big = ids.map((id) => `${id}::DECIMAL(38, 0)`).join(', ');
  const row = `DATE '2024-01-01' AS at, 'shop' AS sender, 'lab' AS recipient, 'phone' AS fields, 'pay' AS purpose`;
  const dir = await parquetCase(t, `SELECT ${row}, unnest([${big}]) AS user_id`);
  const small = '[12.00::DECIMAL(10, 2), 12.50, NULL]';
  await writeParquet(
    join(dir, 'consents.parquet'),
    `SELECT unnest(${small}) AS user_id, 'n1' AS notice, DATE '2024-01-01' AS given_at`,
  );
  const ran = await runCli(['rejects', dir, '--format', 'jsonl']);
  assert.equal(ran.code, 0, ran.stderr);
  const rejects = ran.stdout.trim().split('\n');
  assert.deepEqual(
    rejects.map((line) => JSON.parse(line) as RejectLine).map((r) => [r.file, r.row, r.code]),
    [
      ['consents.parquet', 2, 'BAD_VALUE'],
      ['consents.parquet', 3, 'MISSING_VALUE'],
    ],
  );
  for (const id of ids) assert.match((await runCli(['person', dir, '--', id])).stdout, /shop/, id);
});

const JSON_ROW =
  '"at":"2024-01-01","user_id":"u1","sender":"shop","recipient":"lab","fields":"phone","purpose":"pay"';
for (const [name, line] of [
  ['a comma before the end', `{${JSON_ROW},}`],
  ['a comma before the end of a list', `{${JSON_ROW},"x":[1, ]}`],
  ['a number that is none', `{${JSON_ROW},"x":NaN}`],
  ['an infinity', `{${JSON_ROW},"x":-Infinity}`],
  ['a NUL', `{${JSON_ROW},"record_id":"a\\u0000b"}`],
] as const) {
  test(`JSON with ${name} is none`, async (t) => {
    const good = `{${JSON_ROW},"record_id":", ] NaN inf \\\\u0000"}`;
    const rejects = await rejectsOf(t, { 'transfers.jsonl': `${good}\n${line}\n` });
    assert.deepEqual(
      rejects.map((r) => [r.row, r.code]),
      [[2, 'MALFORMED_ROW']],
    );
  });
}

test('lines that end with CR alone are refused, not taken for one header', async (t) => {
  const error = await failure(t, { 'transfers.csv': `${HEADER}${GOOD}`.replaceAll('\n', '\r') });
  assert.equal(error.code, 'LOG_UNREADABLE');
  assert.match(error.message, /CR alone/);
});

for (const [name, format, bytes] of [
  ['a quote that is never closed', 'csv', `${HEADER}${GOOD}2024-01-01,"u1,${'x,\n'.repeat(6_000_000)}`],
  ['a list in place of lines', 'jsonl', `[${`{${JSON_ROW}},`.repeat(200_000)}]`],
] as const) {
  test(`${name} is told with its line, not taken into memory`, async (t) => {
    const error = await failure(t, { [`transfers.${format}`]: bytes });
    assert.equal(error.code, 'LOG_UNREADABLE');
    assert.match(error.message, /more than 16 MiB/);
    assert.equal(error.place?.line, format === 'csv' ? 3 : 1);
  });
}

test('a list of nothing is missing in a Parquet file of clean cells as well', async (t) => {
  const row = (fields: string): string =>
    `(TIMESTAMPTZ '2024-01-01 00:00:00+00', 'u1', 'shop', 'lab', '${fields}', 'pay')`;
  const rows = `(VALUES ${row('phone')}, ${row('|')}) t("at", user_id, sender, recipient, fields, purpose)`;
  const dir = await parquetCase(t, `FROM ${rows}`);
  const ran = await runCli(['rejects', dir, '--format', 'jsonl']);
  assert.equal(ran.code, 0, ran.stderr);
  const rejects = ran.stdout
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l) as RejectLine);
  assert.deepEqual(
    rejects.map((r) => [r.row, r.code, r.column]),
    [[2, 'MISSING_VALUE', 'fields']],
  );
});
