import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as wayleave from 'wayleave';
import { packageRoot } from '../src/assets.js';
import { runCli } from './support/cli.js';
import { tempDir } from './support/workspace.js';

test('a program that imports the package gets what the command line prints', async (t) => {
  const dir = join(tempDir(t), 'case');
  cpSync(join(packageRoot(), 'test', 'cases', 'collection'), dir, { recursive: true });
  const session = await wayleave.openSession(dir, {});
  const stages = new Set<string>();
  const analysis = await wayleave.currentAnalysis(session, wayleave.limits(), {
    onProgress: (stage) => stages.add(stage),
  });
  assert.ok(stages.has('Walking histories'));
  const again = await wayleave.currentAnalysis(await wayleave.openSession(dir, {}), wayleave.limits());
  assert.deepEqual(again, analysis);
  const printed = await runCli(['analyze', dir, '--json']);
  assert.equal([...wayleave.printedText(analysis)].join(''), printed.stdout);
});

test('its errors are of the one kind that it exports', async (t) => {
  const error: unknown = await wayleave.openSession(tempDir(t), {}).catch((e: unknown) => e);
  assert.ok(error instanceof wayleave.WayleaveError);
  assert.equal(error.code, 'CASE_NOT_FOUND');
});
