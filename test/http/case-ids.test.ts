import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { caseIds } from '../../src/http/case-ids.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { json } from '../support/page.js';
import { serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

test('ids are the names of folders, as a URL takes them, each once', () => {
  const ids = caseIds(['/nowhere/My Case', '/elsewhere/my case', '/nowhere/...', '/']).map(({ id }) => id);
  assert.deepEqual(ids, ['my-case', 'my-case-2', 'case', 'case-2']);
});

test('a folder is one case however it is spelled, under the first of its names', (t) => {
  const dir = tempDir(t);
  for (const name of ['a', 'b']) mkdirSync(join(dir, name));
  symlinkSync(join(dir, 'a'), join(dir, 'link'), 'junction');
  const a = join(dir, 'a');
  const others = [`${a}/`, join(dir, 'b', '..', 'a'), relative(process.cwd(), a), join(dir, 'link')];
  assert.deepEqual(caseIds([a, join(dir, 'b'), ...others]), [
    { id: 'a', dir: a, again: others },
    { id: 'b', dir: join(dir, 'b'), again: [] },
  ]);
  assert.deepEqual(
    caseIds([join(dir, 'link'), a]).map(({ id }) => id),
    ['link'],
  );
});

test('a server of the same case twice serves one, which may have a store of its own', async (t) => {
  const dir = writeMixedCase(tempDir(t));
  const { url, service } = await serveCases(t, [dir, `${dir}/.`], { store: join(tempDir(t), 'store') });
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  assert.deepEqual(
    items.map(({ id }) => id),
    [service.cases[0]?.id],
  );
});
