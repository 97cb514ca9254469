import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { DESK, json, openBrowser, PHONE, violations, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

interface Evidence {
  readonly rows: readonly { readonly hop: number; readonly at: string }[];
}

const skip = withoutChromium();

test('a trail is gone through hop by hop, in time order', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const browser = await openBrowser(t);
  const api = `${url}/api/cases/sample`;
  const { items } = await json<{ items: { id: string; hops: number }[] }>(
    `${api}/trails?foreign=true&order=-hops`,
  );
  const [{ id, hops } = { id: '', hops: 0 }] = items;
  assert.ok(hops > 1);
  const at = (side: string) => `${url}/cases/sample/lineage#side=${side}&chosen=trail%3A${id}`;
  const order = [...Array(hops).keys()].map((i) => `Hop ${i + 1} of ${hops}`);

  await t.test('it plays by itself, up to the last hop, and again when asked', async (t) => {
    const { page, clean } = await visit(t, browser, at('trails'), { reducedMotion: 'no-preference' });
    const said = page.getByTestId('replay-said').locator('strong');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await said.filter({ hasText: order.at(-1) ?? '' }).waitFor();
    await page.evaluate(`(() => {
      const said = document.querySelector('[data-testid=replay-said] strong');
      window.seen = [];
      new MutationObserver(() => window.seen.push(said.textContent)).observe(said, { characterData: true, subtree: true, childList: true });
    })()`);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor({ state: 'detached' });
    await said.filter({ hasText: order.at(-1) ?? '' }).waitFor();
    assert.deepEqual(await page.evaluate('[...new Set(window.seen)]'), order);
    clean();
  });

  await t.test('without motion all of it is lit, and it is stepped through by hand', async (t) => {
    const { page, clean } = await visit(t, browser, at('trails'), { viewport: DESK });
    const said = page.getByTestId('replay-said').locator('strong');
    await said.filter({ hasText: order.at(-1) ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Hop before' }).click();
    await said.filter({ hasText: order.at(-2) ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Next hop' }).click();
    await said.filter({ hasText: order.at(-1) ?? '' }).waitFor();
    assert.deepEqual(await violations(page), []);
    clean();
  });

  await t.test('when it was for the first person is what the rows of the log say', async (t) => {
    const { page, clean } = await visit(t, browser, at('trails'));
    await page.getByRole('button', { name: 'When for the first person?' }).click();
    const { rows } = await json<Evidence>(`${api}/evidence/${id}`);
    const last = rows.find(({ hop }) => hop === hops);
    const time = page.getByTestId('replay-said').locator('time');
    await time.waitFor();
    assert.equal(await time.getAttribute('datetime'), last?.at);
    await page.getByRole('button', { name: 'Hop before' }).click();
    assert.equal(await time.getAttribute('datetime'), rows.find(({ hop }) => hop === hops - 1)?.at);
    clean();
  });

  await t.test('on a phone too, with the evidence behind the tab of trails', async (t) => {
    const { page, clean } = await visit(t, browser, at('map'), { viewport: PHONE });
    await page.getByTestId('replay-said').waitFor();
    assert.equal(await page.locator('.drawer').count(), 0);
    await page.getByRole('button', { name: 'Trails' }).click();
    await page.locator('.drawer .hop').first().waitFor();
    clean();
  });
});
