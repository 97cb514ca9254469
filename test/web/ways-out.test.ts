import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { openBrowser, settled, visit } from '../support/page.js';
import { serveCases } from '../support/server.js';
import { tempDir, writeFiles } from '../support/workspace.js';

const skip = withoutChromium();

test(
  'whoever comes by a link has a way on, and what they are told is of what they see',
  { skip },
  async (t) => {
    const cut = writeMixedCase(tempDir(t));
    const yaml = readFileSync(join(cut, 'case.yaml'), 'utf8');
    writeFiles(cut, { 'case.yaml': `${yaml}trace: { maxTrails: 1 }\n` });
    const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t)), cut]);
    const [id = '', cutId = ''] = service.cases.map((one) => one.id);
    const browser = await openBrowser(t);

    await t.test(
      'evidence opened by a link goes back to nothing; one more step goes back to it',
      async (t) => {
        const { page, clean } = await visit(
          t,
          browser,
          `${url}/cases/${id}/lineage#chosen=edge%3Ashop%3Eads`,
        );
        await page.locator('.drawer .flow-item').first().waitFor();
        const back = page.getByRole('button', { name: 'Back', exact: true });
        assert.equal(await back.count(), 0, 'before it lies another page, or none');
        await page.locator('.drawer .flow-item').first().click();
        await page.locator('.drawer .gates').waitFor();
        await back.click();
        await page.locator('.drawer .flow-item').first().waitFor();
        assert.equal(await back.count(), 0);
        clean();
      },
    );

    await t.test('Escape closes what was found first, and the evidence beneath by the next', async (t) => {
      const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage#chosen=processor%3Aads`);
      await page.locator('.drawer .holdings').waitFor();
      await page.getByRole('combobox', { name: 'Search' }).fill('clo');
      await page.locator('.hits li[role=option]').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.hits').waitFor({ state: 'detached' });
      assert.equal(await page.locator('.drawer').count(), 1);
      await page.keyboard.press('Escape');
      await page.locator('.drawer').waitFor({ state: 'detached' });
      clean();
    });

    await t.test('months in which the case has nothing are named as they are', async (t) => {
      for (const [search, said] of [
        ['from=2030-01-01T00:00:00Z', 'Counted: from Jan 2030.'],
        ['to=2010-01-01T00:00:00Z', 'Counted: until Dec 2009.'],
      ] as const) {
        const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage?${search}`);
        await page.locator('.window-note', { hasText: said }).waitFor();
        await page.getByText('people in these months').waitFor();
        await settled(page);
        assert.equal(await page.locator('.time-range').innerText(), said);
        assert.equal(await page.locator('.brush-range').count(), 0);
        await page.getByRole('button', { name: 'All months' }).click();
        await page.getByText('people in the case').waitFor();
        clean();
      }
    });

    await t.test('of trails that were cut, none is said not to be there', async (t) => {
      const { page, clean } = await visit(t, browser, `${url}/cases/${cutId}/lineage`);
      await page.getByText('No trail abroad among those that are listed').waitFor();
      await page.getByText('More than 1 trail: listed are those of at most 0 hops.').waitFor();
      const figures = page.locator('.figure dd');
      assert.equal(await figures.nth(1).innerText(), '≥ 0');
      assert.equal(await figures.nth(3).innerText(), '≥ 0');
      clean();
    });
  },
);
