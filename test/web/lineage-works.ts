import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { json, settled, visit, written } from '../support/page.js';

interface Part {
  readonly verdict: string;
  readonly people: number;
  readonly records: number;
  readonly flows: number;
  readonly firstAt: string;
  readonly lastAt: string;
}
interface Edge {
  readonly source: string;
  readonly target: string;
  readonly people: number;
  readonly records: number;
  readonly byVerdict: readonly Part[];
}
interface Lineage {
  readonly nodes: readonly { readonly id: string; readonly name: string | null; readonly people: number }[];
  readonly edges: readonly Edge[];
}
interface Trails {
  readonly total: number;
  readonly items: readonly { readonly id: string; readonly people: number; readonly hops: number }[];
}

/** What somebody does with the Kakaopay case and with one of each verdict, on servers of whatever store. */
export async function lineageWorks(
  t: TestContext,
  browser: Browser,
  kakaopayAt: string,
  mixedAt: () => Promise<string>,
): Promise<void> {
  await kakaopayWorks(t, browser, kakaopayAt);
  await mixedWorks(t, browser, await mixedAt());
}

const MIXED = 'Of each kind';

/** The id under which a server has a case. */
async function idOf(url: string, title: string): Promise<string> {
  const { items } = await json<{ items: { id: string; title: string }[] }>(`${url}/api/cases`);
  return items.find((one) => one.title === title)?.id ?? '';
}

