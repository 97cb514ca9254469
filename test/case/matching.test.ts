import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { assertError, inCase } from './case-folder.js';

const at = (address: string) => ({ address, size: 5, modified: 1_700_000_000_000 });
const PATTERN = 'hdfs://host:8020/logs/*';
const yaml = (sources: string): string => `home: KR\nrules: [own.yaml]\nsources:\n  ${sources}\n`;
const LOGS = yaml(`transfers: { files: ["${PATTERN}", transfers.csv] }`);

test('addresses stand among the paths of a log, in the order of the list', async () => {
  const found = [at('hdfs://host:8020/logs/a.csv.gz'), at('hdfs://host:8020/logs/b.parquet')];
  const kase = await inCase({ 'case.yaml': LOGS }, (dir) => loadCase(dir, [], new Map([[PATTERN, found]])));
  assert.deepEqual(kase.transfers.files, [
    { path: found[0]?.address, format: 'csv', compression: 'gzip', remote: found[0] },
    { path: found[1]?.address, format: 'parquet', compression: 'none', remote: found[1] },
    { path: 'transfers.csv', format: 'csv', compression: 'none' },
  ]);
});

test('what is wrong with an address is told with its place', async () => {
  const place = { file: 'case.yaml', line: 4, column: 24, value: PATTERN };
  await inCase({ 'case.yaml': LOGS }, async (dir) => {
    await assert.rejects(loadCase(dir), (e) =>
      assertError(e, {
        code: 'LOGS_ELSEWHERE',
        place,
        message: /nobody has looked yet what lies at hdfs:\/\/host:8020\/logs\/\*$/,
        advice: /--engine spark/,
      }),
    );
    await assert.rejects(loadCase(dir, [], new Map([[PATTERN, []]])), (e) =>
      assertError(e, {
        code: 'CASE_INVALID',
        place,
        message: /the cluster finds no file at hdfs:/,
        accepted: /no \*\*.*begin with _ or \./,
      }),
    );
    const odd = new Map([[PATTERN, [at('hdfs://host:8020/logs/a.doc')]]]);
    await assert.rejects(loadCase(dir, [], odd), (e) =>
      assertError(e, { code: 'CASE_INVALID', place, message: /a\.doc has a format that is not known/ }),
    );
  });
});

test('registers are read on this machine', async () => {
  const text = yaml('processors: { files: ["s3a://bucket/processors.csv"] }');
  await inCase({ 'case.yaml': text }, (dir) =>
    assert.rejects(loadCase(dir), (e) =>
      assertError(e, {
        code: 'CASE_INVALID',
        place: { file: 'case.yaml', line: 4, column: 25, value: 's3a://bucket/processors.csv' },
        message: /s3a:\/\/bucket\/processors\.csv is an address, and registers are read on this machine/,
        accepted: /the path of a file/,
      }),
    ),
  );
});
