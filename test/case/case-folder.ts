import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCase } from '../../src/case/load-case.js';
import { WayleaveError, type ErrorCode, type Place } from '../../src/errors.js';
import type { Case } from '../../src/model/case.js';

/** Path in the case → content; null leaves a file of the sound case out. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** A small case in which nothing is wrong. */
export const SOUND: Files = {
  'case.yaml': 'title: Test\nhome: KR\nrules: [./own.yaml]\n',
  'own.yaml':
    'id: own\napplies: { sender: [KR] }\ngates:\n  - gate: provision\n    carried_by: [{ consent: provide }]\n',
  'processors.csv': 'id,jurisdiction,aliases\np1,KR,First\np2,US,Second|Zwei\n',
  'fields.csv': 'id,derived_from,method\nphone,,\nsha,phone,hash\n',
  'purposes.csv': 'id,necessary_fields\npay,phone\nads,\n',
  'transfers.csv': 'at,user_id,sender,recipient,fields,purpose\n',
};

/** Runs something in a folder that holds the sound case, changed by some files; the folder is removed afterwards. */
export async function inCase<T>(changes: Files, run: (dir: string) => T | Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-case-'));
  try {
    for (const [path, content] of Object.entries({ ...SOUND, ...changes })) {
      if (content === null) continue;
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    return await run(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Loads the sound case, changed by some files. */
export function load(changes: Files = {}): Promise<Case> {
  return inCase(changes, loadCase);
}

export interface Expected {
  readonly code: ErrorCode;
  /** All that the place must say; what is not named must not be there either. */
  readonly place: Place;
  readonly message: RegExp;
  readonly accepted?: RegExp;
  readonly advice?: RegExp;
}

/** Asserts that an error is the one expected. */
export function assertError(e: unknown, expected: Expected): true {
  assert.ok(e instanceof WayleaveError, String(e));
  assert.equal(e.code, expected.code, e.describe());
  assert.match(e.message, expected.message);
  assert.deepEqual(e.place, expected.place);
  if (expected.accepted !== undefined) assert.match(e.accepted ?? '', expected.accepted);
  if (expected.advice !== undefined) assert.match(e.advice ?? '', expected.advice);
  return true;
}
