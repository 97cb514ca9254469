import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { json, openBrowser, settled, visit } from '../support/page.js';
import { writeLargeCase } from '../support/large-case.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';
import { download, takeAwayWorks } from './take-away-works.js';

const skip = withoutChromium();

test('what is taken away holds what the page shows', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  await takeAwayWorks(t, await openBrowser(t), url);
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
