import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ApiError } from '../../src/web/api/errors.js';
import { wholeOf, type Whole } from '../../src/web/api/whole.js';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { openBrowser, settled, visit } from '../support/page.js';
import { serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

/** A list of numbers in pages of ten; `asked` is given each cursor. */
function pagesOf(total: number, asked: (cursor: string | null) => void = () => undefined) {
  return (cursor: string | null): Promise<Whole<number>> => {
    asked(cursor);
    const from = Number(cursor ?? 0);
    const items = Array.from({ length: Math.min(10, total - from) }, (_, i) => from + i);
    const end = from + items.length;
    return Promise.resolve({ items, total, next: end < total ? String(end) : null });
  };
}

const gone = () =>
  new ApiError({
    ...{ type: '', title: '', status: 410, code: 'CURSOR_GONE', detail: 'gone' },
    instance: '',
  });

test('a list is read to its end, or as far as it may be, and says which', async () => {
  const whole = await wholeOf(pagesOf(35), 100);
  assert.deepEqual([whole.items.length, whole.items[34], whole.total, whole.next], [35, 34, 35, null]);
  const cut = await wholeOf(pagesOf(35), 20);
  assert.deepEqual([cut.items.length, cut.total, cut.next], [20, 35, '20']);
  const none = await wholeOf(pagesOf(0), 20);
  assert.deepEqual([none.items.length, none.total, none.next], [0, 0, null]);
});

test('a list whose analysis is replaced while it is read is begun again, but not for ever', async () => {
  const asked: (string | null)[] = [];
  const whole = await wholeOf(
    pagesOf(25, (cursor) => {
      asked.push(cursor);
      if (asked.length === 2) throw gone();
    }),
    100,
  );
  assert.deepEqual(asked, [null, '10', null, '10', '20']);
  assert.equal(whole.items.length, 25);
  let beginnings = 0;
  const never = pagesOf(25, (cursor) => {
    if (cursor === null) beginnings++;
    else throw gone();
  });
  await assert.rejects(wholeOf(never, 100), /gone/);
  assert.equal(beginnings, 3);
});

test(
  'of 1,205 processors the last one has its name, is found and is a choice',
  { skip: withoutChromium() },
  async (t) => {
    const dir = writeMixedCase(tempDir(t));
    const others = Array.from({ length: 1199 }, (_, i) => `p${i},JP,Company ${i},,\n`).join('');
    appendFileSync(join(dir, 'processors.csv'), `${others}last,FR,The Very Last SA,,\n`);
    appendFileSync(join(dir, 'transfers/log.csv'), '2022-06-10T00:00:00Z,a,shop,last,email,pay,,\n');
    const { url, service } = await serveCases(t, [dir]);
    const id = service.cases[0]?.id ?? '';
    const browser = await openBrowser(t);
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/lineage#chosen=edge%3Ashop%3Elast`);
    await page.locator('.drawer .way-title', { hasText: 'The Very Last SA' }).waitFor();
    await settled(page);
    const pages: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/processors')) pages.push(request.url());
    });

    const search = page.getByRole('combobox', { name: 'Search processor' });
    await search.fill('very last');
    await page.getByRole('option', { name: 'The Very Last SA' }).click();
    await page.waitForURL(/chosen=processor%3Alast/);

    await page.getByRole('button', { name: 'Filters' }).click();
    const field = page.getByLabel('Processor', { exact: true });
    await field.focus();
    await page.keyboard.type('comp 11');
    await page.keyboard.press('Enter');
    await page.getByText('119 such names').waitFor();
    await field.fill('');
    await page.keyboard.type('very la');
    const offered = page.locator(`datalist[id="${(await field.getAttribute('list')) ?? ''}"] option`);
    assert.deepEqual(await offered.allTextContents(), ['The Very Last SA']);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove filter Processor: last' }).waitFor();
    assert.match(page.url(), /\?processor=last/);
    assert.equal(await field.inputValue(), '');
    await page.getByLabel('Arrives in').selectOption({ label: 'France' });
    await page.waitForURL(/jurisdiction=FR/);
    assert.deepEqual(
      pages.filter((asked) => !asked.endsWith('/processors/last')),
      [],
      'all of them read it once',
    );
    clean();
  },
);

test('what is too much to be read is said where it is searched', { skip: withoutChromium() }, async (t) => {
  const { url, service } = await serveCases(t, [writeMixedCase(tempDir(t))]);
  const id = service.cases[0]?.id ?? '';
  const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/${id}/findings`);
  let asked = 0;
  await page.route('**/fields?*', async (route) => {
    const response = await route.fetch({
      url: route
        .request()
        .url()
        .replace(/&cursor=\w+/, ''),
    });
    const body = (await response.json()) as { items: readonly { id: string }[] };
    const from = asked++ * 1000;
    const items = Array.from({ length: 1000 }, (_, i) => ({ ...body.items[0], id: `f${from + i}` }));
    await route.fulfill({ response, json: { ...body, items, total: 50_000, next: `c${asked}` } });
  });
  await page.getByRole('combobox', { name: 'Search processor' }).fill('f19999');
  await page.getByRole('option', { name: 'f19999' }).waitFor();
  await page.getByText('Field: searched the first 20,000 of 50,000').waitFor();
  assert.equal(asked, 20);
  clean();
});
