import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { openBrowser, settled, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { whatIfWorks } from './what-if-works.js';

const skip = withoutChromium();

test('what is supposed on the page is what the API answers', { skip, timeout: 600_000 }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  await whatIfWorks(t, await openBrowser(t), url);
});

test('the report is one link away', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const browser = await openBrowser(t);
  const { page, clean } = await visit(t, browser, `${url}/cases/sample/lineage`);
  await settled(page);
  await page.locator('summary[aria-label="Take away"]').click();
  const link = page.getByRole('link', { name: 'Report of the case' });
  const address = await link.getAttribute('href');
  assert.equal(address, '/api/cases/sample/report?lang=en');
  const report = await fetch(`${url}${address}`, { headers: { accept: 'text/html' } });
  assert.equal(report.status, 200);
  assert.match(await report.text(), /<html lang="en"/);
  clean();
});
