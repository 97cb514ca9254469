import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli } from '../support/cli.js';
import { writeManyTrails } from '../support/many-trails-case.js';
import { tempDir } from '../support/workspace.js';

test('a result that is kept is printed as it was when it was made, in the same order', async (t) => {
  const dir = writeManyTrails(tempDir(t));
  const print = async (): Promise<string> => {
    const ran = await runCli(['analyze', dir, '--json', '--threads', '2']);
    assert.equal(ran.code, 0, ran.stderr);
    return ran.stdout;
  };
  const made = await print();
  const kept = await print();
  const trails = (text: string): string[] =>
    (JSON.parse(text) as { trails: { id: string }[] }).trails.map((trail) => trail.id);
  // Far more rows than the database puts down at once.
  assert.ok(trails(made).length > 40_000);
  assert.deepEqual(trails(kept), trails(made));
  assert.ok(kept === made);
});
