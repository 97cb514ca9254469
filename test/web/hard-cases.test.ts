import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { DESK, json, openBrowser, PHONE, settled, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
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

test('evidence that covers the list has the focus, and gives it back', { skip }, async (t) => {
  const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const id = service.cases[0]?.id ?? '';
  const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/${id}/lineage`);
  const trail = page.locator('.trail').first();
  await trail.waitFor();
  await trail.focus();
  await page.keyboard.press('Enter');
  await page.locator('.drawer .facts').waitFor();
  const focused = () =>
    page.evaluate('document.activeElement?.closest(".drawer, .trail, .map-keys")?.className');
  assert.equal(await focused(), 'drawer');
  await page.keyboard.press('Shift+Tab');
  assert.notEqual(await focused(), 'trail', 'what is covered is not gone through');
  await page.keyboard.press('Escape');
  await page.locator('.drawer').waitFor({ state: 'detached' });
  assert.equal(await focused(), 'trail');
  const map = page.getByRole('application', { name: 'Map of the lineage' });
  await map.focus();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.locator('.drawer .way-title').waitFor();
  assert.equal(await focused(), 'drawer');
  await page.keyboard.press('Escape');
  await page.locator('.drawer').waitFor({ state: 'detached' });
  assert.equal(await focused(), 'map-keys');
  clean();
});

test('a supposition too long for a link stays in this browser, and a link says so', { skip }, async (t) => {
  const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const id = service.cases[0]?.id ?? '';
  const browser = await openBrowser(t);
  const cut = [{ sender: 'shop', recipient: 'ads' }];
  const fields = Array.from({ length: 900 }, () => 'email');
  const suppose = JSON.stringify({ change: { notices: { n1: { fields } } }, cut });
  const look = new URLSearchParams({ suppose }).toString();
  const { page } = await visit(t, browser, `${url}/cases/${id}/what-if#${look}`);
  await page.getByText('too long for a link').waitFor();
  await page.getByRole('button', { name: 'Findings' }).click();
  await page.waitForURL(/\/findings/);
  assert.ok(page.url().length < 300, page.url().slice(0, 200));
  await page.reload();
  await page.getByRole('button', { name: 'See what would be' }).click();
  await page.locator('.what-if-file').waitFor();
  const other = await visit(t, browser, page.url());
  await other.page.getByText('which does not hold it').waitFor();
});

test('on paper a list is whole, and nothing of it is cut', { skip }, async (t) => {
  const { url, service } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const id = service.cases[0]?.id ?? '';
  const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/${id}/findings`);
  const rows = page.locator('.trail');
  await rows.first().waitFor();
  const { total } = await json<{ total: number }>(`${url}/api/cases/${id}/findings?limit=1`);
  assert.ok(total > 50 && (await rows.count()) < total);
  await page.emulateMedia({ media: 'print' });
  await page.locator('.print-hint').waitFor();
  await page.locator('.scroller > ul:not(.virtual)').waitFor();
  assert.equal(await page.locator('.trail:visible').count(), total);
  const last = await rows.nth(total - 1).boundingBox();
  const high = Number(await page.evaluate('document.documentElement.scrollHeight'));
  assert.ok(last !== null && last.y + last.height <= high + 1, 'the page is as high as its list');
  assert.equal(await page.locator('.header:visible').count(), 0);
  clean();
});

test('a print of a list that was read in part says so, and where all of it is', { skip }, async (t) => {
  const { url, service } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const id = service.cases[0]?.id ?? '';
  const browser = await openBrowser(t);
  for (const [locale, said] of [
    ['en-GB', 'This print holds the first 106 of 2,106 rows. The CSV of the list has all of them.'],
    ['ko-KR', '이 인쇄물에는 2,106행 중 처음 106행만 있습니다. 전체는 목록의 CSV에 있습니다.'],
  ] as const) {
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage`, { locale });
    await page.locator('.trail').first().waitFor();
    await settled(page);
    let cursors = 0;
    await page.route('**/findings?*', async (route) => {
      if (route.request().url().includes('cursor=')) cursors++;
      const response = await route.fetch({
        url: route
          .request()
          .url()
          .replace(/&cursor=\w+/, ''),
      });
      const body = (await response.json()) as { total: number };
      await route.fulfill({ response, json: { ...body, total: body.total + 2000, next: 'more' } });
    });
    await page.goto(`${url}/cases/${id}/findings`);
    await page.locator('.trail').first().waitFor();
    await settled(page);
    assert.equal(await page.getByText(said).isVisible(), false, 'on the screen it is read as it is scrolled');
    await page.emulateMedia({ media: 'print' });
    await page.getByText(said).waitFor();
    assert.equal(await page.locator('.trail:visible').count(), 106);
    const [hint, first] = [page.getByText(said), page.locator('.trail:visible').first()];
    const [above, below] = [await hint.boundingBox(), await first.boundingBox()];
    assert.ok(above !== null && below !== null && above.y < below.y, 'before the rows');
    assert.equal(cursors, 0);
    clean();
  }
});