async function kakaopayWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const kakaopay = await idOf(url, 'Kakaopay to Alipay');
  const api = `${url}/api/cases/${kakaopay}`;
  const lineage = await json<Lineage>(`${api}/lineage`);
  const worst = lineage.edges.find((e) => e.source === 'kakaopay' && e.target === 'alipay-sg');
  assert.ok(worst);

  await t.test('a sentence with the exact numbers, and figures', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/`);
    const sentence = page.locator('.sentence');
    await sentence.waitFor();
    const text = await sentence.innerText();
    assert.match(
      text,
      new RegExp(`^${written(worst.people)} people’s data went from Kakaopay Corp\\. to Alipay`),
    );
    assert.match(text, /\(Singapore\)\. No recorded basis carries it for any of them\./);
    const { summary } = await json<{
      summary: { people: number; trails: { foreign: number }; findings: { high: number } };
    }>(api);
    const figures = (await page.locator('.figure dd').allInnerTexts()).map((f) => f.split('/')[0]?.trim());
    assert.equal(figures[0], written(summary.people));
    assert.equal(figures[3], written(summary.trails.foreign));
    assert.equal(figures[4], written(summary.findings.high));
    assert.match(page.url(), new RegExp(`/cases/${kakaopay}/lineage$`));
    clean();
  });

  await t.test('the map as tables holds every line and every processor', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    await page.getByRole('button', { name: 'As table' }).click();
    const rows = page.locator('.map-table table').first().locator('tbody tr');
    await rows.first().waitFor();
    const shown = await Promise.all(
      (await rows.all()).map(async (row) => (await row.locator('td').allInnerTexts()).slice(3, 8)),
    );
    const said = lineage.edges.flatMap((e) =>
      e.byVerdict.map((p) => [
        ...[p.people, p.records, p.flows].map(written),
        ...[p.firstAt, p.lastAt].map((at) => at.slice(0, 10)),
      ]),
    );
    assert.deepEqual(shown, said);
    const processors = page.locator('.map-table table').nth(1).locator('tbody tr');
    assert.equal(await processors.count(), lineage.nodes.length);
    clean();
  });

  await t.test('keys go over the map, and what they meet is read aloud and opened', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    const map = page.getByRole('application', { name: 'Map of the lineage' });
    await map.waitFor();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    const said = page.getByTestId('map-said');
    assert.match(await said.innerText(), /people/);
    await page.keyboard.press('f');
    await page.keyboard.press('Enter');
    await page.locator('.drawer .facts').waitFor();
    assert.match(page.url(), /chosen=edge/);
    await page.keyboard.press('Escape');
    await page.locator('.drawer').waitFor({ state: 'detached' });
    clean();
  });

  await t.test('the evidence of an edge: numbers, flows, gates, rows with pseudonyms', async (t) => {
    const { page, clean } = await visit(
      t,
      browser,
      `${url}/cases/${kakaopay}/lineage#chosen=edge%3Akakaopay%3Ealipay-sg`,
    );
    const facts = page.locator('.drawer .facts dd');
    await facts.first().waitFor();
    assert.deepEqual((await facts.allInnerTexts()).slice(0, 2), [
      written(worst.people),
      written(worst.records),
    ]);
    const parts = await page.locator('.by-verdict tbody td').allInnerTexts();
    for (const part of worst.byVerdict) assert.ok(parts.includes(written(part.people)));
    const flows = await json<{ total: number }>(`${api}/flows?sender=kakaopay&recipient=alipay-sg`);
    await page.locator('.flow-item').first().waitFor();
    assert.equal(await page.locator('.flow-item').count(), flows.total);
    await page.locator('.flow-item').first().click();
    await page.locator('.carriers li').first().waitFor();
    assert.match(await page.locator('.gates').innerText(), /not carried/);
    await page.getByRole('button', { name: 'Show rows of the log' }).click();
    const people = page.locator('.rows tbody td:nth-child(2)');
    await people.first().waitFor();
    const { rows } = await json<{ rows: { person: string }[] }>(
      `${api}/evidence/${/chosen=flow%3A(F\w+)/.exec(page.url())?.[1] ?? ''}`,
    );
    assert.deepEqual(
      await people.allInnerTexts(),
      rows.map(({ person }) => person),
    );
    clean();
  });

  await t.test('trails: all, sorted, chosen ones in the address, back and forward', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    const trails = await json<Trails>(`${api}/trails?foreign=true&order=-people`);
    const first = page.locator('.trail').first();
    await first.waitFor();
    assert.equal(await page.locator('.desk-side .list-foot').innerText(), `${written(trails.total)} trails`);
    assert.equal(await first.locator('.trail-people').innerText(), written(trails.items[0]?.people ?? -1));
    await page.getByLabel('Sort').selectOption('-hops');
    const longest = await json<Trails>(`${api}/trails?foreign=true&order=-hops`);
    await page
      .locator('.trail', { hasText: `${longest.items[0]?.hops ?? 0} hops` })
      .first()
      .click();
    await page.locator('.drawer .hop').first().waitFor();
    assert.equal(await page.locator('.drawer .hop').count(), longest.items[0]?.hops);
    assert.match(page.url(), /chosen=trail%3AT/);
    await page.goBack();
    await page.locator('.drawer').waitFor({ state: 'detached' });
    await page.goForward();
    await page.locator('.drawer .hop').first().waitFor();
    clean();
  });

  await t.test('filters stand in the address, and cut map, trails and months alike', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Arrives in').selectOption('IE');
    await page.locator('.chip').waitFor();
    assert.match(page.url(), /\?jurisdiction=IE/);
    const trails = await json<Trails>(`${api}/trails?foreign=true&jurisdiction=IE`);
    await page.locator('.list-foot', { hasText: `${written(trails.total)} trails` }).waitFor();
    await page.getByRole('button', { name: 'Remove filter Arrives in: Ireland' }).click();
    await page.locator('.chip').waitFor({ state: 'detached' });
    await page.getByLabel('Trails that begin at').selectOption('kakaopay');
    await page.getByLabel('Trails that end at').selectOption('apple');
    const between = await json<Trails>(`${api}/trails?foreign=true&origin=kakaopay&destination=apple`);
    const all = await json<Trails>(`${api}/trails?foreign=true`);
    assert.ok(between.total > 1 && between.total < all.total);
    await page.locator('.list-foot', { hasText: `${written(between.total)} trails` }).waitFor();
    assert.match(page.url(), /#(.+&)?origin=kakaopay&destination=apple/);
    const form = page.locator('.filter-form');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    const opener = page.getByRole('button', { name: 'Filters' });
    assert.equal(await page.locator('button:focus').innerText(), await opener.innerText());
    await opener.click();
    await page.locator('h1').click();
    await form.waitFor({ state: 'detached' });
    const { origin, pathname, search } = new URL(page.url());
    await json(`${origin}${pathname}.json${search}`);
    clean();
  });

  await t.test('search finds a processor by any of its names', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    const field = page.getByRole('combobox', { name: 'Search processor, field or finding' });
    await field.fill('카카오페이');
    await page.locator('.hits [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.drawer .way-title', { hasText: 'Kakaopay Corp.' }).waitFor();
    clean();
  });

  await t.test('search finds a field and a finding, and shows what it found', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/lineage`);
    const field = page.getByRole('combobox', { name: 'Search processor, field or finding' });
    await field.fill('nsf_score');
    await page.locator('.hits [role=option]', { hasText: 'Field' }).first().click();
    await page.getByText('Only nsf_score and what was derived from it').waitFor();
    await field.fill('balance consent');
    const hit = page.locator('.hits [role=option]', { hasText: 'Findings' }).first();
    const said = await hit.locator('.hit-text').innerText();
    await hit.click();
    await page.locator('.drawer .subtitle', { hasText: said }).waitFor();
    clean();
  });

  await t.test('what a processor holds, from whom', async (t) => {
    const { page, clean } = await visit(
      t,
      browser,
      `${url}/cases/${kakaopay}/lineage#chosen=processor%3Aalipay-sg`,
    );
    const { processor } = await json<{ processor: { holdings: { field: string; people: number }[] } }>(
      `${api}/processors/alipay-sg`,
    );
    const held = page.locator('.holdings li .flow-top');
    await held.first().waitFor();
    assert.deepEqual(
      (await held.allInnerTexts()).map((text) => text.split(/\s+/)),
      processor.holdings.map(({ field, people }) => [field, written(people)]),
    );
    clean();
  });

  await t.test('findings under filters, which they say', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${kakaopay}/findings`);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Why').selectOption('CONSENT_DEFECTIVE');
    const { total } = await json<{ total: number }>(`${api}/findings?code=CONSENT_DEFECTIVE`);
    assert.ok(total > 0);
    await page.locator('.list-foot', { hasText: `${written(total)} findings` }).waitFor();
    await page.getByRole('button', { name: 'Remove filter Why: consent given, but defective' }).click();
    const all = await json<{ total: number }>(`${api}/findings`);
    await page.locator('.list-foot', { hasText: `${written(all.total)} findings` }).waitFor();
    clean();
  });

  await t.test('an opened bundle draws each of its flows', async (t) => {
    const { page, clean } = await visit(
      t,
      browser,
      `${url}/cases/${kakaopay}/lineage#chosen=edge%3Akakaopay%3Ealipay-sg`,
    );
    await page.getByRole('button', { name: 'Open the bundle' }).click();
    await page.getByRole('button', { name: 'Close the bundle' }).waitFor();
    await settled(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('group')
        .filter({ hasText: 'Map as SVG' })
        .locator('summary')
        .click()
        .then(() => page.getByRole('button', { name: 'Map as SVG' }).click()),
    ]);
    const svg = await readFile(await file.path(), 'utf8');
    const flows = await json<{ total: number }>(`${api}/flows?sender=kakaopay&recipient=alipay-sg`);
    assert.equal(svg.match(/data-line="flow:/g)?.length, flows.total);
    clean();
  });
}

