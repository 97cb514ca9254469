import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../../src/config.js';
import { serve } from '../../src/http/server.js';
import { errorsKo } from '../../src/web/text/errors-ko.js';
import { withoutChromium } from '../support/chromium.js';
import { writeLargeCase } from '../support/large-case.js';
import { DESK, json, openBrowser, PHONE, settled, visit, written } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

const skip = withoutChromium();

test('nothing to show, no network, an error: each is said', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const browser = await openBrowser(t);
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  const id = items[0]?.id ?? '';

  await t.test('filters that nothing meets', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage?minPeople=999999999`);
    await page.getByText('No trail abroad under these filters.').waitFor();
    await page.getByText('Nothing flows under these filters.').waitFor();
    clean();
  });

  await t.test('offline: what was read stays, what is new says so, and works again', async (t) => {
    const { page } = await visit(t, browser, `${url}/cases/${id}/lineage`);
    await page.locator('.trail').first().waitFor();
    await settled(page);
    await page.context().setOffline(true);
    await page.getByText('The server cannot be reached.').first().waitFor();
    assert.ok((await page.locator('.trail').count()) > 0);
    await page.locator('.trail').first().click();
    await page.getByRole('button', { name: 'Try again' }).first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.drawer .hop').first().waitFor();
  });

  await t.test('a room that cannot be fetched takes nothing else with it', async (t) => {
    const { page } = await visit(t, browser, `${url}/cases/${id}/lineage`);
    await page.locator('.trail').first().waitFor();
    await page.route('**/ConsoleRoom*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute('**/ConsoleRoom*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-testid=result-said]').waitFor();
  });

  await t.test('a browser that cannot draw has the tables', async (t) => {
    const { page } = await visit(t, browser, 'about:blank');
    await page.addInitScript(`{
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.includes('webgl') ? null : get.call(this, kind, ...more);
      };
    }`);
    await page.goto(`${url}/cases/${id}/lineage`);
    await page.getByText('As a table, it says the same.').waitFor();
    assert.ok((await page.locator('.trail').count()) > 0);
    await page.getByRole('button', { name: 'As table' }).click();
    await page.locator('.map-table tbody tr').first().waitFor();
  });

  await t.test('a screen that is turned draws the map anew', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage#side=map`);
    const map = page.getByRole('application', { name: 'Map of the lineage' });
    for (const size of [PHONE, DESK, PHONE]) {
      await page.setViewportSize(size);
      await map.waitFor();
      await settled(page);
      assert.ok((await page.locator('.map-stage canvas').count()) > 2);
    }
    clean();
  });

  await t.test('without motion a list is no longer dimmed as soon as its answer is there', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage`);
    await page.locator('.trail').first().waitFor();
    await settled(page);
    const shades = await page.evaluate(`(() => {
      const list = document.querySelector('.list');
      const shade = () => getComputedStyle(list.querySelector('.scroller')).opacity;
      return ['true', 'false'].map((busy) => (list.setAttribute('aria-busy', busy), shade()));
    })()`);
    assert.deepEqual(shades, ['0.45', '1']);
    clean();
  });

  await t.test('something that the case does not hold', async (t) => {
    const { page } = await visit(t, browser, `${url}/cases/${id}/lineage#chosen=flow%3AF0000`);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    assert.match(await alert.innerText(), /NOT_FOUND/);
  });
});

test('a large case: by country first, lists in pages, all of it counted', { skip }, async (t) => {
  const { url } = await serveCases(t, [writeLargeCase(tempDir(t), 2500)]);
  const browser = await openBrowser(t);
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  const api = `${url}/api/cases/${items[0]?.id ?? ''}`;
  const { page, clean } = await visit(t, browser, url);
  const { total } = await json<{ total: number }>(`${api}/trails?foreign=true&limit=1`);
  assert.ok(total > 1000);
  await page.locator('.list-foot', { hasText: `Showing 500 of ${written(total)}` }).waitFor();
  assert.equal(await page.getByLabel('Show').inputValue(), 'jurisdiction');
  assert.ok((await page.locator('.trail').count()) < 60, 'only what is seen is drawn');
  await page.locator('.desk-side .scroller').hover();
  await page.mouse.wheel(0, 1_000_000);
  await page.locator('.list-foot', { hasText: `Showing 1,000 of ${written(total)}` }).waitFor();

  await page.getByRole('button', { name: 'As table' }).click();
  const { edges } = await json<{ edges: { byVerdict: unknown[] }[] }>(`${api}/lineage?group=jurisdiction`);
  const rows = page.locator('.map-table table').first().locator('tbody tr');
  await rows.first().waitFor();
  assert.ok(edges.length > 500);
  assert.equal(await rows.count(), edges.slice(0, 500).flatMap((e) => e.byVerdict).length);
  await page.getByRole('button', { name: `Showing 500 of ${written(edges.length)}` }).click();
  assert.equal(await rows.count(), edges.flatMap((e) => e.byVerdict).length);
  clean();
});

test('a page opened while the case is analyzed shows it as soon as it is there', { skip }, async (t) => {
  const browser = await openBrowser(t);
  const kase = writeLargeCase(tempDir(t), 2500);
  const server = await serve({
    cases: [kase],
    port: '0',
    limits: limits({ memory: '1GB' }),
    operator: 'tester',
  });
  t.after(() => server.close());
  assert.equal(server.service.cases[0]?.state, 'analyzing');
  const { page } = await visit(t, browser, server.url);
  await page.getByText('The case is being analyzed.').waitFor();
  // However long a busy machine takes to analyze it.
  await page.locator('.sentence').waitFor({ timeout: 180_000 });
});

test(
  'a case whose analysis fails says what is wrong, where, and what to do, on the page and over HTTP',
  { skip },
  async (t) => {
    const dir = caseCopy(t, KAKAOPAY);
    const settings = join(dir, 'case.yaml');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('transfers/*.parquet', 'transfers.csv'));
    writeFileSync(join(dir, 'transfers.csv'), 'at,who\n2024-01-01T00:00:00Z,u1\n');
    const browser = await openBrowser(t);
    const server = await serve({
      cases: [dir, caseCopy(t, 'seed/skeleton')],
      port: '0',
      limits: limits({ memory: '1GB' }),
      operator: 'tester',
    });
    t.after(() => server.close());
    await assert.rejects(server.ready(), { code: 'LOG_UNREADABLE' });
    const { items } = await json<{
      items: { problem: { place: string; accepted: string; advice: string } }[];
    }>(`${server.url}/api/cases`);
    const { problem } = items[0] ?? {};
    assert.match(problem?.place ?? '', /transfers\.csv/);
    assert.match(problem?.accepted ?? '', /user_id/);

    const { page } = await visit(t, browser, server.url);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    for (const part of ['LOG_UNREADABLE', problem?.place, problem?.accepted, problem?.advice]) {
      assert.ok((await alert.innerText()).includes(part ?? '?'), part);
    }
    const { page: korean } = await visit(t, browser, server.url, { locale: 'ko-KR' });
    await korean.getByRole('alert').getByText(errorsKo.LOG_UNREADABLE).waitFor();

    await page.locator('.served a').click();
    await page.locator('.sentence').waitFor();
  },
);
