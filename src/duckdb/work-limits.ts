import { join } from 'node:path';
import type { DatabaseLimits } from './database.js';

/** Share of a run's memory that its work database has while no histories are gathered or walked. */
const WORK = 0.6;

/** Bytes that the work database of a run may hold, of the bytes that the run may. */
export function workMemory(memory: number): number {
  return memory * WORK;
}

/**
 * What the work database of a run may use.
 *
 * @param work the folder of its work files
 */
export function workLimits(
  { memory, threads }: Pick<DatabaseLimits, 'memory' | 'threads'>,
  work: string,
): DatabaseLimits {
  return { memory: workMemory(memory), threads, tempDir: join(work, 'spill') };
}
