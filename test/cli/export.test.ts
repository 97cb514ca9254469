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

interface Subgraph {
  readonly nodes: readonly { readonly key: string }[];
  readonly edges: readonly {
    readonly source: string;
    readonly target: string;
    readonly attributes: { readonly label: string };
  }[];
}

test('a query exports what it names, with what that is made of, and nothing else', async (t) => {
  const { dir } = caseIn(t);
  const query = 'lineage/foreign-trails';
  const shown = await runCli(['query', dir, query, '--format', 'json', '--param', 'destination=ads']);
  const { rows } = JSON.parse(shown.stdout) as { rows: Record<string, unknown>[] };
  const ran = await runCli([
    'export',
    dir,
    '--format',
    'json',
    '--query',
    query,
    '--param',
    'destination=ads',
  ]);
  assert.equal(ran.code, 0, ran.stderr);
  const { nodes, edges } = JSON.parse(ran.stdout) as Subgraph;
  const keys = (label: string): string[] =>
    nodes.flatMap(({ key }) => (key.startsWith(`${label}:`) ? [key.slice(label.length + 1)] : [])).sort();
  assert.deepEqual(keys('Trail'), rows.map((r) => String(r['trail'])).sort());
  assert.deepEqual(keys('Processor'), [...new Set(rows.flatMap((r) => r['processors'] as string[]))].sort());
  // Each trail ends in a flow that is there, and each flow has its sender and recipient.
  for (const [label, from] of [
    ['VIA', 'Trail'],
    ['TO', 'Flow'],
    ['SENDS', 'Processor'],
  ] as const) {
    assert.ok(edges.some((e) => e.attributes.label === label && e.source.startsWith(`${from}:`)));
  }
  assert.equal(edges.filter((e) => e.attributes.label === 'TO').length, keys('Flow').length);
  assert.deepEqual([keys('Cohort'), keys('Finding'), keys('User')], [[], [], []]);
});

test('Cypher exports the nodes, relationships and paths of its answer', async (t) => {
  const { dir } = caseIn(t);
  const cypher = (statement: string, ...more: string[]): ReturnType<typeof runCli> =>
    runCli(['export', dir, '--format', 'json', '--cypher', statement, ...more]);
  const ways = await cypher(
    'MATCH way = (:Processor {id: $from})-[:SENDS]->(:Flow) RETURN way',
    '--param',
    'from=bank',
  );
  assert.equal(ways.code, 0, ways.stderr);
  const { nodes, edges } = JSON.parse(ways.stdout) as Subgraph;
  assert.ok(edges.length > 0);
  assert.ok(edges.every((e) => e.source === 'Processor:bank' && e.attributes.label === 'SENDS'));
  assert.equal(nodes.length, edges.length + 1);

  const members = await cypher('MATCH (u:User)-[m:MEMBER_OF]->(c:Cohort) RETURN u, m, c');
  assert.equal(members.code, 0, members.stderr);
  assert.ok((JSON.parse(members.stdout) as Subgraph).nodes.every((n) => n.key.startsWith('Cohort:')));
  assert.match(members.stderr, /\d+ persons are left out; --users exports them/);
  assert.match(members.stderr, /\d+ relationships are left out/);
});

test('an answer without nodes, a query of a whole-case format and a lonely parameter are errors', async (t) => {
  const { dir, out } = caseIn(t);
  const failing = async (...args: string[]): Promise<string> => {
    const ran = await runCli(['export', dir, ...args]);
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    return ran.stderr;
  };
  const json = ['--format', 'json'];
  assert.match(
    await failing(...json, '--cypher', 'MATCH (p:Processor) RETURN p.id'),
    /EXPORT_EMPTY: the answer holds no node/,
  );
  assert.match(
    await failing(...json, '--query', 'case/verdicts'),
    /EXPORT_EMPTY: the answer to case\/verdicts names no node/,
  );
  assert.match(await failing(...json, '--query', 'lineage/nothing'), /QUERY_UNKNOWN/);
  assert.match(await failing(...json, '--param', 'a=b'), /USAGE: --param is given without a query/);
  assert.match(
    await failing('--format', 'neo4j-import', '--out', out, '--cypher', 'MATCH (n) RETURN n'),
    /USAGE: --format neo4j-import exports whole cases only/,
  );
});
