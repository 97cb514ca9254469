import type { ManagedTransaction } from 'neo4j-driver';
import { statement } from './statements.js';

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/**
 * Bytes that a transaction may take on the server: the least of its limits for transactions.
 *
 * @returns Infinity when there is none
 */
export async function transactionMemory(tx: ManagedTransaction): Promise<number> {
  const { records } = await tx.run(statement('memory-settings'));
  const limits = records.map((row) => parseSize(String(row.get('value')))).filter((bytes) => bytes > 0);
  return Math.min(Infinity, ...limits);
}

/** `637.35MiB` in bytes; what is not understood, and no limit, is 0. */
function parseSize(text: string): number {
  const [, amount, unit = ''] = /^([\d.]+)([KMGT]?i?B)$/.exec(text) ?? [];
  return Number(amount ?? 0) * (UNITS[unit] ?? 0);
}
