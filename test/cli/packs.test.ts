import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../src/assets.js';
import { testPack } from '../../src/cli/pack-test.js';
import { builtInPacks, loadPack } from '../../src/law/pack.js';
import { packPage } from '../../src/report/pack-page.js';
import { runCli } from '../support/cli.js';
import { tempDir } from '../support/workspace.js';

const example = join(packageRoot(), 'seed', 'own-policy');
const policy = join(example, 'policy.yaml');
const tutorial = readFileSync(join(packageRoot(), 'docs', 'tutorial-own-pack.md'), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

test('packs lists what comes with the program', async () => {
  const { code, stdout } = await runCli(['packs']);
  assert.equal(code, 0);
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
    builtInPacks(),
  );
});

test('packs show prints the page of a pack, and says what is wrong with one that is none', async () => {
  const shown = await runCli(['packs', 'show', 'jp-appi', '--format', 'md']);
  assert.equal(shown.stdout, packPage(loadPack('jp-appi', '.')));
  const own = await runCli(['packs', 'show', policy]);
  assert.match(own.stdout, /fewer than 3 people since 1 January, over transfers between the two/);
  const none = await runCli(['packs', 'show', 'jp-api']);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /did you mean jp-appi/);
});

test('the tutorial: its golden cases are as expected', async () => {
  const cases = ['reviewed', 'abroad', 'trial'].map((name) => join(example, 'cases', name));
  const { code, stdout } = await runCli(['packs', 'test', policy, ...cases]);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /3 as expected, 0 differ/);
});

test('the tutorial shows what the example holds', () => {
  const blocks = [...tutorial.matchAll(/```(yaml|json)\n([\s\S]*?)```/g)];
  const [head, vendor, abroad, json] = blocks.map((b) => b[2] ?? '');
  const gates = `${vendor ?? ''}${abroad ?? ''}`;
  const shown = parse(`${head ?? ''}${gates}`) as { gates: object[] };
  const full = parse(readFileSync(policy, 'utf8')) as { gates: Record<string, unknown>[]; facts?: unknown };
  const { facts: _facts, ...rest } = full;
  assert.notEqual(_facts, undefined);
  const unsaid = rest.gates.map((g) => Object.fromEntries(Object.entries(g).filter(([k]) => k !== 'note')));
  assert.deepEqual(shown, { ...rest, gates: unsaid });
  const expected = readFileSync(join(example, 'cases', 'abroad', 'expected.json'), 'utf8');
  assert.deepEqual(JSON.parse(json ?? ''), JSON.parse(expected));
});

test('a golden case that differs says how, and fails', async (t) => {
  const dir = tempDir(t);
  cpSync(example, dir, { recursive: true });
  const change = (text: string): void => {
    writeFileSync(join(dir, 'cases', 'abroad', 'expected.json'), text);
  };
  const differences = (): Promise<string[]> =>
    testPack(join(dir, 'policy.yaml'), join(dir, 'cases', 'abroad'));
  change('{ "findings": [] }');
  assert.deepEqual(await differences(), [
    'found, not expected: CONTRACT_UNQUALIFIED at abroad, acme → mailer, email, for newsletter',
  ]);
  change('{ "findings": [{ "gate": "abroad" }, { "gate": "vendor", "code": "NO_BASIS" }] }');
  assert.deepEqual(await differences(), [
    'expected, not found: NO_BASIS at vendor, anyone → anyone, for anything',
  ]);
  change('{ "mustNotOccur": [{ "gate": "abroad" }] }');
  assert.deepEqual(await differences(), [
    'must not occur: CONTRACT_UNQUALIFIED at abroad, acme → mailer, email, for newsletter',
  ]);
  change(
    '{ "flows": [{ "sender": "acme", "recipient": "mailer", "purpose": "newsletter", "verdict": "supported" }] }',
  );
  assert.deepEqual(await differences(), ['no flow acme → mailer for newsletter is supported']);
  const { code } = await runCli(['packs', 'test', join(dir, 'policy.yaml'), join(dir, 'cases', 'abroad')]);
  assert.equal(code, 4);
  change('[');
  await assert.rejects(differences(), { code: 'USAGE', message: /cannot be read as/ });
  rmSync(join(dir, 'cases', 'abroad', 'expected.json'));
  await assert.rejects(differences(), {
    code: 'USAGE',
    message: /expected\.json is missing/,
    advice: /Write it/,
  });
});

test('scenarios are golden cases of their packs', async () => {
  const seed = (name: string): string => join(packageRoot(), 'seed', name);
  assert.deepEqual(await testPack('eu-gdpr', seed('uber')), []);
  assert.notDeepEqual(await testPack('jp-appi', seed('uber')), [], 'another law says other things');
});
