import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { acceptedRows } from '../../src/evidence/accepted.js';
import { Gatherer, TRANSFER_BYTES } from '../../src/evidence/gather.js';
import { gatheredHistories } from '../../src/evidence/gathered.js';
import { handOver } from '../../src/evidence/hand-over.js';
import type { History } from '../../src/evidence/history.js';
import { readHistories } from '../../src/evidence/read-histories.js';
import { ALWAYS, readLogs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

/** 9,000 transfers of 1,500 people, with names of all lengths and scripts; some people only consent, some only transfer. */
const PEOPLE = `CASE i % 3 WHEN 0 THEN 'u' || i % 1500 WHEN 1 THEN 'a-name-that-is-longer-than-twelve-' || i % 1500 ELSE '사용자-' || i % 1500 END`;
const TRANSFERS = `SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL (hash(i) % 9000) MINUTE AS "at", ${PEOPLE} AS user_id,
  'shop' AS sender, CASE WHEN i % 2 = 0 THEN 'ads' ELSE 'lab' END AS recipient, 'phone' AS fields, 'pay' AS purpose`;
const CONSENTS = `SELECT ${PEOPLE} AS user_id, 'n1' AS notice, TIMESTAMPTZ '2024-01-02 00:00:00+00' + INTERVAL (i) MINUTE AS given_at,
  CASE WHEN i % 2 = 0 THEN TIMESTAMPTZ '2024-01-09 00:00:00+00' END AS withdrawn_at FROM range(1000, 2500) r(i)`;

async function logsOf(t: TestContext, transfers: readonly string[]): ReturnType<typeof read> {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/.keep': '' });
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  const files = {
    'consents.parquet': CONSENTS,
    ...Object.fromEntries(transfers.map((q, i) => [`transfers/${i}.parquet`, q])),
  };
  for (const [name, query] of Object.entries(files)) {
    await db.run(`COPY (${query}) TO ${quoteText(join(dir, name))} (FORMAT parquet)`);
  }
  return read(db, dir);
}

async function read(db: Database, dir: string) {
  const logs = await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
  return { db, dir, logs, rows: acceptedRows(logs, ALWAYS) };
}

/** A history as text: equal for equal ones, whatever the order of their rows. */
function told(h: History): string {
  const rows = Array.from({ length: h.to - h.from }, (_, i) => {
    const k = h.from + i;
    return [h.at[k], h.code[2 * k], h.code[2 * k + 1]].join();
  });
  const { consents: c } = h;
  const consents = Array.from({ length: c.to - c.from }, (_, i) => {
    const k = c.from + i;
    return [c.notice[k], c.givenAt[k], c.withdrawnAt[k], c.expiresAt[k]].join();
  });
  return JSON.stringify([h.userId(), rows.sort(), consents.sort()]);
}

async function gathered(gatherer: Gatherer, passes: number): Promise<string[]> {
  const all: string[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const { parts, layout } = await gatherer.pass(pass, () => undefined);
    for (const part of parts) for (const h of gatheredHistories(part, layout)) all.push(told(h));
  }
  return all.sort();
}

/** The same out of files into which rows were dealt, as a cluster reads them. */
async function dealt({ db, dir, logs, rows }: Awaited<ReturnType<typeof logsOf>>): Promise<string[]> {
  const all: string[] = [];
  const work = join(dir, 'dealt');
  mkdirSync(work);
  // So little memory that rows can only be dealt.
  const limits = { memory: (logs.transfers * TRANSFER_BYTES) / 10, threads: 1, shards: 3 };
  for await (const sources of handOver(db, rows, logs.transfers, limits, work, () => undefined)) {
    for (const source of sources) {
      assert.ok('setup' in source);
      const shard = await Database.open(':memory:', { memory: 1e9, threads: 1, tempDir: work });
      for await (const histories of readHistories(shard, source)) all.push(...histories.map(told));
      shard.close();
    }
  }
  return all.sort();
}

for (const [name, files] of [
  ['one file', [`${TRANSFERS} FROM range(9000) r(i)`]],
  [
    'files that share people',
    [`${TRANSFERS} FROM range(5000) r(i)`, `${TRANSFERS} FROM range(5000, 9000) r(i)`],
  ],
  [
    'names to be cleaned',
    [`SELECT * REPLACE (' ' || user_id AS user_id) FROM (${TRANSFERS} FROM range(9000) r(i))`],
  ],
] as const) {
  test(`${name}: histories gathered in memory are those out of dealt files, for any parts and passes`, async (t) => {
    const read = await logsOf(t, files);
    const wanted = await dealt(read);
    assert.equal(wanted.length, 1500);
    for (const [parts, passes, aside] of [
      [1, 1, false],
      [7, 1, true],
      [4, 3, false],
      [4, 3, true],
    ] as const) {
      const gatherer = await Gatherer.open(read.db, read.rows, { parts, passes, ahead: 1e6, aside });
      t.after(() => gatherer.close());
      const how = `${parts} parts, ${passes} passes, ${aside ? 'two threads' : 'one thread'}`;
      assert.deepEqual(await gathered(gatherer, passes), wanted, how);
    }
  });
}

test('people whom a hash does not tell apart are known by another', async (t) => {
  const read = await logsOf(t, [`${TRANSFERS} FROM range(9000) r(i)`]);
  const bad = 'hash(user_id) % 1000';
  const some = { parts: 3, passes: 1, ahead: 1e6, aside: false };
  const gatherer = await Gatherer.open(read.db, read.rows, some, [bad, 'hash(reverse(user_id))']);
  assert.deepEqual(await gathered(gatherer, 1), await dealt(read));
  await assert.rejects(Gatherer.open(read.db, read.rows, some, [bad]), { code: 'INTERNAL' });
});

test('what may be read ahead shrinks with the passes: a chunk takes memory for rows that others gather, too', async (t) => {
  const { db, rows } = await logsOf(t, [`${TRANSFERS} FROM range(9000) r(i)`]);
  const gatherer = await Gatherer.open(db, rows, { parts: 2, passes: 8, ahead: 64e6, aside: false });
  t.after(() => gatherer.close());
  const [answer] = await db.rows("SELECT current_setting('streaming_buffer_size') AS size");
  assert.equal(answer?.['size'], '7.6 MiB');
});
