import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogPart } from '../../src/ingest/logs.js';
import type { LogFile } from '../../src/model/case.js';
import { proofElsewhere } from '../../src/spark/proof.js';
import { madeCase } from '../support/made-case.js';

test('proof is fetched of files at addresses alone, by the parts that have them, each row once', () => {
  const kase = madeCase();
  const plain = { format: 'csv', compression: 'none' } as const;
  const there = (path: string): LogFile => ({
    ...plain,
    path,
    remote: { address: path, size: 9, modified: 1 },
  });
  const files = [there('hdfs://h/a.csv'), { ...plain, path: 'b.csv' }, there('hdfs://h/c.csv')];
  const parts: LogPart[] = [
    { table: 'consents', first: 0, count: 1 },
    ...files.map((_, first) => ({ table: 'transfers', first, count: 1 }) as const),
  ];
  const ref = (file: number, row: number) => ({ file, row, at: 0, userId: 'u' });
  const analysis = {
    flows: [{ samples: [ref(0, 1), ref(1, 1)] }],
    trails: [{ witness: [ref(0, 1), ref(2, 7)] }],
    findings: [{ samples: [ref(2, 7), ref(0, 2)] }],
  };
  const wanted = proofElsewhere({ ...kase, transfers: { ...kase.transfers, files } }, parts, analysis);
  assert.deepEqual(
    [...wanted],
    [
      [
        1,
        [
          { file: 0, row: 1 },
          { file: 0, row: 2 },
        ],
      ],
      [3, [{ file: 2, row: 7 }]],
    ],
  );
});

test('of a file that tasks share, proof is fetched of the part that has the row', () => {
  const kase = madeCase();
  const remote = { address: 'hdfs://h/a.csv', size: 9, modified: 1 };
  const files: LogFile[] = [{ path: 'hdfs://h/a.csv', format: 'csv', compression: 'none', remote }];
  const part = { table: 'transfers', first: 0, count: 1 } as const;
  const stretch = (rowsBefore: number, rows: number): LogPart => ({
    ...part,
    stretch: { header: undefined, from: 0, until: undefined, line: 1 + rowsBefore, rowsBefore, rows },
  });
  const groups = (from: number, until: number): LogPart => ({ ...part, range: { from, until } });
  const ref = (row: number) => ({ file: 0, row });
  for (const parts of [
    [stretch(0, 10), stretch(10, 5), stretch(15, 5)],
    [groups(0, 10), groups(10, 15), groups(15, 20)],
  ]) {
    const wanted = proofElsewhere({ ...kase, transfers: { ...kase.transfers, files } }, parts, {
      flows: [{ samples: [ref(10), ref(11)] }],
      trails: [],
      findings: [{ samples: [ref(15), ref(20)] }],
    });
    assert.deepEqual(
      [...wanted].map(([number, rows]) => [number, rows.map((r) => r.row)]),
      [
        [0, [10]],
        [1, [11, 15]],
        [2, [20]],
      ],
    );
  }
});
