import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { openBrowser, settled, visit } from '../support/page.js';
import { serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

const skip = withoutChromium();

/** Where texts begin within an element that holds them, from the left. */
async function placesOf(page: Page, element: string, texts: readonly string[]): Promise<number[]> {
  await page.locator(element).first().waitFor();
  return page.evaluate<number[]>(`${JSON.stringify(texts)}.map((text) => {
    const walk = document.createTreeWalker(document.querySelector(${JSON.stringify(element)}), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const at = node.data.indexOf(text);
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      return range.getBoundingClientRect().left;
    }
    return -1;
  })`);
}

function inOrder(places: readonly number[]): void {
  const sorted = [...places].sort((a, b) => a - b);
  assert.ok(places.every((x) => x >= 0) && places.length > 1, places.join(' '));
  assert.deepEqual(places, sorted);
}

/** The mixed case with other names. */
function named(dir: string, names: readonly (readonly [file: string, from: string, to: string])[]): string {
  const made = writeMixedCase(dir);
  for (const [file, from, to] of names) {
    const path = join(made, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to));
  }
  return made;
}

test(
  'an override of writing direction reorders nothing and is seen, and is copied as it is',
  { skip },
  async (t) => {
    const name = 'Good\u202eXyZ';
    const made = named(tempDir(t), [
      ['case.yaml', 'title: Of each kind', 'title: "Of \\u202Eeach\\u2069 kind"'],
      ['processors.csv', 'Ads LLC', name],
      ['processors.csv', 'ads,', 'a\u202eds,'],
      ['transfers/log.csv', 'ads,', 'a\u202eds,'],
    ]);
    const { url, service } = await serveCases(t, [made]);
    const id = service.cases[0]?.id ?? '';
    const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/${id}/lineage`);
    await page.locator('.sentence').waitFor();
    await settled(page);
    inOrder(await placesOf(page, '.sentence bdi', ['Good', 'X', 'Z']));
    assert.ok((await page.locator('.sentence').textContent())?.includes(name), 'what is copied is the name');
    const seen = page.locator('.sentence .hidden-character').first();
    const before =
      'getComputedStyle(document.querySelector(".sentence .hidden-character"), "::before").content';
    assert.equal(await page.evaluate(before), '"\ufffd"');
    assert.ok(((await seen.boundingBox())?.width ?? 0) > 0);
    inOrder(await placesOf(page, 'h1', ['Of', 'each', 'kind']));
    assert.equal(await page.title(), 'Of \ufffdeach\ufffd kind · Wayleave');
    // On the list, its country comes after the processor.
    const rows = page.locator('.trail', { hasText: 'ds' });
    assert.ok((await rows.count()) > 0);
    inOrder(await placesOf(page, '.trail:has(.hidden-character) .way > span:last-child', ['a', 'ds', 'US']));
    // Elements that hold text alone show it, too, and mean the same.
    await page.getByRole('button', { name: 'Filters' }).click();
    const options = page.locator('.filter-form option', { hasText: 'Good\ufffdXyZ' });
    assert.equal(await options.first().getAttribute('value'), 'a\u202eds');
    clean();
  },
);

test(
  'between two names written from right to left, an arrow points at the recipient',
  { skip },
  async (t) => {
    const made = named(tempDir(t), [
      ['processors.csv', 'shop,KR', 'متجر,KR'],
      ['processors.csv', 'ads,US', 'إعلان,US'],
      ['notices.csv', 'shop', 'متجر'],
      ['contracts.csv', 'shop', 'متجر'],
      ['transfers/log.csv', 'shop', 'متجر'],
      ['transfers/log.csv', 'ads', 'إعلان'],
    ]);
    const { url, service } = await serveCases(t, [made]);
    const id = service.cases[0]?.id ?? '';
    const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/${id}/findings`);
    const row = '.trail-facts span:has(> bdi + bdi)';
    inOrder(await placesOf(page, row, ['متجر', '→', 'إعلان']));
    clean();
  },
);
