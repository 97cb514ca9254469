import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logPath } from '../../src/ingest/log-path.js';
import type { LogPart } from '../../src/ingest/logs.js';
import type { Case, LogFile } from '../../src/model/case.js';
import { at } from '../../src/model/collect.js';
import { partsBySource, caseOfPart } from '../../src/spark/remote.js';
import { madeCase } from '../support/made-case.js';
import { tempDir } from '../support/workspace.js';

const plain = { format: 'csv', compression: 'none' } as const;
const there = (path: string, size: number): LogFile => ({
  ...plain,
  path,
  remote: { address: path, size, modified: 1 },
});

/** Transfers: one file here, one there, one there without bytes; consents of two files that make one part. */
function mixed(): { kase: Case; parts: LogPart[] } {
  const kase = madeCase();
  return {
    kase: {
      ...kase,
      transfers: {
        ...kase.transfers,
        files: [
          { ...plain, path: 'a.csv' },
          there('hdfs://h/x=1/recipient=ads/b.csv', 9),
          there('hdfs://h/c.csv', 0),
        ],
      },
      consents: {
        ...kase.consents,
        table: 'consents',
        files: [there('hdfs://h/d.jsonl.gz', 5), there('hdfs://h/e.jsonl.ZST', 6)],
      },
    },
    parts: [
      { table: 'transfers', first: 0, count: 1 },
      { table: 'transfers', first: 1, count: 1 },
      { table: 'transfers', first: 2, count: 1 },
      { table: 'consents', first: 0, count: 2 },
    ],
  };
}

test('parts whose files Spark fetches are told from those that every machine sees', () => {
  const { kase, parts } = mixed();
  const { here, remote } = partsBySource(kase, parts);
  assert.deepEqual(here, [0, 2], 'of a file without bytes there is nothing to fetch');
  assert.deepEqual(
    remote.map(({ part, files }) => [part, files.map((f) => [f.copy, f.comes])]),
    [
      [1, [['files/transfers/1/0/x=1/recipient=ads/log', 'lines']]],
      [
        3,
        [
          ['files/consents/0/0/log', 'bytes'],
          ['files/consents/1/0/log', 'bytes'],
        ],
      ],
    ],
  );
});

test('a task finds copies where they were put, and an empty file for one without bytes', (t) => {
  const { kase, parts } = mixed();
  const folder = tempDir(t);
  const seen = caseOfPart(kase, folder, at(parts, 2));
  const path = (file: LogFile): string => logPath('/case', file);
  assert.equal(path(at(seen.transfers.files, 0)), join('/case', 'a.csv'));
  assert.equal(
    path(at(seen.transfers.files, 1)),
    join(folder, 'files', 'transfers', '1', '0', 'x=1', 'recipient=ads', 'log'),
  );
  assert.equal(readFileSync(path(at(seen.transfers.files, 2)), 'utf8'), '');
  assert.throws(() => path(at(kase.transfers.files, 1)), /LOGS_ELSEWHERE|is read by a cluster/);
});

test('of a file that tasks share, each sees its stretch, and fetches its piece', () => {
  const { kase } = mixed();
  const stretch = {
    header: undefined,
    from: 0,
    until: undefined,
    line: 5,
    rowsBefore: 3,
    rows: 4,
    piece: 100,
  };
  const part = { table: 'transfers', first: 1, count: 1, stretch } as const;
  const [file] = at(partsBySource(kase, [part]).remote, 0).files;
  assert.deepEqual([file?.comes, file?.piece], ['stretch', 100]);
  const seen = caseOfPart(kase, '/task', part);
  assert.deepEqual(
    seen.transfers.files.map((f) => f.stretch),
    [undefined, stretch, undefined],
  );
  assert.ok(seen.consents.files.every((f) => f.stretch === undefined));
});

test('of a Parquet file that tasks share, each fetches the bytes of its row groups', () => {
  const { kase } = mixed();
  const bytes = { from: 100, until: 200, end: 700 };
  const part = { table: 'transfers', first: 1, count: 1, range: { from: 5, until: 9, bytes } } as const;
  const [file] = at(partsBySource(kase, [part]).remote, 0).files;
  assert.deepEqual([file?.comes, file?.piece, file?.bytes], ['groups', 100, bytes]);
});
