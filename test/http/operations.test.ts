import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { job } from '../../src/http/contract/answers.js';
import { CONTRACT } from '../../src/http/contract/contract.js';
import type { Operation } from '../../src/http/contract/operation.js';
import { until } from '../support/until.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { placeholders, requestOf } from './examples.js';

/** Asks until a job has ended. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  return until(
    'a job to end',
    () => fetch(url, init),
    async (answer) => {
      if (answer.status !== 202 || !answer.headers.has('location')) return true;
      z.strictObject({ job }).parse(await answer.json());
      return false;
    },
  );
}

test('every operation answers every one of its examples as its schema says', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const known = await placeholders(url, 'sample');
  for (const [id, op] of Object.entries<Operation>(CONTRACT)) {
    for (const example of op.examples) {
      const { path, init } = requestOf(op, example, 'sample', known);
      await t.test(`${id} ${path}`, async () => {
        const answer = await ask(url + path, init);
        const text = await answer.text();
        assert.equal(answer.status, op.status ?? 200, text);
        const type = answer.headers.get('content-type') ?? '';
        if (type.startsWith('application/json')) op.response.parse(JSON.parse(text));
        else assert.notEqual(text, '');
      });
    }
  }
});
