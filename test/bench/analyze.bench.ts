import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { quoteText, sqlFile } from '../../src/duckdb/sql.js';

/**
 * How long an analysis takes beside the bare decoding of the same Parquet file, which no analysis can undercut, in the
 * same run. `npm run bench -- PEOPLE` (default 1,000,000: about 25 million transfers).
 */
const people = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 13;
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));

const REGISTERS: Record<string, string> = {
  'case.yaml': 'title: Bench\nhome: KR\nrules: [./own.yaml]\n',
  'own.yaml':
    'id: own\napplies: { sender: [KR], people: [KR] }\ngates:\n  - gate: provision\n    carried_by:\n' +
    '      - { consent: provide, requires: { separate: true }, cite: A 1 }\n    cite: A\n' +
    '  - { gate: onward, when: leaves, cite: B }\n  - { gate: taint, effect: advisory }\n',
  'processors.csv': `id,jurisdiction\n${[
    ...names('home', 7, 'KR'),
    ...names('abroad', 5, 'SG'),
    ...names('onward', 6, 'US'),
  ].join('')}`,
  'fields.csv':
    'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nemail,pd:EmailAddress,,\nphone_hash,pd:TelephoneNumber,phone,hash\n' +
    'balance,pd:FinancialStatus,,\nscore,pd:CreditScore,balance|phone_hash|phone,score\n',
  'purposes.csv': 'id\np0\np1\np2\np3\n',
  'notices.csv': `id,controller,scope,recipients,fields,purposes,separate\n${Array.from({ length: 7 }, (_, i) => `n${i},home${i},provide,*,*,*,true\n`).join('')}`,
};

function names(prefix: string, count: number, place: string): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i},${place}\n`);
}

try {
  mkdirSync(join(dir, 'transfers'));
  for (const [name, text] of Object.entries(REGISTERS)) writeFileSync(join(dir, name), text);
  const log = join(dir, 'transfers', 'log.parquet');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '4GB',
    temp_directory: dir,
  });
  const db = await instance.connect();
  const fragments = { people: String(people), rounds: String(ROUNDS), path: quoteText(log) };
  await db.run(sqlFile('../test/bench/generate.sql', fragments));
  const consents = quoteText(join(dir, 'consents.parquet'));
  await db.run(
    `COPY (SELECT 'user-' || u AS user_id, 'n' || (u % 7) AS notice, TIMESTAMP '2022-12-01' + INTERVAL (u % 200) DAY AS given_at,
       CASE WHEN u % 10 = 0 THEN TIMESTAMP '2023-08-20' END AS withdrawn_at FROM range(0, ${people}, 2) p(u)) TO ${consents} (FORMAT parquet)`,
  );
  const decode = async (): Promise<number> => {
    const started = performance.now();
    await db.runAndReadAll(
      `SELECT count(*), max("at"), max(user_id), max(sender), max(recipient), max(fields), max(purpose) FROM read_parquet(${quoteText(log)})`,
    );
    return (performance.now() - started) / 1000;
  };
  await decode();
  const decoding = Math.min(await decode(), await decode());
  db.closeSync();
  instance.closeSync();

  const started = performance.now();
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  const options = ['--json', '--memory', '4GB', '--threads', '2', '--store', join(dir, 'store')];
  const ran = spawnSync(
    process.execPath,
    [join(packageRoot(), 'dist/test/bench/with-peak.js'), main, 'analyze', dir, ...options],
    {
      maxBuffer: 1 << 30,
      encoding: 'utf8',
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (ran.status !== 0) throw new Error(ran.stderr);
  const a = JSON.parse(ran.stdout) as {
    people: number;
    cohorts: number;
    flows: unknown[];
    trails: unknown[];
    sources: { transfers: { accepted: number } };
  };
  const rows = a.sources.transfers.accepted;
  const peak = Number(/peak (\d+)/.exec(ran.stderr)?.[1] ?? 0);
  process.stdout.write(
    [
      `cores ${availableParallelism()}, transfers ${rows}, people ${a.people}`,
      `decoding ${decoding.toFixed(2)} s, analysis ${seconds.toFixed(2)} s, ratio ${(seconds / decoding).toFixed(1)}`,
      `rows per second ${Math.round(rows / seconds)}, peak RSS ${(peak / 1e6).toFixed(2)} GB`,
      `flows ${a.flows.length}, trails ${a.trails.length}, cohorts ${a.cohorts}`,
      '',
    ].join('\n'),
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
