import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMixedCase } from '../../support/mixed-case.js';
import { serveCases } from '../../support/server.js';
import { tempDir } from '../../support/workspace.js';

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
