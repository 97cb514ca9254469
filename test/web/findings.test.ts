import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { DESK, json, openBrowser, PHONE, picture, settled, violations, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

const skip = withoutChromium();

interface Findings {
  readonly total: number;
  readonly items: readonly { readonly people: number; readonly gate: string; readonly pack: string }[];
}

test(
  'findings are narrowed and ordered as the API does it, and the address says how',
  { skip },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
    const browser = await openBrowser(t);
    const { page, clean } = await visit(t, browser, `${url}/cases/sample/findings`);
    const foot = page.locator('.list-foot');
    const numbers = () => page.locator('.trail-people').allInnerTexts();
    await page.locator('.trail').first().waitFor();
    await page.getByLabel('Sort').selectOption('Most people first');
    await page.waitForURL(/\?order=-people$/);
    await page.getByRole('button', { name: 'Filters' }).click();
    for (const [label, choice] of [
      ['Severity', 'high'],
      ['Recipient', 'alipay-sg'],
      ['Rule pack', 'kr-credit'],
      ['Gate', 'provision'],
    ] as const) {
      await page.getByLabel(label, { exact: true }).selectOption(choice);
      await page.locator('.chip', { hasText: `${label}: ` }).waitFor();
    }
    const search = 'severity=high&recipient=alipay-sg&pack=kr-credit&gate=provision&order=-people';
    assert.equal(new URL(page.url()).search, `?${search}`);
    const asked = await json<Findings>(`${url}/cases/sample/findings.json?${search}&limit=500`);
    const all = await json<Findings>(`${url}/api/cases/sample/findings?limit=1`);
    assert.ok(asked.total > 1 && asked.total < all.total);
    assert.ok(asked.items.every(({ gate, pack }) => gate === 'provision' && pack === 'kr-credit'));
    await foot.filter({ hasText: new RegExp(`^${asked.total} findings$`) }).waitFor();
    const shown = await numbers();
    assert.deepEqual(
      shown,
      asked.items.slice(0, shown.length).map(({ people }) => people.toLocaleString('en-GB')),
    );
    await page.reload();
    await foot.filter({ hasText: new RegExp(`^${asked.total} findings$`) }).waitFor();

    // What holds here alone neither narrows the map nor is forgotten there.
    await page.getByRole('button', { name: 'Lineage' }).click();
    await page.locator('.desk-side .trail').first().waitFor();
    assert.equal(await page.locator('.chip').count(), 0);
    await page.getByRole('button', { name: 'Findings' }).click();
    await page.locator('.chip', { hasText: 'Severity: high' }).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await foot.filter({ hasText: new RegExp(`^${all.total} findings$`) }).waitFor();
    clean();
  },
);

test(
  'a processor and a country that the map is narrowed to hold for the findings too',
  { skip },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
    const search = 'processor=apple&jurisdiction=IE';
    const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/sample/lineage?${search}`);
    await page.locator('.sentence').waitFor();
    await page.getByRole('button', { name: 'Findings' }).click();
    const { total } = await json<Findings>(`${url}/api/cases/sample/findings?${search}`);
    const { total: all } = await json<Findings>(`${url}/api/cases/sample/findings?limit=1`);
    assert.ok(total > 0 && total < all);
    await page.locator('.list-foot', { hasText: `${total} finding` }).waitFor();
    assert.equal(await page.locator('.chip').count(), 2);
    clean();
  },
);

test('the evidence of a finding lists its flows, and each opens', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const api = `${url}/api/cases/sample`;
  const { items } = await json<{ items: { id: string; flows: string[] }[] }>(`${api}/findings?limit=500`);
  const finding = items.find(({ flows }) => flows.length > 1);
  assert.ok(finding !== undefined);
  const address = `${url}/cases/sample/findings#${new URLSearchParams({ chosen: `finding:${finding.id}` }).toString()}`;
  const { page, clean } = await visit(t, await openBrowser(t), address);
  const flows = page.locator('.flow-items .flow-item');
  await flows.nth(finding.flows.length - 1).waitFor();
  assert.equal(await flows.count(), finding.flows.length);
  await settled(page);
  assert.deepEqual(await violations(page), []);
  await page.screenshot({ path: picture('finding-evidence') });
  await flows.first().click();
  await page.waitForURL(/flow%3AF|flow:F/);
  assert.ok(finding.flows.includes(/flow(?:%3A|:)(F[0-9a-f]+)/.exec(page.url())?.[1] ?? ''));
  clean();
});

test('the filters of findings are whole in both sizes, themes and languages', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const browser = await openBrowser(t);
  mkdirSync(dirname(picture('x')), { recursive: true });
  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const locale of ['en-GB', 'ko-KR']) {
        const search = 'severity=high&severity=medium&sender=kakaopay&pack=kr-credit&order=-people';
        const address = `${url}/cases/sample/findings?${search}`;
        const { page, clean } = await visit(t, browser, address, { viewport, colorScheme, locale });
        await page.locator('.trail').first().waitFor();
        await page.locator('.filters > .plain-button').first().click();
        await settled(page);
        const name = `finding-filters-${size}-${colorScheme}-${locale.slice(0, 2)}`;
        await page.screenshot({ path: picture(name) });
        const last = page.locator('.filter-form input[type=number]');
        await last.scrollIntoViewIfNeeded();
        const box = await last.boundingBox();
        assert.ok(box !== null && box.y + box.height <= viewport.height, `${name}: beyond the edge`);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        assert.ok(Number(wide) <= viewport.width, `${name}: ${String(wide)} pixels wide`);
        for (const select of await page.locator('.list-head select, .filter-form select').all()) {
          const at = await select.boundingBox();
          assert.ok(at !== null && at.x >= 0 && at.x + at.width <= viewport.width, name);
        }
        assert.deepEqual(await violations(page), []);
        clean();
      }
    }
  }
});
