import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { json, settled, visit, written } from '../support/page.js';

/** What somebody does with the months of the Kakaopay case, on a server of whatever store. */
export async function timeWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  const id = items[0]?.id ?? '';
  const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage`);
  const brush = page.locator('.brush');
  await brush.waitFor();
  await settled(page);
  const { months } = await json<{ months: { month: string }[] }>(`${url}/api/cases/${id}/timeline`);
  const box = await brush.boundingBox();
  assert.ok(box);
  const middleOf = (i: number) => box.x + (box.width * (i + 0.5)) / months.length;
  await page.mouse.move(middleOf(30), box.y + 10);
  await page.mouse.down();
  await page.mouse.move(middleOf(35), box.y + 10, { steps: 4 });
  await page.mouse.up();

  const from = `${months[30]?.month ?? ''}-01T00:00:00Z`;
  const to = `${months[36]?.month ?? ''}-01T00:00:00Z`;
  await page.waitForURL(/[?&]from=/);
  const asked = new URL(page.url()).searchParams;
  assert.deepEqual([asked.get('from'), asked.get('to')], [from, to]);
  await page.locator('.window-note').waitFor();

  let answer = await fetch(`${url}/api/cases/${id}?from=${from}&to=${to}`);
  for (let tries = 0; answer.status === 202 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    answer = await fetch(`${url}/api/cases/${id}?from=${from}&to=${to}`);
  }
  const { summary } = (await answer.json()) as { summary: { people: number; trails: { foreign: number } } };
  const figures = page.locator('.figure dd');
  await page.locator('.headline[aria-busy="false"]').waitFor();
  assert.equal(await figures.nth(0).innerText(), written(summary.people));
  assert.equal((await figures.nth(3).innerText()).trim(), written(summary.trails.foreign));
  await page
    .locator('.desk-side .list-foot', { hasText: `${written(summary.trails.foreign)} trail` })
    .waitFor();

  const { edges } = (await (await fetch(`${url}/api/cases/${id}/lineage?from=${from}&to=${to}`)).json()) as {
    edges: { byVerdict: { people: number; records: number; flows: number }[] }[];
  };
  await page.getByRole('button', { name: 'As table' }).click();
  const rows = page.locator('.map-table table').first().locator('tbody tr');
  await settled(page);
  await rows.first().waitFor();
  const shown = await Promise.all(
    (await rows.all()).map(async (row) => (await row.locator('td').allInnerTexts()).slice(3, 6)),
  );
  assert.deepEqual(
    shown,
    edges.flatMap((e) => e.byVerdict.map((p) => [p.people, p.records, p.flows].map(written))),
  );

  await page.getByRole('button', { name: 'All months' }).click();
  assert.equal(new URL(page.url()).search, '');

  const slider = page.getByRole('slider', { name: 'From' });
  await slider.focus();
  const windows = new Set<string>();
  page.on('request', (request) => {
    const asked = new URL(request.url()).searchParams.get('from');
    if (asked !== null) windows.add(asked);
  });
  // A key each on a slow machine could come after the rest that the page waits for: all three come at once.
  await page.evaluate(`
    const slider = document.activeElement;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    for (const place of [1, 2, 3]) {
      set.call(slider, place);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
  `);
  const rested = `${months[3]?.month ?? ''}-01T00:00:00Z`;
  await page.waitForURL((address) => address.searchParams.get('from') === rested);
  await page.locator('.headline[aria-busy="true"]').waitFor();
  assert.equal(await page.locator('.window-note').count(), 0, 'former numbers stand beside no other window');
  assert.equal(await page.locator('.map-pane[aria-busy="true"]').count(), 1);
  await page.locator('.headline[aria-busy="false"]').waitFor();
  await page.locator('.window-note').waitFor();
  assert.deepEqual([...windows], [rested], 'of the months that a handle passes no window is asked for');
  clean();
}
