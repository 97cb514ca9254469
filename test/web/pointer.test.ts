import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from '../support/chromium.js';
import { openBrowser, PHONE, settled, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

const skip = withoutChromium();

/** Milliseconds after which a second click is not the second half of a double click. */
const APART = 350;

/** Red, green and blue of a processor's disc in the light theme. */
const INK = [0x35, 0x3e, 0x52];

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Middles of the processors' discs on the screen, found by their pixels, from left to right. */
function discsOf(page: Page): Promise<Place[]> {
  return page.evaluate<Place[]>(`(() => {
    const canvas = document.querySelector('.map-over');
    const { left, top } = canvas.getBoundingClientRect();
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const inked = (x, y) => ${JSON.stringify(INK)}.every((c, i) => data[4 * (y * width + x) + i] === c);
    const discs = [];
    for (let y = 8; y < height - 8; y++) for (let x = 8; x < width - 8; x++) {
      if (![[0, 0], [8, 0], [-8, 0], [0, 8], [0, -8]].every(([dx, dy]) => inked(x + dx, y + dy))) continue;
      const disc = discs.find((d) => Math.hypot(d.x / d.n - x, d.y / d.n - y) < 24);
      if (disc === undefined) discs.push({ x, y, n: 1 });
      else { disc.x += x; disc.y += y; disc.n++; }
    }
    return discs.map((d) => ({ x: left + d.x / d.n, y: top + d.y / d.n })).sort((a, b) => a.x - b.x);
  })()`);
}

/**
 * The same once the map rests, drawn where it lies and no longer moved as it is: it glides on after it was dragged, and for
 * longer where the machine is busy.
 */
async function restingDiscs(page: Page): Promise<Place[]> {
  for (let before = '', looks = 0; looks < 60; looks++) {
    await page.waitForTimeout(500);
    const discs = await discsOf(page);
    const moved = await page.evaluate(`document.querySelector('.map-over').style.transform`);
    const now = JSON.stringify(discs);
    if (moved === '' && now === before && discs.length > 0) return discs;
    before = now;
  }
  throw new Error('the map does not come to rest');
}

test(
  'a pointer on the map: names what is under it, opens its evidence, drags the map',
  { skip },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
    const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/sample/lineage`);
    await page.locator('.map-over').waitFor();
    await settled(page);
    const [kakaopay, ...others] = await discsOf(page);
    assert.ok(kakaopay !== undefined && others.length === 2, 'Kakaopay at home, Alipay and Apple abroad');
    const tip = page.locator('.map-tip');

    await page.mouse.move(kakaopay.x, kakaopay.y);
    await tip.filter({ hasText: /^Kakaopay Corp\./ }).waitFor();
    const [alipay] = others.sort((a, b) => a.y - b.y);
    assert.ok(alipay);
    // Beside the plate with the people of the line, which bends upwards.
    let found = false;
    for (let up = 0; up < 60 && !found; up += 4) {
      const at = (share: number) => kakaopay.x + (alipay.x - kakaopay.x) * share;
      await page.mouse.move(at(0.35), kakaopay.y + (alipay.y - kakaopay.y) * 0.35 - up);
      await page.waitForTimeout(60);
      found = (await tip.allTextContents()).join('').startsWith('Kakaopay Corp. → Alipay');
    }
    assert.ok(found, 'the line is under the pointer');
    await page.mouse.down();
    await page.mouse.up();
    await page.locator('.drawer .way-title', { hasText: 'Kakaopay Corp.' }).waitFor();
    await page.waitForTimeout(APART);
    await page.mouse.click(kakaopay.x, kakaopay.y + 130);
    await page.locator('.drawer').waitFor({ state: 'detached' });

    // Where frames come slowly the map is moved as it is, and is drawn anew when it rests.
    const slow = await page.context().newCDPSession(page);
    for (const rate of [1, 20]) {
      await slow.send('Emulation.setCPUThrottlingRate', { rate });
      const [from] = await restingDiscs(page);
      assert.ok(from);
      await page.mouse.move(from.x + 40, from.y + 60);
      await page.mouse.down();
      await page.mouse.move(from.x + 90, from.y + 90, { steps: 8 });
      await page.mouse.up();
      await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      const [now] = await restingDiscs(page);
      assert.ok(now);
      assert.ok(now.x > from.x + 45 && now.y > from.y + 25, 'the map went where it was dragged to');
      await page.mouse.click(now.x, now.y);
      await page.locator('.drawer .way-title', { hasText: 'Kakaopay Corp.' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.drawer').waitFor({ state: 'detached' });
    }
    clean();
  },
);

test('a finger on the map of a phone opens the evidence of what it taps', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const { page, clean } = await visit(t, await openBrowser(t), `${url}/cases/sample/lineage#side=map`, {
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  });
  await page.locator('.map-over').waitFor();
  await settled(page);
  const discs = await discsOf(page);
  const lowest = discs.sort((a, b) => b.y - a.y)[0];
  assert.ok(lowest);
  await page.touchscreen.tap(lowest.x, lowest.y);
  await page.locator('.drawer .way-title').waitFor();
  assert.match(page.url(), /chosen=processor/);
  clean();
});
