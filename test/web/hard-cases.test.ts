import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { DESK, openBrowser, PHONE, settled, visit } from '../support/page.js';
import { serveCases } from '../support/server.js';
import { HEADER, tempDir, writeFiles } from '../support/workspace.js';

const skip = withoutChromium();

test('a case without transfers says so in every room', { skip }, async (t) => {
  const none = writeFiles(writeMixedCase(tempDir(t)), { 'transfers/log.csv': HEADER });
  const { url, service } = await serveCases(t, [none]);
  const browser = await openBrowser(t);
  const id = service.cases[0]?.id ?? '';
  const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage`);
  await page.getByText('Nothing flows in this case.').waitFor();
  await page.getByText('The case holds no transfers.').waitFor();
  await page.getByText('No trail goes abroad.').waitFor();
  await page.getByRole('button', { name: 'Questions' }).click();
  await page.getByText('No verdict hangs on an open question.').waitFor();
  await page.getByRole('button', { name: 'Findings' }).click();
  await page.getByText('No findings.').waitFor();
  await settled(page);
  assert.equal(await page.getByRole('alert').count(), 0);
  clean();
});

test('an address of a case that is not served says so, and leads to those that are', { skip }, async (t) => {
  const { url } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/nonesuch/findings`);
  await page.getByText('No case “nonesuch” is served.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/cases/nonesuch/findings');
  await page.getByRole('link', { name: 'Of each kind' }).click();
  await page.locator('.sentence').waitFor();
  clean();
});

test('names without an end neither widen the page nor hide its numbers', { skip }, async (t) => {
  const name = 'X'.repeat(200);
  const field = `field_${'y'.repeat(90)}`;
  const long = writeMixedCase(tempDir(t));
  for (const [file, from, to] of [
    ['processors.csv', 'Cloud Pte. Ltd.', name],
    ['processors.csv', 'Ads LLC', name],
    ['fields.csv', 'email,', `${field},`],
    ['transfers/log.csv', 'email', field],
  ] as const) {
    const path = join(long, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to));
  }
  const { url, service } = await serveCases(t, [long]);
  const browser = await openBrowser(t);
  const id = service.cases[0]?.id ?? '';
  const paths = ['lineage#side=trails', 'lineage#side=map&table=true', 'findings', 'what-if'];
  for (const viewport of [PHONE, DESK]) {
    for (const path of [...paths, `lineage?field=${field}#chosen=edge%3Ashop%3Ecloud`]) {
      const { page, clean } = await visit(t, browser, `${url}/cases/${id}/${path}`, { viewport });
      await page.locator('.sentence').waitFor();
      await settled(page);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(wide) <= viewport.width, `${path}: ${String(wide)} pixels wide`);
      for (const count of await page.locator('.trail-people').all()) {
        const box = await count.boundingBox();
        assert.ok(box !== null && box.x + box.width <= viewport.width, `${path}: a number beyond the edge`);
      }
      clean();
    }
  }
});
