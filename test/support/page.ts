import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { packageRoot } from '../../src/assets.js';
import { launchChromium } from './chromium.js';

/** Sizes that the page is made for. */
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A browser that ends with the test. */
export async function openBrowser(t: TestContext): Promise<Browser> {
  const browser = await launchChromium();
  t.after(() => browser.close());
  return browser;
}

/** Milliseconds in which something is seen, on a machine that does much else: no test is about how long it takes. */
const PATIENCE = 180_000;

/** A page, and what it did that it must not. */
export interface Visit {
  readonly page: Page;
  /** Fails when the page said an error, or asked anything of another origin. */
  readonly clean: () => void;
}

/** Opens an address as a person would, without motion unless asked for. */
export async function visit(
  t: TestContext,
  browser: Browser,
  address: string,
  how: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...how,
  });
  t.after(() => context.close());
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const { origin } = new URL(address);
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.origin !== origin && asked.protocol !== 'blob:') wrong.push(`asked ${request.url()}`);
  });
  await page.goto(address);
  return {
    page,
    clean: () => {
      assert.deepEqual(wrong, []);
    },
  };
}

/** Waits until the map has been drawn and nothing is asked of the server. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"], .spinner').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

/** The JSON of an address of the server. */
export async function json<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  assert.equal(response.status, 200, url);
  return (await response.json()) as T;
}

/** `4045` as the page writes it in English. */
export const written = (n: number): string => new Intl.NumberFormat('en-GB').format(n);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Serious and critical violations of accessibility, as axe-core finds them. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<Violation[]>('axe.run(document).then((r) => r.violations)');
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`));
}

/** Where pictures of the page are kept, to be looked at. */
export function picture(name: string): string {
  return join(packageRoot(), 'out', 'pages', `${name}.png`);
}
