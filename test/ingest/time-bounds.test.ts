import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { boundsOver, timeBounds, type TimeBounds } from '../../src/ingest/time-bounds.js';
import { zoneOffsets } from '../../src/ingest/zone-offsets.js';
import type { LogSource } from '../../src/model/case.js';
import { tempDir } from '../support/workspace.js';

const SOURCE: LogSource = { table: 'transfers', files: [], columns: new Map(), timezone: 'Europe/Paris' };

async function opened(tempDirectory: string): Promise<Database> {
  return Database.open(':memory:', { memory: 400e6, threads: 1, tempDir: tempDirectory });
}

const time = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }).map((s) => `epoch_ms(${s}000)`),
  },
  { weight: 1, arbitrary: fc.constant(`TIMESTAMP '9999-12-31'`) },
  { weight: 1, arbitrary: fc.constantFrom(`'infinity'`, `'-infinity'`) },
  { weight: 1, arbitrary: fc.constant('NULL') },
);

test('what Parquet files say of their times leads to the offsets to which reading them leads', async (t) => {
  const dir = tempDir(t);
  const db = await opened(join(dir, 'spill'));
  t.after(() => {
    db.close();
  });
  let told = 0;
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'DATE'),
      fc.array(fc.array(time, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 2 }),
      async (type, groups) => {
        const known: (TimeBounds | undefined)[] = [];
        const staged: string[] = [];
        for (const times of groups) {
          const path = quoteText(join(dir, `${++number}.parquet`));
          const values = times.map((s) => `(CAST(${s} AS ${type}))`).join(', ');
          await db.run(`COPY (SELECT "at" FROM (VALUES ${values}) t("at")) TO ${path} (FORMAT parquet)`);
          const cells = `read_parquet(${path})`;
          known.push(await timeBounds(db, cells, { cell: '"at"', type }));
          const offset = type === 'TIMESTAMP WITH TIME ZONE' ? '0' : 'CAST(NULL AS BIGINT)';
          const local = `CASE WHEN isfinite("at") THEN epoch_us("at") END`;
          staged.push(`SELECT ${local} AS at_local, ${offset} AS at_offset FROM ${cells}`);
        }
        const bounds = boundsOver(known);
        if (bounds !== undefined) told++;
        const from = (all: ReadonlyMap<string, TimeBounds>): Promise<unknown> =>
          zoneOffsets(db, SOURCE, staged.join(' UNION ALL '), all);
        assert.deepEqual(await from(new Map(bounds && [['at', bounds]])), await from(new Map()));
      },
    ),
    { numRuns: 150, seed: 11 },
  );
  assert.ok(told > 30, `${told} were told`);
});

test('times that have to be read are not told: infinite ones, and those of other types', async (t) => {
  const dir = tempDir(t);
  const db = await opened(join(dir, 'spill'));
  t.after(() => {
    db.close();
  });
  const cells = `(SELECT TIMESTAMP '2024-01-01' AS a, CAST('infinity' AS TIMESTAMP) AS b, DATE '2024-01-01' AS c)`;
  const bounds = (cell: string, type: string | undefined): Promise<TimeBounds | undefined> =>
    timeBounds(db, cells, { cell, type });
  const first = Date.UTC(2024, 0, 1) * 1000;
  assert.deepEqual(await bounds('a', 'TIMESTAMP'), { first, last: first, zoneless: true, all: true });
  assert.equal(await bounds('b', 'TIMESTAMP'), undefined);
  assert.equal(await bounds('c', 'DATE'), undefined);
  const none = { first: undefined, last: undefined, zoneless: false, all: false };
  assert.deepEqual(await bounds('d', undefined), none);
});
