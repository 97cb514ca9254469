import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RemediesAnswer } from '../../src/remedies/answer-schema.js';
import type { WhatIfNumbers } from '../../src/what-if/answer-schema.js';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { openBrowser, PHONE, picture, settled, violations, visit, written } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

const skip = withoutChromium();
const ELSEWHERE = 'Something is supposed, but not here: everything on this screen is what the records say.';

async function numbers(api: string, changes: unknown): Promise<WhatIfNumbers> {
  const response = await fetch(`${api}/what-if`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });
  return (await response.json()) as WhatIfNumbers;
}

test('what is supposed is said in every room', { skip, timeout: 300_000 }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const api = `${url}/api/cases/sample`;
  const answer = await fetch(`${api}/remedies`, { headers: { prefer: 'wait=60' } });
  const { changes } = (await answer.json()) as RemediesAnswer;
  const hash = new URLSearchParams({ suppose: JSON.stringify(changes) }).toString();
  const browser = await openBrowser(t);

  await t.test('and of each finding, whether it would go', async (t) => {
    const { findings } = await numbers(api, changes);
    const { page, clean } = await visit(t, browser, `${url}/cases/sample/findings#${hash}`);
    await page.getByText(ELSEWHERE).waitFor();
    await page.getByText('supposed: goes').first().waitFor();
    const rows = page.locator('.findings .trail');
    const marked = rows.filter({ hasText: 'supposed: goes' });
    const shown = await rows.count();
    assert.ok(findings.disappear.length >= shown, 'more go than are drawn');
    assert.equal(await marked.count(), shown);
    clean();
  });

  for (const room of ['lineage', 'queries', 'lineage#side=trails'] as const) {
    await t.test(room, async (t) => {
      const [path, look] = room.split('#');
      const address = `${url}/cases/sample/${path}#${[look, hash].filter(Boolean).join('&')}`;
      const { page, clean } = await visit(t, browser, address, look === undefined ? {} : { viewport: PHONE });
      await page.getByText(ELSEWHERE).waitFor();
      await page.locator('.trail, [data-testid=result-said]').first().waitFor();
      await settled(page);
      assert.deepEqual(await violations(page), []);
      await page.screenshot({ path: picture(`supposed-${path}-${look === undefined ? 'desk' : 'phone'}`) });
      await page.getByRole('button', { name: 'See what would be' }).click();
      await page.getByText('The map and the outcome show what would be').waitFor();
      await page.getByRole('button', { name: 'Suppose nothing' }).click();
      await page.getByText('Something is supposed').waitFor({ state: 'detached' });
      clean();
    });
  }

  await t.test('a picture of it says so itself', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/sample/what-if#${hash}`);
    await page.getByText('Supposed. This is not what happened.').waitFor();
    await settled(page);
    await page.locator('summary[aria-label="Take away"]').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /SVG/ }).click(),
    ]);
    assert.match(readFileSync(await download.path(), 'utf8'), /Supposed\. This is not what happened\./);
    clean();
  });

  await t.test('remedies are sought among what the form allows, by its weights', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/sample/what-if`);
    await page.getByText('What the remedies may be').click();
    await page.getByRole('checkbox', { name: 'Contracts' }).uncheck();
    const weight = page.getByLabel('Weight of each: Flows not sent at all');
    await weight.fill('0');
    await page.getByText('A weight is a whole number from 1 to 1,000.').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Least remedies' }).isDisabled());
    await weight.fill('2');
    await settled(page);
    const query = 'only=notices&only=cuts&cutWeight=2';
    const response = await fetch(`${api}/remedies?${query}`, { headers: { prefer: 'wait=60' } });
    const wanted = (await response.json()) as RemediesAnswer;
    assert.notDeepEqual(wanted.changes, changes);
    await page.getByRole('button', { name: 'Least remedies' }).click();
    await page.getByTestId('proof').waitFor();
    const { searchParams } = new URL(`http://x/?${new URL(page.url()).hash.slice(1)}`);
    assert.deepEqual(JSON.parse(searchParams.get('suppose') ?? 'null'), wanted.changes);
    await settled(page);
    assert.deepEqual(await violations(page), []);
    clean();
  });
});

test('a fact that only leaves a verdict open is supposed by a box', { skip }, async (t) => {
  const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const id = service.cases[0]?.id ?? '';
  const browser = await openBrowser(t);
  const { page, clean } = await visit(t, browser, `${url}/cases/${id}/what-if`);
  const facts = page.getByRole('region', { name: 'Facts that nobody recorded' });
  const answer = await fetch(`${url}/api/cases/${id}/flows?verdict=contested`);
  const { items } = (await answer.json()) as {
    items: { people: number; questions: { of: string; fact: string }[] }[];
  };
  const open = items.filter((f) => f.questions.some((q) => q.of === 'c1' && q.fact === 'beneficiary'));
  const most = Math.max(...open.map((f) => f.people));
  const leaves = `leaves ${open.length === 1 ? '1 flow' : `${open.length} flows`} open, ${open.length === 1 ? '' : 'at least '}${written(most)}`;
  await facts.getByText(leaves).first().waitFor();
  const box = facts.getByRole('checkbox', { name: /^beneficiary: unknown → exporter/ });
  await box.check();
  await page.locator('tr[data-verdict="contested"]').waitFor();
  await settled(page);
  const said = { change: { contracts: { c1: { facts: { beneficiary: 'exporter' } } } } };
  const text = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('suppose');
  assert.deepEqual(JSON.parse(text ?? 'null'), said);
  const { foreignTrailsByVerdict } = await numbers(`${url}/api/cases/${id}`, said);
  const contested = foreignTrailsByVerdict.find((v) => v.verdict === 'contested');
  assert.ok(contested !== undefined && contested.after.people < contested.before.people);
  assert.deepEqual(await page.locator('tr[data-verdict="contested"] td').allInnerTexts(), [
    written(contested.before.people),
    written(contested.after.people),
  ]);
  await box.uncheck();
  await page.getByText('Supposed. This is not what happened.').waitFor({ state: 'detached' });
  clean();
});
