import { DuckDBInstance } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until this process alone holds a lock. An open DuckDB file is one: the operating system gives it to one process at
 * a time, and takes it back however that process ends.
 *
 * @param path of the file that stands for the lock; in one process it must be asked for once only
 * @returns releases it
 */
export async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      const held = await DuckDBInstance.create(path, { threads: '1' });
      return () => {
        held.closeSync();
      };
    } catch (error) {
      if (!(error instanceof Error) || !/lock|being used|cannot access/i.test(error.message)) throw error;
      await sleep(100);
    }
  }
}
