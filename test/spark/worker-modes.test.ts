import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deserialize } from 'node:v8';
import { loadCase } from '../../src/case/load-case.js';
import { WayleaveError } from '../../src/errors.js';
import type { MeasuredBytes } from '../../src/ingest/measure-text.js';
import { ALWAYS } from '../../src/ingest/read-logs.js';
import { at } from '../../src/model/collect.js';
import type { MeasureJob, PartSummary, ReadJob } from '../../src/spark/jobs.js';
import { stretchesOf } from '../../src/spark/text-pieces.js';
import { MODES } from '../../src/spark/worker-modes.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const ROW = '2022-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n';

test('a stretch that is not what it was when it was measured is an error that names the file', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + ROW.repeat(20) });
  const kase = await loadCase(dir);
  const file = at(kase.transfers.files, 0);
  const folder = tempDir(t);
  const run = (mode: string, job: unknown, number: number): Promise<void> => {
    const work = MODES.get(mode);
    assert.ok(work);
    return work(job, folder, [number]);
  };
  const answer = (name: string): unknown => deserialize(readFileSync(join(folder, 'out', name)));

  const pieces = [
    { text: 0, from: 0, until: 500 },
    { text: 0, from: 500, until: HEADER.length + ROW.length * 20 },
  ];
  for (const i of pieces.keys()) await run('measure', { dir, texts: [file], pieces } satisfies MeasureJob, i);
  const measured = [0, 1].map((i) => ({ text: 0, measured: answer(`${i}/measure`) as MeasuredBytes }));
  const stretches = stretchesOf([{ file, size: 1 }], measured).get(file) ?? [];
  assert.deepEqual(
    stretches.map((s) => [s.line, s.rowsBefore, s.rows]),
    [
      [1, 0, 10],
      [12, 10, 10],
    ],
  );
  const parts = stretches.map((stretch) => ({ table: 'transfers', first: 0, count: 1, stretch }) as const);
  const job: ReadJob = { kase, window: ALWAYS, parts, memory: 200e6 };
  await run('read', job, 1);
  assert.equal((answer('1/summary') as PartSummary).lastRow, 20);

  const grown = parts.map((part) => ({ ...part, stretch: { ...part.stretch, until: undefined } }));
  appendFileSync(join(dir, 'transfers.csv'), ROW);
  await assert.rejects(run('read', { ...job, parts: grown }, 1), (error) => {
    assert.ok(error instanceof WayleaveError);
    assert.match(
      error.describe(),
      /^LOG_UNREADABLE: transfers\.csv changed while it was read\n {2}at transfers\.csv\n/,
    );
    return true;
  });
});
