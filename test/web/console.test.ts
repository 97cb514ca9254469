import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Tokens } from '../../src/http/access/tokens.js';
import { withoutChromium } from '../support/chromium.js';
import { openBrowser, violations, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';
import { consoleWorks } from './console-works.js';

const skip = withoutChromium();

test('the query console, on the embedded graph', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  await consoleWorks(t, await openBrowser(t), url);
});

test(
  'a viewer asks what is saved, takes it away, and is told kindly what takes another role',
  { skip },
  async (t) => {
    const store = tempDir(t);
    const { token } = new Tokens(join(store, 'tokens.json')).make('reader', 'viewer');
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)], { store });
    const { page } = await visit(t, await openBrowser(t), 'about:blank');
    await page.addInitScript(`sessionStorage.setItem('wayleave-token', ${JSON.stringify(token)})`);
    await page.goto(`${url}/cases/sample/queries`);
    await page.getByTestId('result-said').waitFor({ timeout: 120_000 });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Answer as CSV' }).click(),
    ]);
    assert.match(await readFile(await file.path(), 'utf8'), /^\uFEFF?origin,/);
    await page.getByRole('button', { name: 'Write Cypher' }).click();
    await page.getByText('takes the role analyst').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Run' }).count(), 0);
    await page.getByRole('button', { name: 'Trails of a person' }).click();
    await page.getByText('This question names persons').waitFor();
    assert.deepEqual(await violations(page), []);
  },
);

test('a token that is not accepted is told so, and one that is lets in', { skip }, async (t) => {
  const store = tempDir(t);
  const { token } = new Tokens(join(store, 'tokens.json')).make('reader', 'viewer');
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)], { store });
  const { page } = await visit(t, await openBrowser(t), `${url}/cases/sample/lineage`);
  const field = page.getByLabel('Token').first();
  await field.waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  await field.fill('bad');
  await field.press('Enter');
  await page.getByRole('alert').first().getByText('not accepted').waitFor();
  await field.fill(token);
  await field.press('Enter');
  await page.locator('.sentence').waitFor();
});
