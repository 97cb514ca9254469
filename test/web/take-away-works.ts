import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { json, settled, visit } from '../support/page.js';

/** What a click downloads. */
export async function download(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFile(await file.path());
}

/** What somebody takes away of the Kakaopay case, on a server of whatever store. */
export async function takeAwayWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  const api = `${url}/api/cases/${items[0]?.id ?? ''}`;
  const { page, clean } = await visit(t, browser, url);
  await page.locator('.trail').first().waitFor();
  await page.getByRole('application', { name: 'Map of the lineage' }).waitFor();
  await settled(page);
  const menu = page.locator('.menu > summary');

  await t.test('the map as SVG: every line, the legend, no script', async () => {
    await menu.click();
    const svg = (
      await download(page, () => page.getByRole('button', { name: 'Map as SVG' }).click())
    ).toString();
    const { edges } = await json<{ edges: { byVerdict: unknown[] }[] }>(`${api}/lineage`);
    const lines = svg.match(/data-line="(?!legend:)/g)?.length;
    assert.equal(lines, edges.flatMap((e) => e.byVerdict).length);
    assert.equal(svg.match(/data-line="legend:/g)?.length, 4);
    assert.match(svg, />No recorded basis</);
    assert.match(svg, />Singapore</);
    assert.doesNotMatch(svg, /<script|href=/);
  });

  await t.test('the map as PNG: of the size it says', async () => {
    const png = await download(page, () => page.getByRole('button', { name: 'Map as PNG' }).click());
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.equal(png.readUInt32BE(16), 2800);
    assert.ok(png.length > 20_000, 'an empty picture would be smaller');
  });

  await t.test('the map’s table as CSV: every pair', async () => {
    await page.getByRole('button', { name: 'As table' }).click();
    const link = page.getByRole('link', { name: 'Flows between processors as CSV' });
    const csv = (await download(page, () => link.click())).toString();
    const { edges } = await json<{ edges: unknown[] }>(`${api}/lineage`);
    assert.equal(csv.trim().split('\n').length, edges.length + 1);
    await page.getByRole('button', { name: 'As map' }).click();
  });

  await t.test('the report of the same case, and the link', async () => {
    await menu.click();
    const [report] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Report of the case' }).click(),
    ]);
    await report.getByRole('heading', { name: 'Kakaopay to Alipay' }).first().waitFor();
    await report.close();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), page.url());

    // Without TLS, on another machine, a page has no clipboard: the link is shown to be copied by hand.
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    const shown = page.waitForEvent('dialog');
    const clicked = page.getByRole('button', { name: 'Copy link' }).click();
    const dialog = await shown;
    assert.deepEqual([dialog.type(), dialog.defaultValue()], ['prompt', page.url()]);
    await dialog.dismiss();
    await clicked;
    await page.keyboard.press('Escape');
    await menu.click();
  });

  await t.test('a list as CSV: all of it, under the same filters', async () => {
    const csv = (
      await download(page, () => page.getByRole('link', { name: 'Trails abroad as CSV' }).click())
    ).toString();
    const { total } = await json<{ total: number }>(`${api}/trails?foreign=true`);
    assert.equal(csv.trim().split('\n').length, total + 1);
  });
  clean();
}
