import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { quoteText, sqlFile } from '../../src/duckdb/sql.js';
import { benchConsents, writeBenchRegisters } from './bench-case.js';

/**
 * How long an analysis takes beside the bare decoding of the same Parquet file, which no analysis can undercut, in the
 * same run. `npm run bench -- PEOPLE` (default 1,000,000: about 25 million transfers).
 */
const people = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 13;
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));

try {
  mkdirSync(join(dir, 'transfers'));
  writeBenchRegisters(dir);
  const log = join(dir, 'transfers', 'log.parquet');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '4GB',
    temp_directory: dir,
  });
  const db = await instance.connect();
  const fragments = { people: String(people), rounds: String(ROUNDS), path: quoteText(log) };
  await db.run(sqlFile('../test/bench/generate.sql', fragments));
  await db.run(benchConsents(people, join(dir, 'consents.parquet')));
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
    [join(packageRoot(), 'dist/test/support/with-peak.js'), main, 'analyze', dir, ...options],
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
  const peak = Number(/peak (\d+)/.exec(ran.stderr)?.[1] ?? 0) * 1024;
  process.stdout.write(
    [
      `cores ${availableParallelism()}, transfers ${rows}, people ${a.people}`,
      `decoding ${decoding.toFixed(2)} s, analysis ${seconds.toFixed(2)} s, ratio ${(seconds / decoding).toFixed(1)}`,
      `rows per second ${Math.round(rows / seconds)}, peak RSS ${(peak / 1e9).toFixed(2)} GB`,
      `flows ${a.flows.length}, trails ${a.trails.length}, cohorts ${a.cohorts}`,
      '',
    ].join('\n'),
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
