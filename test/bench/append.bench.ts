import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { quoteText, sqlFile } from '../../src/duckdb/sql.js';
import { benchConsents, writeBenchRegisters } from './bench-case.js';

/**
 * What it costs to add one row in a hundred to a result, beside analyzing everything, in the same run; answers are compared.
 * `npm run bench -- append PEOPLE` (default 1,000,000: about 25 million transfers). Rows are added in four ways: the latest
 * of an eighth of all people, all rows of one person in a hundred who is new, late rows of an eighth of the people in the
 * middle of the log, and withdrawals of one person in a hundred, dated back.
 */
const people = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 13;
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
const log = join(dir, 'log.parquet');

/** Who came when in the log of generate.sql: the number of the person, and the round by the time. */
const PERSON = 'CAST(user_id[6:] AS BIGINT)';
const ROUND = `(date_diff('day', TIMESTAMP '2023-01-02', "at") // 14)`;
const ADDED = [
  ['latest', `${ROUND} = ${ROUNDS - 1} AND ${PERSON} % 8 = 0`],
  ['newcomers', `${PERSON} % 100 = 1`],
  ['late', `${ROUND} = 6 AND ${PERSON} % 8 = 3`],
] as const;

function analyze(
  kase: string,
  append: boolean,
  store: string,
): { seconds: number; printed: string; note: string; peak: number } {
  const started = performance.now();
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  const options = [
    '--json',
    '--memory',
    '4GB',
    '--threads',
    '2',
    '--store',
    store,
    ...(append ? ['--append'] : []),
  ];
  const ran = spawnSync(
    process.execPath,
    [join(packageRoot(), 'dist/test/support/with-peak.js'), main, 'analyze', kase, ...options],
    { maxBuffer: 1 << 30, encoding: 'utf8' },
  );
  if (ran.status !== 0) throw new Error(ran.stderr);
  const [, note = '', peak = '0'] = /^([\s\S]*)peak (\d+)/.exec(ran.stderr) ?? [];
  return {
    seconds: (performance.now() - started) / 1000,
    printed: ran.stdout,
    note: note.trim(),
    peak: Number(peak),
  };
}

try {
  const kase = join(dir, 'case');
  for (const name of ['transfers', 'consents']) mkdirSync(join(kase, name), { recursive: true });
  writeBenchRegisters(kase);
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '4GB',
    temp_directory: dir,
  });
  const db = await instance.connect();
  await db.run(
    sqlFile('../test/bench/generate.sql', {
      people: String(people),
      rounds: String(ROUNDS),
      path: quoteText(log),
    }),
  );
  const put = async (name: string, where: string): Promise<number> => {
    const path = quoteText(join(kase, 'transfers', `${name}.parquet`));
    await db.run(
      `COPY (FROM read_parquet(${quoteText(log)}) WHERE ${where}) TO ${path} (FORMAT parquet, COMPRESSION zstd)`,
    );
    const [row] = (await db.runAndReadAll(`SELECT count(*) FROM read_parquet(${path})`)).getRows();
    return Number(row?.[0]);
  };
  const rows = await put('a', `NOT coalesce(${ADDED.map(([, where]) => `(${where})`).join(' OR ')}, false)`);
  await db.run(benchConsents(people, join(kase, 'consents', 'a.parquet')));
  const say = (what: string, seconds: number, note: string): void => {
    process.stdout.write(`${what}: ${seconds.toFixed(2)} s${note === '' ? '' : `; ${note}`}\n`);
  };
  const first = analyze(kase, true, join(dir, 'store'));
  say(`${rows} transfers, with what is kept`, first.seconds, `peak RSS ${(first.peak / 1e6).toFixed(2)} GB`);
  const compare = (what: string, added: number): void => {
    const adding = analyze(kase, true, join(dir, 'store'));
    const whole = analyze(kase, false, join(dir, 'whole'));
    rmSync(join(dir, 'whole'), { recursive: true });
    if (adding.printed !== whole.printed) throw new Error(`${what}: adding comes to something else`);
    say(`${what}, ${added} rows: everything`, whole.seconds, `peak RSS ${(whole.peak / 1e6).toFixed(2)} GB`);
    const share = `${((100 * adding.seconds) / whole.seconds).toFixed(1)} % of it, peak RSS ${(adding.peak / 1e6).toFixed(2)} GB`;
    say(`${what}, ${added} rows: adding`, adding.seconds, `${share}; ${adding.note}`);
  };
  for (const [name, where] of ADDED) compare(name, await put(`b-${name}`, where));
  const withdrawals = quoteText(join(kase, 'consents', 'b.parquet'));
  await db.run(
    `COPY (SELECT 'user-' || u AS user_id, 'n' || (u % 7) AS notice, TIMESTAMP '2022-12-01' AS given_at, TIMESTAMP '2023-03-01' AS withdrawn_at
     FROM range(1, ${people}, 100) p(u)) TO ${withdrawals} (FORMAT parquet)`,
  );
  compare('withdrawals', Math.ceil(people / 100));
  db.closeSync();
  instance.closeSync();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
