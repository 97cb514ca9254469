import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { DESK, json, openBrowser, PHONE, picture, settled, violations, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

const skip = withoutChromium();

/** What is looked at: name, and where it is. */
const VIEWS = {
  map: 'lineage#side=map',
  trails: 'lineage#side=trails',
  edge: 'lineage#chosen=edge%3Akakaopay%3Ealipay-sg',
  table: 'lineage#side=map&table=true',
  processor: 'lineage#chosen=processor%3Aalipay-sg',
  started: 'lineage?focus=alipay-sg&upstream=1&downstream=0#side=map',
  time: 'lineage?from=2019-06-01T00:00:00Z&to=2021-06-01T00:00:00Z#side=time',
  findings: 'findings',
  query: 'queries#ask=lineage%2Freach',
  drawn: 'queries#ask=findings%2Funcarried&drawn=true',
} as const;

test(
  'every view in both sizes and themes: nothing serious for axe, nothing beyond the edge',
  { skip },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
    const browser = await openBrowser(t);
    const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
    const id = items[0]?.id ?? '';
    mkdirSync(dirname(picture('x')), { recursive: true });
    for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const [name, path] of Object.entries(VIEWS)) {
          await t.test(`${name}, ${size}, ${colorScheme}`, async (t) => {
            const { page, clean } = await visit(t, browser, `${url}/cases/${id}/${path}`, {
              viewport,
              colorScheme,
              locale: colorScheme === 'dark' && size === 'phone' ? 'ko-KR' : 'en-GB',
            });
            await page.locator('.sentence, [data-testid=result-said]').first().waitFor();
            await settled(page);
            await page.screenshot({ path: picture(`${name}-${size}-${colorScheme}`) });
            assert.deepEqual(await violations(page), []);
            const wide = await page.evaluate('document.documentElement.scrollWidth');
            assert.ok(Number(wide) <= viewport.width, `${String(wide)} pixels wide`);
            clean();
          });
        }
      }
    }
  },
);

test('the four verdicts differ on the map without colour', { skip }, async (t) => {
  const { url } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const browser = await openBrowser(t);
  const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
  const { page, clean } = await visit(t, browser, `${url}/cases/${items[0]?.id ?? ''}/lineage`);
  await page.getByRole('application', { name: 'Map of the lineage' }).waitFor();
  await settled(page);
  mkdirSync(dirname(picture('x')), { recursive: true });
  await page.screenshot({ path: picture('mixed-desk-light') });
  const shown = await page.locator('.map-stage').screenshot();
  const colors = await page.evaluate(
    `(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = {};
      for (let i = 0; i < data.length; i += 4) {
        const key = [data[i], data[i + 1], data[i + 2]].join();
        seen[key] = (seen[key] ?? 0) + 1;
      }
      return seen;
    })(${JSON.stringify(shown.toString('base64'))})`,
  );
  const seen = colors as Record<string, number>;
  for (const color of ['180,35,24', '196,122,8', '11,122,117', '148,154,169']) {
    assert.ok((seen[color] ?? 0) > 20, `a line of ${color} is drawn`);
  }
  clean();
});
