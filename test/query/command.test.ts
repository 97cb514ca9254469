import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { runCli, type Ran } from '../support/cli.js';
import { writeFiles } from '../support/workspace.js';
import { OWNED_CASE } from './owned-case.js';

const dir = writeFiles(mkdtempSync(join(tmpdir(), 'wayleave-command-')), OWNED_CASE);
after(() => {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

async function query(...args: string[]): Promise<Ran> {
  return runCli(['query', dir, ...args]);
}

interface Printed {
  readonly query: string | null;
  readonly columns: string[];
  readonly rows: Record<string, unknown>[];
  readonly complete: boolean;
  readonly cut: unknown;
}

test('a query by name prints rows as JSON by column, and says that they are complete', async () => {
  const { code, stdout } = await query('lineage/reach', '--param', 'recipient=b', '--format', 'json');
  assert.equal(code, 0);
  const printed = JSON.parse(stdout) as Printed;
  assert.deepEqual([printed.query, printed.complete, printed.cut], ['lineage/reach', true, null]);
  assert.deepEqual(Object.keys(printed.rows[0] ?? {}), printed.columns);
  assert.ok(printed.rows.length > 0 && printed.rows.every((r) => r['recipient'] === 'b'));
  assert.match(String(printed.rows[0]?.['firstArrival']), /^2020-05-0\dT00:00:00Z$/);
});

test('rows beyond the limit are not read, and every format says so', async () => {
  const cut = ['lineage/flows', '--rows', '2', '--format'];
  const json = JSON.parse((await query(...cut, 'json')).stdout) as Printed;
  assert.deepEqual([json.rows.length, json.complete, json.cut], [2, false, { by: 'maxRows', limit: 2 }]);
  const csv = await query(...cut, 'csv');
  const rows = parse(csv.stdout, { columns: true });
  assert.equal(rows.length, 2);
  assert.match(csv.stderr, /2 rows, not complete: cut at the limit of 2 rows/);
  const table = await query(...cut, 'table');
  assert.match(table.stdout, /\n2 rows, not complete: cut at the limit of 2 rows; --rows raises it\n$/);
});

test('a table fits its width, and the last line says that it is complete', async () => {
  for (const name of ['people/exposed', 'lineage/flows', 'ownership/group-flows']) {
    const { stdout } = await query(name);
    assert.match(stdout, /\n[\d,]+ rows, complete\n$/);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 120, line);
  }
});

test('Cypher of one’s own: nodes, relationships and paths are printed by what they are', async () => {
  const statement =
    'MATCH way = (a:Processor {id: $id})-[:CONTROLLED_BY]->(b) RETURN way, a AS node, labels(b) AS labels, $n AS n ORDER BY n';
  const ask = ['--cypher', statement, '--param', 'id=a1', '--param', 'n=3', '--format'];
  const { rows } = JSON.parse((await query(...ask, 'json')).stdout) as Printed;
  const node = (id: string): unknown => ({
    labels: ['Processor'],
    properties: { home: true, id, jurisdiction: 'KR' },
  });
  assert.deepEqual(rows, [
    {
      way: { nodes: [node('a1'), node('a')], relationships: [{ type: 'CONTROLLED_BY', properties: {} }] },
      node: node('a1'),
      labels: ['Processor'],
      n: 3,
    },
  ]);
  const { stdout } = await query(...ask, 'table');
  assert.match(stdout, /\(:Processor a1\)-\[:CONTROLLED_BY\]->\(:Processor a\) +\(:Processor a1\)/);
});

test('mistakes are named before anything is run, and what was meant is suggested', async () => {
  const mistakes: [string[], RegExp][] = [
    [['lineage/reech'], /^QUERY_UNKNOWN[^]*did you mean lineage\/reach\?/],
    [['lineage/reach', '--param', 'orign=a'], /QUERY_PARAMETER[^]*did you mean origin\?/],
    [
      ['lineage/reach', '--param', 'origin=shop'],
      /QUERY_PARAMETER: origin: the graph has no Processor "shop"/,
    ],
    [['bases/carried', '--param', 'basis=n9'], /no Notice or Contract "n9"[^]*did you mean n/],
    [['people/trails-of-person', '--param', 'person=u1'], /no User "u1"[^]*wayleave person/],
    [['lineage/holdings'], /needs the parameter processor/],
    [['lineage/reach', '--param', 'origin'], /USAGE: --param origin is not understood/],
    [[], /USAGE: what to ask is not clear/],
    [['lineage/reach', '--cypher', 'RETURN 1'], /USAGE: what to ask is not clear/],
    [['--cypher', 'CREATE (n) RETURN n'], /QUERY_REFUSED/],
    [['--cypher', 'MATCH (n RETURN n'], /QUERY_SYNTAX/],
  ];
  for (const [args, message] of mistakes) {
    const { code, stdout, stderr } = await query(...args);
    assert.match(stderr, message, args.join(' '));
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
  }
});

test('the catalog is listed with parameters, as text and as JSON', async () => {
  const { stdout } = await runCli(['queries']);
  assert.match(stdout, /^lineage\/between {2}Trails between two processors\n/m);
  assert.match(stdout, /^ {2}from \(required\): Processor\. /m);
  const json = JSON.parse((await runCli(['queries', '--json'])).stdout) as {
    name: string;
    parameters: unknown[];
  }[];
  const first = json.find((q) => q.name === 'findings/first-unsupported');
  assert.deepEqual(first?.parameters[0], {
    name: 'foreign',
    type: 'boolean',
    required: false,
    default: true,
    about: 'Only trails that end abroad, or only those that do not.',
  });
});
