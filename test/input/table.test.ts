import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ErrorCode, Place } from '../../src/errors.js';
import { formatOf } from '../../src/input/file-format.js';
import { readTable, type Table } from '../../src/input/table.js';
import { writeParquet } from '../support/parquet.js';

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayleave-table-'));
});
after(() => {
  rmSync(dir, { recursive: true });
});

/** Reads a file of a name and content. */
function read(
  name: string,
  content: string | Uint8Array,
  isWanted?: (column: string) => boolean,
): Promise<Table> {
  writeFileSync(join(dir, name), content);
  const format = formatOf(name);
  assert.ok(format !== null);
  return readTable(join(dir, name), { path: name, ...format }, isWanted);
}

/** Lines and cells as plain data. */
function plain(table: Table): unknown[] {
  return table.rows.map((row) => [row.line, Object.fromEntries(row.cells)]);
}

test('CSV: quotes, blank lines, line ends, and lines counted as an editor does', async () => {
  const lines = ['\uFEFF id , "name"', '', 'a, "x', 'y" ', '   ', '"b""c",', '"","한국 주식회사"', 'd,e'];
  for (const end of ['\n', '\r\n', '\r']) {
    const table = await read('a.csv', lines.join(end));
    assert.deepEqual(table.columns, ['id', 'name']);
    assert.deepEqual(plain(table), [
      [3, { id: 'a', name: 'x\ny' }],
      [6, { id: 'b"c', name: null }],
      [7, { id: null, name: '한국 주식회사' }],
      [8, { id: 'd', name: 'e' }],
    ]);
  }
  assert.deepEqual(plain(await read('b.csv', 'id\n\n"\nx\n\ny\n"\nz\n')), [
    [3, { id: 'x\n\ny' }],
    [8, { id: 'z' }],
  ]);
});

test('JSON Lines: texts, numbers as they are written, booleans, lists, absent keys', async () => {
  const table = await read(
    'a.jsonl',
    '\uFEFF{"id":" a ","n":12345678901234567890,"x":1.50,"t":true,"u":null,"l":["p "," ",1,null,"q|r"]}\r\n\r\n{"id":"3 \\"4\\" 5","m":""}',
  );
  assert.deepEqual(table.columns, ['id', 'n', 'x', 't', 'u', 'l', 'm']);
  assert.deepEqual(plain(table), [
    [1, { id: 'a', n: '12345678901234567890', x: '1.50', t: 'true', u: null, l: ['p', '1', 'q|r'] }],
    [3, { id: '3 "4" 5', m: null }],
  ]);
  assert.equal((await read('empty.jsonl', '\n')).columns, null);
});

test('columns that nobody wants may hold anything', async () => {
  const table = await read('a.jsonl', '{"id":"a","meta":{"x":1}}', (column) => column === 'id');
  assert.deepEqual(plain(table), [[1, { id: 'a' }]]);
});

test('compressed files', async () => {
  assert.deepEqual(plain(await read('a.csv.gz', gzipSync('id\na\n'))), [[2, { id: 'a' }]]);
  // A Zstandard frame with one raw block.
  const content = Buffer.from('{"id":1}\n');
  const header = [0x28, 0xb5, 0x2f, 0xfd, 0x20, content.length, 1 | (content.length << 3), 0, 0];
  assert.deepEqual(plain(await read('a.jsonl.zst', Buffer.from([...header, ...content]))), [
    [1, { id: '1' }],
  ]);
});

test('Parquet', async () => {
  const path = join(dir, 'a[1].parquet');
  await writeParquet(
    path,
    `SELECT ' a ' AS id, ['x', NULL, 'y '] AS list, true AS yes, 9007199254740993::BIGINT AS big,
       1.50::DECIMAL(5, 2) AS share, TIMESTAMP '2023-01-02 03:04:05.123456' AS at, DATE '2023-01-02' AS day, NULL AS none
     UNION ALL SELECT '', [], NULL, NULL, NULL, NULL, NULL, NULL`,
  );
  const table = await readTable(path, { path: 'a[1].parquet', format: 'parquet', compression: 'none' });
  const [day, at] = ['2023-01-02', '2023-01-02 03:04:05.123456'];
  assert.deepEqual(plain(table), [
    [
      1,
      {
        id: 'a',
        list: ['x', 'y'],
        yes: 'true',
        big: '9007199254740993',
        share: '1.50',
        at,
        day,
        none: null,
      },
    ],
    [2, { id: null, list: [], yes: null, big: null, share: null, at: null, day: null, none: null }],
  ]);
});

test('bytes in Parquet that nothing says are text are refused, where they are wanted', async () => {
  const path = join(dir, 'bytes.parquet');
  await writeParquet(path, `SELECT 'a' AS id, encode('회사') AS name, [encode('x')] AS list`);
  const file = { path: 'bytes.parquet', format: 'parquet', compression: 'none' } as const;
  for (const column of ['name', 'list']) {
    await assert.rejects(
      readTable(path, file, (c) => c === column),
      {
        code: 'REGISTER_INVALID',
        message: `bytes.parquet: ${column} holds bytes, not text`,
        place: { file: 'bytes.parquet', line: 1, column },
      },
    );
  }
  assert.deepEqual(plain(await readTable(path, file, (c) => c === 'id')), [[1, { id: 'a' }]]);
});

