import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { ALWAYS, readLogs, type Logs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { nameInFile } from '../../src/ingest/stage-text.js';
import { analyze, personAnalysis } from '../../src/pipeline.js';
import type { Case } from '../../src/model/case.js';
import type { Analysis } from '../../src/model/result.js';
import { openResult, readMembers } from '../../src/store/read-result.js';
import { assertOnRandomCases } from '../support/random/assert-random.js';
import { writeRandomCase } from '../support/random/write-case.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const LIMITS = limits({ memory: '1GB', threads: '2' });

async function withDatabase<T>(dir: string, use: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: join(dir, 'spill') });
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

/** A case whose transfers are these Parquet files, each the rows of a query. */
async function parquetCase(t: TestContext, files: readonly string[], more = {}): Promise<string> {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers/.keep': '', ...more });
  await withDatabase(dir, async (db) => {
    for (const [i, query] of files.entries()) {
      const path = quoteText(join(dir, 'transfers', `${i}.parquet`));
      await db.run(`COPY (${query}) TO ${path} (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    }
  });
  return dir;
}

function readOf(dir: string, kase: Case, person: string): Promise<Logs> {
  return withDatabase(dir, (db) => readLogs(db, kase, ALWAYS, UNWATCHED, { person }));
}

/** What is said of a person, by what of it does not depend on how much was read. */
async function toldOf(kase: Case, person: string): Promise<Partial<Analysis>> {
  const work = mkdtempSync(join(tmpdir(), 'wayleave-person-'));
  try {
    const { people, flows, trails, reach, cohorts, findings } = await personAnalysis(
      kase,
      ALWAYS,
      LIMITS,
      work,
      person,
    );
    return { people, flows, trails, reach, cohorts, findings };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The same case with one more file, without rows, that has to be read as a whole; then all of them are. */
function readWhole(dir: string, kase: Case): Case {
  const columns = HEADER.trim().split(',');
  const header = columns.map((c) => nameInFile(kase.transfers, c)).join();
  writeFiles(dir, { 'none.csv': `${header}\n` });
  const none = { path: 'none.csv', format: 'csv', compression: 'none' } as const;
  return { ...kase, transfers: { ...kase.transfers, files: [...kase.transfers.files, none] } };
}

const ROWS = `SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS "at", 'u' || i % 1000 AS user_id, 'shop' AS sender,
  CASE WHEN i % 3 = 0 THEN 'ads' ELSE 'lab' END AS recipient, 'phone' AS fields, 'pay' AS purpose, 'r' || i AS record_id`;

test('of one person, nothing is read but their rows, those with a record_id of theirs, and who collects', async (t) => {
  const dir = await parquetCase(t, [
    `${ROWS} FROM range(20000) r(i)`,
    // The same columns: read together with the first. White space around a name and a record_id counts as none.
    `SELECT * REPLACE (' u7 ' AS user_id, ' r7 ' AS record_id) FROM (${ROWS} FROM range(30000, 30001) r(i))`,
    // Of others, but with a record_id of theirs; and a collection of somebody else's data.
    `SELECT *, 'extra' AS note FROM (${ROWS} FROM range(7, 8) r(i))`,
    `SELECT * REPLACE ('u8' AS user_id, 'r1007' AS record_id) FROM (${ROWS} FROM range(40000, 40001) r(i))`,
    `SELECT * REPLACE ('u9' AS user_id, '@user' AS sender, 'shop' AS recipient) FROM (${ROWS} FROM range(41000, 41001) r(i))`,
  ]);
  const kase = await loadCase(dir);
  const logs = await readOf(dir, kase, 'u7');
  assert.equal(logs.ofPerson, true);
  assert.deepEqual(logs.rowsOf, [20, 1, 1, 1, 1]);
  assert.equal(logs.rows, 19_008);
  assert.deepEqual(logs.collectors, ['shop']);
  const told = await toldOf(kase, 'u7');
  assert.deepEqual(told, await toldOf(readWhole(dir, kase), 'u7'));
  assert.equal(
    told.flows?.reduce((sum, f) => sum + f.records, 0),
    20,
  );
  assert.deepEqual((await toldOf(kase, 'nobody')).people, 0);
});

test('a log of text is read as a whole', async (t) => {
  const csv = writeFiles(tempDir(t), {
    ...BASE,
    'transfers/a.csv': `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,\n2024-01-01,u2,shop,lab,phone,pay,,\n`,
  });
  const logs = await readOf(csv, await loadCase(csv), 'u1');
  assert.equal(logs.ofPerson, false);
  assert.equal(logs.rows, 2);
});

test('what rules count is counted of everyone, for one person too', async (t) => {
  const rule =
    '      - { exemption: few, counts: [{ of: people, below: 500, within: ever }], cite: Act 2 }\n    cite: Act 1\n';
  const own = { 'own.yaml': BASE['own.yaml']?.replace('    cite: Act 1\n', rule) ?? '' };
  const kase = await loadCase(await parquetCase(t, [`${ROWS} FROM range(3000) r(i)`], own));
  const { flows = [] } = await toldOf(kase, 'u7');
  // The first record comes when few people are counted; the others are of a time when they are many.
  assert.deepEqual(new Set(flows.map((f) => f.verdict)), new Set(['supported', 'unsupported']));
});

test('random cases: what is said of a person is the same, however much was read', async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const dir = mkdtempSync(join(tmpdir(), `wayleave-person-${seed}-`));
    try {
      await writeRandomCase(dir, seed, ['parquet', 'parquet', 'parquet']);
      const kase = await loadCase(dir);
      const people = await somePeople(dir, kase);
      for (const person of people) {
        assert.deepEqual(await toldOf(kase, person), await toldOf(readWhole(dir, kase), person), person);
      }
      if ((await readOf(dir, kase, people[0] ?? 'nobody')).ofPerson) seen.add('of person');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
  await assertOnRandomCases(property, { runs: 10, occurs: ['of person'], seen });
});

async function somePeople(dir: string, kase: Case): Promise<string[]> {
  const out = join(dir, 'run');
  await analyze(kase, ALWAYS, LIMITS, out, () => undefined);
  const db = await openResult(join(out, 'result.duckdb'), out);
  const people: string[] = [];
  for await (const members of readMembers(db)) people.push(...members.map((m) => m.userId));
  db.close();
  return people.slice(0, 2);
}
