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
