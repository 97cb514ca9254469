import type { DuckDBConnection } from '@duckdb/node-api';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, readAsset } from '../../src/assets.js';
import { DuckDBInstance } from '../../src/duckdb/api.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { reason } from '../../src/errors.js';
import { unwritable, WRITE_ELSEWHERE } from '../../src/input/io-errors.js';
import { makeFolder } from '../../src/input/make-folder.js';

/** What was written. */
export interface Generated {
  readonly people: number;
  readonly transfers: number;
  readonly consents: number;
}

/** Real numbers of the case: cumulative users, records a day before and after 2020-10-08, records of the payment flow. */
const REAL = { people: 40_450_000, dailyBefore: 28_360_000, dailyAfter: 30_940_000, payments: 550_000_000 };

const STEPS = ['collection', 'bulk', 'daily', 'payments', 'nsf-result', 'apple'] as const;

/**
 * Writes the Kakaopay case at a scale: its registers as they are, and logs that follow the true calendar. Set-based and
 * deterministic: the same scale gives the same rows.
 *
 * @param options.scale 10000 means 1:10,000, which gives 4,045 people and about 5.42 million daily records
 * @param options.out a folder, made if needed
 * @throws WayleaveError EXPORT_UNWRITABLE
 */
export async function generateKakaopay(options: {
  readonly scale: number;
  readonly out: string;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<Generated> {
  const { scale, out, onProgress } = options;
  const seed = join(packageRoot(), 'seed', 'kakaopay-alipay');
  try {
    makeFolder(join(out, 'transfers'));
    for (const name of readdirSync(seed)) {
      if (/\.(csv|yaml|md)$/.test(name)) cpSync(join(seed, name), join(out, name));
    }
  } catch (error) {
    throw unwritable(out, error, WRITE_ELSEWHERE);
  }
  const scaled = (real: number): number => Math.max(1, Math.round(real / scale));
  const values: Record<string, number> = {
    people: scaled(REAL.people),
    before: scaled(REAL.dailyBefore),
    after: scaled(REAL.dailyAfter),
    payments: scaled(REAL.payments),
  };
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(fill(readAsset('seed/kakaopay-alipay/generate.sql'), values));
    let transfers = 0;
    for (const [i, step] of STEPS.entries()) {
      const path = join(out, 'transfers', `${i + 1}-${step}.parquet`);
      transfers += await write(connection, fill(readAsset(`seed/kakaopay-alipay/${step}.sql`), values), path);
      onProgress?.(i + 1, STEPS.length + 1);
    }
    const query = fill(readAsset('seed/kakaopay-alipay/consents.sql'), values);
    const consents = await write(connection, query, join(out, 'consents.parquet'));
    onProgress?.(STEPS.length + 1, STEPS.length + 1);
    return { people: values['people'] ?? 0, transfers, consents };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Numbers only: a macro definition takes no bound values. */
function fill(sql: string, values: Readonly<Record<string, number>>): string {
  return sql.replaceAll(/\$(\w+)/g, (_, name: string) => String(values[name]));
}

async function write(connection: DuckDBConnection, query: string, path: string): Promise<number> {
  try {
    const result = await connection.run(
      `COPY (${query}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    return result.rowsChanged;
  } catch (error) {
    throw reason(error).startsWith('IO Error') ? unwritable(path, error, WRITE_ELSEWHERE) : error;
  }
}
