import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import type { LogFile } from '../../src/model/case.js';
import { at } from '../../src/model/collect.js';
import {
  largeTexts,
  measuredThere,
  piecesOf,
  remoteTexts,
  stretchesOf,
  type LargeText,
} from '../../src/spark/text-pieces.js';
import { madeCase } from '../support/made-case.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const text = (path: string, size: number, more: Partial<LogFile> = {}): LargeText => ({
  file: { path, format: 'csv', compression: 'none', ...more },
  size,
});
const remote = (address: string): Partial<LogFile> => ({ remote: { address, size: 1000, modified: 1 } });

test('text files are cut that are large, are not compressed, and whose rows are their own', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml':
      'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [logs/*] }, consents: { files: [consents.csv] } }\n',
    'logs/a.csv': HEADER.repeat(10),
    'logs/b.csv.gz': HEADER.repeat(10),
    'logs/c.jsonl': '{}\n'.repeat(200),
    'logs/d.csv': HEADER,
    'logs/e.parquet': HEADER.repeat(10),
    'consents.csv': `user_id,notice,given_at\n${'u,n,2024-01-01\n'.repeat(20)}`,
  });
  const large = largeTexts(await loadCase(dir), 200);
  assert.deepEqual(
    large.map(({ file, size }) => [file.path, size]),
    [
      ['logs/a.csv', HEADER.length * 10],
      ['logs/c.jsonl', 600],
      ['consents.csv', 324],
    ],
  );
  const kase = madeCase();
  const files = [
    ...['hdfs://h/a.csv', 'hdfs://h/b.csv.bz2'].map((a) => text(a, 0, remote(a)).file),
    text('gone.csv', 0).file,
  ];
  const there = largeTexts({ ...kase, dir, transfers: { ...kase.transfers, files } }, 200);
  assert.deepEqual(remoteTexts(there), [{ address: 'hdfs://h/a.csv', size: 1000, modified: 1, text: 0 }]);
});

test('pieces of a file are alike, and cover it; Spark cuts what lies at addresses', () => {
  const texts = [
    text('a.csv', 1001),
    text('hdfs://h/b.csv', 5000, remote('hdfs://h/b.csv')),
    text('c.csv', 301),
  ];
  assert.deepEqual(piecesOf(texts, 300), [
    { text: 0, from: 0, until: 250 },
    { text: 0, from: 250, until: 500 },
    { text: 0, from: 500, until: 750 },
    { text: 0, from: 750, until: 1001 },
    { text: 2, from: 0, until: 150 },
    { text: 2, from: 150, until: 301 },
  ]);
});

const header = { line: 2, text: 'at,user_id' };

test('a stretch knows the lines and rows before it, and the header; blank pieces are none', () => {
  const texts = [text('a.csv', 400), text('b.jsonl', 400, { format: 'jsonl' })];
  const piece = (of: number, from: number, lines: number, rows: number) => ({
    text: of,
    measured: { lines, rows, header: from === 0 ? header : undefined, from, until: from + 100 },
  });
  const stretches = stretchesOf(texts, [
    piece(0, 0, 12, 10),
    piece(0, 100, 5, 0),
    piece(1, 0, 3, 0),
    piece(0, 200, 7, 6),
    piece(1, 100, 8, 8),
  ]);
  assert.deepEqual(stretches.get(at(texts, 0).file), [
    { header: undefined, from: 0, until: 100, line: 1, rowsBefore: 0, rows: 9 },
    { header, from: 200, until: 300, line: 18, rowsBefore: 9, rows: 6 },
  ]);
  assert.deepEqual(stretches.get(at(texts, 1).file), [
    { header: undefined, from: 0, until: 100, line: 1, rowsBefore: 0, rows: 0 },
    { header: undefined, from: 100, until: 200, line: 4, rowsBefore: 0, rows: 8 },
  ]);
});

test('a file is read as a whole when a piece could not be measured, or has no header', () => {
  const texts = [text('a.csv', 200), text('b.csv', 200), text('c.csv', 200)];
  const measured = { lines: 2, rows: 2, header, from: 0, until: 100 };
  const stretches = stretchesOf(texts, [
    { text: 0, measured },
    { text: 0, measured: undefined },
    { text: 1, measured: { ...measured, rows: 0, header: undefined } },
    { text: 1, measured },
  ]);
  assert.equal(stretches.size, 0);
});

test('what Spark counted is of a copy that has nothing else; odd quotes matter in CSV alone', () => {
  const texts = [text('a.csv', 200), text('b.jsonl', 200, { format: 'jsonl' })];
  const found = { piece: 100, lines: 3, rows: 2, odd: true, header: null };
  assert.deepEqual(measuredThere(texts, { ...found, text: 0 }), { text: 0, measured: undefined });
  assert.deepEqual(measuredThere(texts, { ...found, text: 1 }), {
    text: 1,
    measured: { lines: 3, rows: 2, header: undefined, from: 0, until: undefined, piece: 100 },
  });
});