async function mixedWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const mixed = await idOf(url, MIXED);

  await t.test('a field, and what was derived from it', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${mixed}/lineage`);
    await page.getByLabel('Follow a field').selectOption('phone');
    const there = `${url}/api/cases/${mixed}`;
    const trails = await json<Trails>(`${there}/trails?foreign=true&field=phone&field=hashed`);
    await page.locator('.list-foot', { hasText: `${written(trails.total)} trails` }).waitFor();
    await page.getByRole('button', { name: 'As table' }).click();
    const lineage = await json<Lineage>(`${there}/lineage?field=phone&field=hashed`);
    const rows = page.locator('.map-table table').first().locator('tbody tr');
    await rows.first().waitFor();
    assert.equal(await rows.count(), lineage.edges.flatMap((e) => e.byVerdict).length);
    clean();
  });

  await t.test('open questions are a list to be ticked off', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${mixed}/lineage#side=todo`);
    const item = page.locator('.todo li').first();
    await item.waitFor();
    assert.match(await item.innerText(), /Is “beneficiary” true of c1\?/);
    await item.getByRole('checkbox').check();
    await page.reload();
    await item.waitFor();
    assert.equal(await item.getByRole('checkbox').isChecked(), true);
    clean();
  });

  await t.test('upstream and downstream of a processor, with what is hidden', async (t) => {
    const { page, clean } = await visit(t, browser, `${url}/cases/${mixed}/lineage#chosen=processor%3Acloud`);
    await page.getByRole('button', { name: 'Start from here' }).click();
    const bar = page.locator('.focus-bar');
    await bar.waitFor();
    await page.getByRole('button', { name: 'Downstream −' }).click();
    await page.getByRole('button', { name: 'As table' }).click();
    const view = await json<{ nodes: { id: string; hidden: { upstream: number; downstream: number } }[] }>(
      `${url}/api/cases/${mixed}/lineage?focus=cloud&upstream=1&downstream=1`,
    );
    const hidden = view.nodes.reduce((sum, node) => sum + node.hidden.downstream, 0);
    assert.ok(hidden > 0);
    await bar.getByText(`${written(hidden)} after it hidden`).waitFor();
    const rows = page.locator('.map-table table').nth(1).locator('tbody tr');
    await settled(page);
    assert.equal(await rows.count(), view.nodes.length);
    // Each says how many of its neighbours are left out; one step further, nobody's are.
    const said = (await rows.locator('td:last-child').allInnerTexts()).map((text) => text.split(' ')[0]);
    assert.deepEqual(
      said,
      view.nodes.map(({ hidden }) => written(hidden.upstream + hidden.downstream)),
    );
    // One of them alone shows its others, and hides them again.
    const lacking = view.nodes.find((node) => node.hidden.downstream > 0);
    const address = `${url}/api/cases/${mixed}/lineage?focus=cloud&upstream=1&downstream=1&expand=${lacking?.id ?? ''}`;
    const expanded = await json<{ nodes: { id: string }[] }>(address);
    assert.ok(expanded.nodes.length > view.nodes.length);
    await rows
      .nth(view.nodes.findIndex((node) => node === lacking))
      .getByText('Show neighbours')
      .click();
    await rows.nth(expanded.nodes.length - 1).waitFor();
    assert.equal(await rows.count(), expanded.nodes.length);
    assert.equal(new URL(page.url()).searchParams.get('expand'), lacking?.id);
    await page.getByRole('button', { name: 'Hide neighbours' }).click();
    await rows.nth(view.nodes.length).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Downstream +' }).click();
    await page.getByRole('button', { name: 'Upstream +' }).click();
    const further = await json<{ nodes: unknown[] }>(
      `${url}/api/cases/${mixed}/lineage?focus=cloud&upstream=2&downstream=2`,
    );
    await rows.nth(further.nodes.length - 1).waitFor();
    assert.equal(await rows.count(), further.nodes.length);
    await page.getByRole('button', { name: 'Whole map' }).click();
    await bar.waitFor({ state: 'detached' });
    clean();
  });
}
