import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reason, WayleaveError } from '../errors.js';
import { makeFolder } from '../input/make-folder.js';
import type { Addresses } from '../model/case.js';
import { beginIn, replaceFile } from './files.js';
import { writing } from './store.js';

const FILE = 'addresses.json';

/** What is read of addresses, by the address or pattern that was asked for. */
export const addressesSchema = z.record(
  z.string(),
  z.array(z.object({ address: z.string(), size: z.number(), modified: z.number() })),
);

/**
 * What a cluster found at the addresses of a case when it was last asked: whoever reads a result knows by it which logs the
 * result is of, without a cluster.
 *
 * @param dir of the store; it need not be there
 * @throws WayleaveError STORE_UNUSABLE when it cannot be read
 */
export function readAddresses(dir: string): Addresses {
  const path = join(dir, FILE);
  try {
    if (!existsSync(path)) return new Map();
    return new Map(Object.entries(addressesSchema.parse(JSON.parse(readFileSync(path, 'utf8')))));
  } catch (error) {
    throw new WayleaveError('STORE_UNUSABLE', `what lies at addresses cannot be read: ${reason(error)}`, {
      place: { file: path },
      advice: 'Remove the file, and analyze with --engine spark: the cluster looks again.',
      cause: error,
    });
  }
}

/**
 * Keeps what a cluster found, in place of what it found before.
 *
 * @throws WayleaveError STORE_UNUSABLE when it cannot be written
 */
export function writeAddresses(dir: string, addresses: Addresses): void {
  writing(() => {
    makeFolder(dir, 0o700);
    const begun = beginIn(dir, 'addresses');
    const made = join(begun, FILE);
    writeFileSync(made, JSON.stringify(Object.fromEntries(addresses)), { mode: 0o600, flush: true });
    replaceFile(made, join(dir, FILE));
    rmSync(begun, { recursive: true, force: true });
  });
}
