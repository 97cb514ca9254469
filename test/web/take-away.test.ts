import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from '../support/chromium.js';
import { json, openBrowser, settled, visit } from '../support/page.js';
import { writeLargeCase } from '../support/large-case.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

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
});

test('no text of a map lies over another', { skip }, async (t) => {
  const cases = [caseCopy(t, KAKAOPAY), writeMixedCase(tempDir(t)), writeLargeCase(tempDir(t), 2500)];
  const { url } = await serveCases(t, cases);
  const browser = await openBrowser(t);
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  for (const { id } of items) {
    for (const group of ['none', 'jurisdiction']) {
      await t.test(`${id}, ${group}`, async (t) => {
        const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage?group=${group}`);
        await page.getByRole('application', { name: 'Map of the lineage' }).waitFor();
        await settled(page);
        await page.locator('.menu > summary').click();
        const svg = await download(page, () => page.getByRole('button', { name: 'Map as SVG' }).click());
        const found = await page.evaluate(`((svg) => {
          const shown = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
          document.body.append(shown);
          const texts = [...shown.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBBox() }));
          const over = [];
          for (const [i, { text, box: a }] of texts.entries())
            for (const { text: other, box: b } of texts.slice(i + 1)) {
              const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
              const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
              if (wide > 2 && high > 4) over.push(text + ' over ' + other);
            }
          shown.remove();
          return { texts: texts.length, over };
        })(${JSON.stringify(svg.toString())})`);
        const { texts, over } = found as { texts: number; over: string[] };
        assert.ok(texts > 5);
        assert.deepEqual(over, []);
        clean();
      });
    }
  }
});
