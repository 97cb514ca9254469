import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { macros } from '../../src/ingest/macros.js';
import { ALWAYS, readLogs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { parseInstant } from '../../src/input/time.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

/** The first six are written as most are. */
const TEXTS = [
  '2024-02-29T23:59:59Z',
  '2024-02-29 23:59:59.000001+09:00',
  '2024-02-29T23:59:59.5-00:30',
  '2024-02-29T00:00:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999+23:59',
  '2023-02-29T00:00:00Z',
  '2024-01-01T24:00:00Z',
  '2024-01-01T00:00:00.1234567Z',
  '2024-01-01T00:00:00+0900',
  '2024-01-01T00:00:00+09',
  '2024-01-01T00:00Z',
  '2024-01-01',
  '2024-01-01T00:00:00+09:0',
  '2024-01-01T00:00:00 +09:00',
  '2024-01-01T00:00:00.Z',
  '12024-01-01T00:00:00Z',
  'soon',
];

const digits = (value: number, width: number): string => String(value).padStart(width, '0');
const writtenTime = fc
  .record({
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    between: fc.constantFrom('T', ' '),
    fraction: fc.option(fc.stringMatching(/^\d{1,8}$/)),
    zone: fc.oneof(
      fc.constantFrom('Z', ''),
      fc
        .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59))
        .map(([sign, h, m]) => `${sign}${digits(h, 2)}:${digits(m, 2)}`),
    ),
  })
  .map(
    ({ day, between, fraction, zone }) =>
      day.toISOString().slice(0, 19).replace('T', between) + (fraction === null ? '' : `.${fraction}`) + zone,
  );

test('times written as most are read as those that are taken apart', async (t) => {
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  await db.run(macros());
  const texts = [...TEXTS, ...fc.sample(writtenTime, { numRuns: 2000, seed: 7 })];
  const rows = await db.rows(
    `SELECT t, usual_time(t) AS usual, usual_offset(t) AS usual_offset, wall_clock(p) AS wall, written_offset(p) AS written
     FROM (SELECT t, time_parts(t) AS p FROM (SELECT unnest(from_json($texts, '["VARCHAR"]')) AS t))`,
    { texts: JSON.stringify(texts) },
  );
  assert.equal(rows.length, texts.length);
  const usual = rows.filter((r) => r['usual'] !== null);
  // Of eight numbers of decimals two are too many.
  assert.ok(usual.length > 1200, `${usual.length} of ${rows.length}`);
  for (const r of usual) {
    assert.deepEqual([r['usual'], r['usual_offset']], [r['wall'], r['written']], String(r['t']));
  }
  const others = new Set(TEXTS.slice(6));
  assert.deepEqual(
    usual.filter((r) => others.has(String(r['t']))),
    [],
  );
});

test('times in nanoseconds are cut after the sixth decimal as written ones are, before 1970, too', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*] } }\n',
    'transfers/place': '',
  });
  rmSync(join(dir, 'transfers', 'place'));
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  const nanoseconds = [-1, -999, -1000, -1001, 0, 1, 999, 1000, -86_400_000_000_001];
  const rest = `'u' AS user_id, 'shop' AS sender, 'lab' AS recipient, 'phone' AS fields, 'pay' AS purpose`;
  const list = nanoseconds.map((n) => `(${n}::BIGINT)`).join(', ');
  await db.run(
    `COPY (SELECT make_timestamp_ns(n) AS "at", ${rest} FROM (VALUES ${list}) v(n))
     TO ${quoteText(join(dir, 'transfers', 'a.parquet'))} (FORMAT parquet)`,
  );
  await db.run(
    `COPY (SELECT CAST(make_timestamp_ns(n) AS VARCHAR) AS "at", ${rest} FROM (VALUES ${list}) v(n))
     TO ${quoteText(join(dir, 'transfers', 'b.csv'))} (FORMAT csv)`,
  );
  await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
  const read = await db.rows(
    'SELECT file, list(at_us ORDER BY row) AS times FROM named_transfers GROUP BY file ORDER BY file',
  );
  const cut = nanoseconds.map((n) => Math.floor(n / 1000));
  assert.deepEqual(
    read.map((r) => JSON.stringify(r['times'], (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v))),
    [cut, cut].map((times) => JSON.stringify({ items: times })),
  );
});

test('a local time of a log is the instant that it is of a register, in any year and at the ends of years', async (t) => {
  const cases = [
    // The zone's own mean time, before there were standard ones.
    ['Europe/Berlin', ['1890-06-01T00:00:00', '1899-12-31T23:59:59', '2024-01-01T00:00:00']],
    ['Pacific/Apia', ['1890-06-01T00:00:00', '1950-01-01T00:30:00']],
    ['Europe/Berlin', ['2199-07-01T00:00:00', '2200-03-01T00:00:00']],
    // Clock changes that skip the first minutes of a year, and its last day.
    ['Pacific/Apia', ['1950-01-01T00:00:00.000001', '1950-01-01T00:30:00']],
    ['Asia/Kathmandu', ['1986-01-01T00:14:59', '1986-01-01T00:15:00', '1986-06-01T00:00:00']],
    ['Pacific/Kiritimati', ['1994-12-30T23:59:59', '1994-12-31T12:00:00', '1994-12-01T00:00:00']],
  ] as const;
  for (const [zone, times] of cases) {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml': `home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers.csv], timezone: ${zone} } }\n`,
      'transfers.csv': HEADER + times.map((at) => `${at},u,shop,lab,phone,pay,,\n`).join(''),
    });
    const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
    try {
      await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
      const read = await db.rows('SELECT row, at_us FROM named_transfers ORDER BY row');
      assert.deepEqual(
        read.map((r) => [Number(r['row']), Number(r['at_us'])]),
        times.flatMap((text, i) => {
          const at = parseInstant(text, zone);
          return at === null ? [] : [[i + 1, at]];
        }),
        `${zone} ${times.join(' ')}`,
      );
    } finally {
      db.close();
    }
  }
});

test('an end beyond all times is accepted without an offset, also where no other time lacks one', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml':
      'home: KR\nrules: [./own.yaml]\nsources: { consents: { files: [consents.csv], timezone: Europe/Berlin } }\n',
    'transfers.csv': HEADER + '2024-01-01T00:00:00Z,u,shop,lab,phone,pay,,\n',
    'consents.csv': 'user_id,notice,given_at,expires_at\nu,n1,2023-01-01T00:00:00Z,9999-12-31\n',
  });
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
  assert.deepEqual(
    await db.rows('SELECT count(*)::INT AS n, count(problem)::INT AS bad FROM typed_consents'),
    [{ n: 1, bad: 0 }],
  );
});
