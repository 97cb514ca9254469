import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import type { PartGroups } from '../../src/ingest/logs.js';
import type { Case, LogFile } from '../../src/model/case.js';
import { at } from '../../src/model/collect.js';
import { largeParquets, remoteParquets, rowGroupsOf } from '../../src/spark/row-groups.js';
import { madeCase } from '../support/made-case.js';
import { tempDir } from '../support/workspace.js';

const ROWS = 10_000;

interface There {
  readonly dir: string;
  readonly db: Database;
  readonly path: string;
  readonly kase: Case;
  readonly file: LogFile;
  readonly size: number;
}

/** A case whose transfers are a Parquet file at an address, in five row groups; it is here too, for the tests. */
async function parquetThere(t: TestContext): Promise<There> {
  const dir = tempDir(t);
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  const path = join(dir, 'log.parquet');
  await db.run(
    `COPY (SELECT i AS at, 'u' || hash(i) AS user_id FROM range(${ROWS}) r(i)) TO ${quoteText(path)}
     (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  const { size } = statSync(path);
  const remote = { address: 'hdfs://h/log.parquet', size, modified: 1 };
  const file: LogFile = { path: remote.address, format: 'parquet', compression: 'none', remote };
  const kase = madeCase();
  const files = [{ ...file, format: 'csv' } as const, file];
  return { dir, db, path, kase: { ...kase, transfers: { ...kase.transfers, files } }, file, size };
}

/** A file as long as another, with some of its bytes where they are in that one. */
function copyOf(path: string, to: string, parts: readonly (readonly [number, number])[]): string {
  const bytes = readFileSync(path);
  const copy = openSync(to, 'w');
  ftruncateSync(copy, bytes.length);
  for (const [from, until] of parts) writeSync(copy, bytes.subarray(from, until), 0, until - from, from);
  closeSync(copy);
  return to;
}

/** What tells of all row groups, at the end of the file. */
function endOf(path: string): number {
  const bytes = readFileSync(path);
  return bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
}

/** @param ends folder of the end */
async function groupsOf(
  { db, kase }: There,
  ends: string,
  bytes: number,
): Promise<readonly PartGroups[] | undefined> {
  const files = largeParquets(kase, bytes);
  return (await rowGroupsOf(db, kase, files, ends, bytes)).get(at(files, 0));
}

/** A folder of the end of a file, or of other bytes of it. */
function endsOf({ dir, path, size }: There, from = endOf(path), until = size): string {
  const ends = join(dir, `from ${from}`);
  mkdirSync(ends);
  copyOf(path, join(ends, '0'), [[from, until]]);
  return ends;
}

test('the end of a file at an address tells which bytes its row groups take: each task reads its rows out of these', async (t) => {
  const there = await parquetThere(t);
  const { dir, db, path, kase, file, size } = there;
  assert.deepEqual(largeParquets(kase, size), []);
  assert.deepEqual(remoteParquets(largeParquets(kase, size - 1)), [file.remote]);
  const groups = (await groupsOf(there, endsOf(there), size / 2)) ?? [];
  assert.equal(groups.length, 3);
  assert.deepEqual([at(groups, 0).from, at(groups, 2).until], [0, ROWS]);
  for (const [i, { from, until, bytes }] of groups.entries()) {
    assert.ok(bytes !== undefined);
    assert.equal(from, groups[i - 1]?.until ?? 0);
    assert.equal(
      bytes.from,
      groups[i - 1]?.bytes?.until ?? 4,
      'after the mark of the format, and each other',
    );
    assert.ok(bytes.until <= bytes.end && bytes.end <= endOf(path));
    const copy = copyOf(path, join(dir, String(i)), [
      [bytes.from, bytes.until],
      [bytes.end, size],
    ]);
    const rows = (of: string): Promise<unknown> =>
      db.rows(
        `SELECT count(*) AS n, sum(hash(l)) AS sum FROM read_parquet(${quoteText(of)}, file_row_number = true) l
         WHERE file_row_number >= ${from} AND file_row_number < ${until}`,
      );
    assert.deepEqual(await rows(copy), await rows(path));
  }
});

test('a file is read as a whole where its end is not there or tells nothing, and where one task has it all', async (t) => {
  const there = await parquetThere(t);
  const { dir, size } = there;
  assert.equal(await groupsOf(there, dir, size / 2), undefined);
  assert.equal(await groupsOf(there, endsOf(there, 0, 4), size / 2), undefined);
  const ends = endsOf(there);
  assert.equal((await groupsOf(there, ends, 1))?.length, 5);
  assert.equal(await groupsOf(there, ends, size - 1), undefined, 'what tells of the rows is no part of them');
});
