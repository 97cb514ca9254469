import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTRACT } from '../../src/http/contract/contract.js';
import type { Operation } from '../../src/http/contract/operation.js';
import { placeholders } from './examples.js';
import { serverForFile } from '../support/server.js';

const server = serverForFile();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server().url + path, { headers: { Prefer: 'wait=30', ...headers } });

const bodyOf = async (answer: Response): Promise<string> => {
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return text;
};

test('the address of a page is its data with .json, with .csv and by Accept', async () => {
  for (const page of ['', '/lineage', '/findings', '/queries', '/trails', '/flows', '/processors']) {
    const data = await bodyOf(await get(`/api/cases/sample${page}`));
    assert.equal(await bodyOf(await get(`/cases/sample${page}.json`)), data, page);
    assert.equal(await bodyOf(await get(`/cases/sample${page}`, { Accept: 'application/json' })), data, page);
  }
  assert.match(await bodyOf(await get('/cases.json')), /"items"/);
  const filtered = '?jurisdiction=SG&from=2024-01-01T00:00:00Z';
  const table = await bodyOf(await get(`/cases/sample/lineage.csv${filtered}`));
  assert.equal(await bodyOf(await get(`/cases/sample/lineage${filtered}`, { Accept: 'text/csv' })), table);
  assert.match(table, /^source,target,flows,records,people/);
});

test('every operation that has a table has one under its address with .csv, and says whether it is whole', async () => {
  const known = await placeholders(server().url, 'sample');
  for (const [id, op] of Object.entries<Operation>(CONTRACT)) {
    if (op.method !== 'GET' || op.formats?.includes('csv') !== true) continue;
    const example = op.examples[0].params ?? {};
    const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const given = name === 'case' ? 'sample' : (example[name] ?? '');
      return given.replace(/^\{(\w+)\}$/, (_all, of: string) => known[of] ?? '');
    });
    for (let i = 0; i < 2; i++) {
      const answer = await get(`${path}.csv`);
      const rows = (await bodyOf(answer)).trimEnd().split('\r\n');
      assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8', id);
      assert.match(answer.headers.get('wayleave-complete') ?? '', /^(true|false)$/, id);
      assert.equal(Number(answer.headers.get('wayleave-total')), rows.length - 1, id);
    }
  }
});

test('a format that there is not is refused, and a name that ends in one can be asked for', async () => {
  assert.equal((await get('/api/cases/sample/registers.csv')).status, 406);
  assert.equal((await get('/api/cases/sample', { Accept: 'image/png' })).status, 406);
  const dotted = await get('/api/cases/sample/flows/none%2Ejson');
  assert.match(await dotted.text(), /none\.json/);
});
