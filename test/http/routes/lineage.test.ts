import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMixedCase } from '../../support/mixed-case.js';
import { serveCases } from '../../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../../support/workspace.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly in: string; readonly name: string; readonly detail: string }[];
}

test('how far a view goes from a focus that is not named is refused, each parameter with what to do', async (t) => {
  const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const lineage = `${url}/api/cases/${service.cases[0]?.id ?? ''}/lineage`;
  const answer = await fetch(`${lineage}?upstream=1&downstream=0&expand=ads`);
  assert.equal(answer.status, 400);
  const { code, detail, errors } = (await answer.json()) as Problem;
  assert.equal(code, 'REQUEST_INVALID');
  assert.match(detail, /^upstream: goes with focus only: name in focus .* \(and 2 more\)$/);
  assert.deepEqual(
    errors.map((e) => [e.in, e.name]),
    ['upstream', 'downstream', 'expand'].map((name) => ['query', name]),
  );
  assert.ok(errors.every(({ name, detail }) => detail.endsWith(`or leave ${name} out`)));
  for (const query of ['', '?upstream=1&downstream=0&expand=ads&focus=cloud', '?focus=cloud']) {
    assert.equal((await fetch(lineage + query)).status, 200, query);
  }
});

test('what an edge comes to by verdict has the period of its flows with that verdict', async (t) => {
  const row = (at: string, user: string): string => `${at},${user},shop,lab,phone,pay,,\n`;
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'consents.csv': 'user_id,notice,given_at\nanna,n1,2024-01-01T00:00:00Z\n',
    'transfers.csv': [
      HEADER,
      row('2024-02-01T00:00:00Z', 'anna'),
      row('2024-04-01T00:00:00Z', 'anna'),
      row('2024-03-01T00:00:00Z', 'ben'),
      row('2024-05-01T00:00:00Z', 'ben'),
    ].join(''),
  });
  const { url, service } = await serveCases(t, [dir]);
  const answer = await fetch(`${url}/api/cases/${service.cases[0]?.id ?? ''}/lineage`);
  const { edges } = (await answer.json()) as { edges: { byVerdict: Record<string, unknown>[] }[] };
  const numbers = { flows: 1, records: 2, people: 1 };
  assert.deepEqual(
    edges.map((e) => e.byVerdict),
    [
      [
        {
          ...{ verdict: 'unsupported', ...numbers },
          ...{ firstAt: '2024-03-01T00:00:00Z', lastAt: '2024-05-01T00:00:00Z' },
        },
        {
          ...{ verdict: 'supported', ...numbers },
          ...{ firstAt: '2024-02-01T00:00:00Z', lastAt: '2024-04-01T00:00:00Z' },
        },
      ],
    ],
  );
});
