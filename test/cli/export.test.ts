import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { runCli } from '../support/cli.js';
import { tempDir } from '../support/workspace.js';

/** A golden case in a folder of its own, with a place to write to. */
function caseIn(t: TestContext): { dir: string; out: string } {
  const root = tempDir(t);
  const dir = join(root, 'case');
  cpSync(join(packageRoot(), 'test', 'cases', 'onward-and-taint'), dir, { recursive: true });
  return { dir, out: join(root, 'out') };
}

interface Written {
  readonly attributes: { readonly title: string };
  readonly nodes: readonly { readonly key: string; readonly attributes: { readonly nodeLabel: string } }[];
}

test('one text goes to stdout, or into the file that --out names', async (t) => {
  const { dir, out } = caseIn(t);
  const printed = await runCli(['export', dir, '--format', 'json']);
  assert.equal(printed.code, 0, printed.stderr);
  const written = await runCli(['export', dir, '--format', 'json', '--out', out]);
  assert.deepEqual([written.code, written.stdout], [0, '']);
  assert.equal(readFileSync(out, 'utf8'), printed.stdout);
  assert.deepEqual(readdirSync(join(out, '..')).sort(), ['case', 'out']);
});

test('persons are in it only when asked for, as pseudonyms, and that is noted', async (t) => {
  const { dir } = caseIn(t);
  const users = async (...more: string[]): Promise<string[]> => {
    const ran = await runCli(['export', dir, '--format', 'json', ...more]);
    assert.equal(ran.code, 0, ran.stderr);
    const { nodes } = JSON.parse(ran.stdout) as Written;
    return nodes.filter((n) => n.attributes.nodeLabel === 'User').map((n) => n.key);
  };
  const audit = join(dir, '.wayleave', 'audit.jsonl');
  assert.deepEqual(await users(), []);
  assert.ok(!existsSync(audit));
  const found = await users('--users');
  assert.ok(found.length > 0);
  for (const user of found) assert.match(user, /^User:u-[0-9a-f]{24}$/);
  assert.match(readFileSync(audit, 'utf8'), /"what":"export --users"/);
});

test('formats of several files need a folder, and that folder for themselves', async (t) => {
  const { dir, out } = caseIn(t);
  for (const format of ['csv', 'neo4j-import']) {
    const nowhere = await runCli(['export', dir, '--format', format]);
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /USAGE: --format (csv|neo4j-import) writes several files and needs --out/);
    const folder = `${out}-${format}`;
    assert.equal((await runCli(['export', dir, '--format', format, '--out', folder])).code, 0);
    const again = await runCli(['export', dir, '--format', format, '--out', folder]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /EXPORT_UNWRITABLE: the folder .* is not empty/);
  }
});

test('a place that cannot be written, and a format that there is not, are said', async (t) => {
  const { dir, out } = caseIn(t);
  writeFileSync(out, '');
  const below = await runCli(['export', dir, '--format', 'gexf', '--out', join(out, 'x.gexf')]);
  assert.equal(below.code, 2);
  assert.match(below.stderr, /EXPORT_UNWRITABLE: .* cannot be written/);
  const unknown = await runCli(['export', dir, '--format', 'gml']);
  assert.equal(unknown.code, 2);
  assert.match(
    unknown.stderr,
    /Allowed choices are graphml, gexf, json, csv, dot, prov-json, json-ld, neo4j-import/,
  );
});
