import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, createClient, urlOf } from '../../src/http/client/client.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

test('the client asks by method and path, waits for windows, and raises problems', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const api = createClient({ base: url });
  const params = { case: 'sample' };
  const { total, items } = await api('GET /api/cases/{case}/flows', { params, query: { limit: 2 } });
  assert.ok(total > 2);
  assert.equal(items.length, 2);
  assert.equal(typeof items[0]?.people, 'number');

  const { window, summary } = await api('GET /api/cases/{case}', {
    params,
    query: { from: '2024-01-01', to: '2024-02-01' },
  });
  assert.equal(window?.from, '2023-12-31T15:00:00Z');
  assert.ok(summary.flows.total < total);

  const asked = { params, body: { statement: 'MATCH (p:Processor) RETURN count(p) AS n' } };
  const { rows } = await api('POST /api/cases/{case}/cypher', asked);
  assert.deepEqual(rows, [{ n: 6 }]);

  const wrong = { params, body: { statement: 'MATCH (p:Processor RETURN p' } };
  await assert.rejects(
    api('POST /api/cases/{case}/cypher', wrong),
    (error) => error instanceof ApiError && error.problem.code === 'QUERY_SYNTAX',
  );
  await assert.rejects(
    api('GET /api/cases/{case}/queries/{folder}/{query}', {
      params: { ...params, folder: 'lineage', query: 'between' },
      query: { from: 'kakaopay', to: 'nobody' },
    }),
    (error) => error instanceof ApiError && error.problem.errors?.[0]?.name === 'to',
  );
  await assert.rejects(
    api('GET /api/cases/{case}/flows/{id}', { params: { ...params, id: 'nothing.json' } }),
    (error) => error instanceof ApiError && error.problem.code === 'NOT_FOUND',
  );
});

test('names that need it are encoded, so that they neither leave the path nor name a format', () => {
  const at = urlOf('GET /api/cases/{case}/processors/{id}', { params: { case: 'a', id: '../x/y.csv?z' } });
  assert.equal(at, '/api/cases/a/processors/%2E%2E%2Fx%2Fy%2Ecsv%3Fz');
});