const REFUSALS: Record<
  string,
  [file: string, content: string | Uint8Array, place: Omit<Place, 'file'>, message: RegExp]
> = {
  'UTF-16': ['a.csv', Buffer.from('\uFEFFid\n', 'utf16le'), {}, /is UTF-16/],
  'UTF-16 without a mark': ['a.csv', Buffer.from('id\na\n', 'utf16le'), { line: 1 }, /NUL/],
  'Latin-1': ['a.csv', Buffer.from('id\na\né\nb', 'latin1'), { line: 3 }, /is not UTF-8/],
  'nothing at all': ['a.csv', '', { line: 1 }, /is empty/],
  'too few cells': ['a.csv', 'a,b\n1,2\n\n"x\ny"\n', { line: 4 }, /has a row of 1 cell$/],
  'too many cells': ['a.csv', 'a,b\n1,2,3\n', { line: 2 }, /has a row of 3 cells/],
  'a repeated column': ['a.csv', '\na,b, a\n', { line: 2, column: 'a' }, /two columns named a/],
  'a column without a name': ['a.csv', 'a,\n', { line: 1, column: 2 }, /column 2 has no name/],
  'a quote that is not closed': ['a.csv', 'a\n"x\r\ny"\n"z\n', { line: 4 }, /never closed/],
  'a quote that is not closed, of many': ['a.csv', 'a\n"x\n""y"\n"z\n""y\nx\n', { line: 4 }, /never closed/],
  'a quote within a cell': ['a.csv', 'a\nx\ny"z\n', { line: 3 }, /within a cell/],
  'text behind a quote': ['a.csv', 'a\n"x"y\n', { line: 2 }, /behind a closing quote/],
  'broken JSON': ['a.jsonl', '{"a":1}\n{"a":\n', { line: 2, value: '{"a":' }, /line 2 is not JSON/],
  'JSON that is no object': ['a.jsonl', '[1]', { line: 1, value: '[1]' }, /no object/],
  'an object in a cell': [
    'a.jsonl',
    '{"a":{"b":1}}',
    { line: 1, column: 'a', value: '{"b":"1"}' },
    /an object/,
  ],
  'a list in a list': [
    'a.jsonl',
    '{"a":[[1]]}',
    { line: 1, column: 'a', value: '["1"]' },
    /an object or a list/,
  ],
  'half a gzip file': ['a.csv.gz', gzipSync('id\na\n').subarray(0, -6), {}, /cannot be unpacked/],
  'no gzip file': ['a.csv.gz', 'id\na\n', {}, /cannot be unpacked/],
  'no Zstandard file': ['a.csv.zst', 'id\na\n', {}, /cannot be unpacked/],
  'no Parquet file': ['a.parquet', 'id\na\n', {}, /cannot be read as Parquet/],
};

for (const [name, [file, content, place, message]] of Object.entries(REFUSALS)) {
  test(`a table with ${name} is refused`, async () => {
    const code: ErrorCode = 'REGISTER_INVALID';
    await assert.rejects(read(file, content), { code, message, place: { file, ...place } });
  });
}

test('a table that is not there is refused', async () => {
  const file = { path: 'none.csv', format: 'csv', compression: 'none' } as const;
  const expected = { code: 'REGISTER_INVALID', place: { file: 'none.csv' }, message: /cannot be read/ };
  await assert.rejects(readTable(join(dir, 'none.csv'), file), expected);
});

test('formats by name', () => {
  assert.deepEqual(formatOf('x/A.CSV.GZ'), { format: 'csv', compression: 'gzip' });
  assert.deepEqual(formatOf('a.txt.zst', 'jsonl'), { format: 'jsonl', compression: 'zstd' });
  for (const name of ['a.txt', 'a.parquet.gz', 'csv', 'a.json']) assert.equal(formatOf(name), null);
});

test('CSV whose header is separated by something else is told by what', async () => {
  const message = (by: string) => new RegExp(`separates its header by ${by}: commas are needed`);
  await assert.rejects(read('a.csv', 'id;name\na;x, y\n'), {
    message: message(';'),
    place: { file: 'a.csv', line: 1 },
  });
  await assert.rejects(read('a.csv', 'id\tname\na\tx\n'), { message: message('tabs') });
});

test('a compressed file under a plain name is told as what it is, with what to do', async () => {
  await assert.rejects(read('a.csv', gzipSync('id\na\n')), {
    code: 'REGISTER_INVALID',
    message: 'a.csv is compressed with gzip, which its name does not say',
    advice: /\.csv\.gz/,
  });
});
