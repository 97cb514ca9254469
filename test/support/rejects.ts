import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { runCli } from './cli.js';
import { BASE, tempDir, writeFiles } from './workspace.js';

/** A line of `wayleave rejects --format jsonl`. */
export interface RejectLine {
  file: string;
  row: number;
  line: number | null;
  column: string | null;
  code: string;
  value: string | null;
  sentence: string;
  raw?: string;
}

/** The rejected rows of the small case with these files, as the command line lists them. */
export async function rejectsOf(
  t: TestContext,
  files: Record<string, string | Uint8Array>,
  extra: readonly string[] = [],
): Promise<RejectLine[]> {
  const dir = writeFiles(tempDir(t), { ...BASE, ...files });
  const ran = await runCli(['rejects', dir, '--format', 'jsonl', ...extra]);
  assert.equal(ran.code, 0, ran.stderr);
  return ran.stdout
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l) as RejectLine);
}
