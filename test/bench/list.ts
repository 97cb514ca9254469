import type { Browser, Page } from 'playwright-core';

/** How a list of trails does. */
export interface ListMeasured {
  /** Milliseconds from the start of the navigation to the first rows. */
  readonly shown: number;
  /** Frames a second while its first page is scrolled. */
  readonly frames: number;
  /** Seconds until the last row was read, by scrolling as fast as pages come. */
  readonly whole: number;
  /** Frames a second while it is scrolled with all rows read. */
  readonly framesAtEnd: number;
}

const SCROLLING = 4000;
const PATIENCE = 240_000;

/** @param total rows that there are */
export async function measureList(browser: Browser, address: string, total: number): Promise<ListMeasured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (document.querySelector('.trail') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark('rows-shown'));
    }).observe(document, { childList: true, subtree: true });`);
    await page.goto(address, { timeout: PATIENCE });
    await page.locator('.trail').first().waitFor({ timeout: PATIENCE });
    await page.waitForLoadState('networkidle');
    const shown = Number(await page.evaluate(`performance.getEntriesByName('rows-shown')[0].startTime`));
    await page.locator('.scroller').first().hover();
    const frames = await scroll(page, 300);
    const started = performance.now();
    while (!(await isAtEnd(page, total))) {
      if (performance.now() - started > PATIENCE) throw new Error('the list did not come to its end');
      await page.evaluate(`{ const s = document.querySelector('.scroller'); s.scrollTop = s.scrollHeight; }`);
      await page.waitForTimeout(30);
    }
    const whole = (performance.now() - started) / 1000;
    return { shown, frames, whole, framesAtEnd: await scroll(page, -300) };
  } finally {
    await context.close();
  }
}

async function isAtEnd(page: Page, total: number): Promise<boolean> {
  const read = await page.evaluate(
    `globalThis.itemsRead?.() ?? Number(document.querySelector('.list-foot')?.textContent.match(/Showing ([\\d,]+) of/)?.[1].replaceAll(',', '') ?? Infinity)`,
  );
  return Number(read) >= total;
}

/** Frames a second while the wheel is turned. */
async function scroll(page: Page, by: number): Promise<number> {
  const counted = page.evaluate(`new Promise((resolve) => {
    const start = performance.now();
    let frames = 0;
    const next = (now) => {
      frames++;
      if (now - start < ${SCROLLING}) requestAnimationFrame(next);
      else resolve((frames * 1000) / (now - start));
    };
    requestAnimationFrame(next);
  })`);
  const end = performance.now() + SCROLLING;
  while (performance.now() < end) {
    await page.mouse.wheel(0, by);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  return Number(await counted);
}
