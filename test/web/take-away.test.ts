import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from '../support/chromium.js';
import { json, openBrowser, settled, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

const skip = withoutChromium();

async function download(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFile(await file.path());
}

test('what is taken away holds what the page shows', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const browser = await openBrowser(t);
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

  await t.test('a list as CSV: all of it, under the same filters', async () => {
    const csv = (
      await download(page, () => page.getByRole('link', { name: 'Trails abroad as CSV' }).click())
    ).toString();
    const { total } = await json<{ total: number }>(`${api}/trails?foreign=true`);
    assert.equal(csv.trim().split('\n').length, total + 1);
  });
  clean();
});
