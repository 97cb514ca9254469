import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from 'playwright-core';
import { Answers, type Ask } from '../../src/web/api/answers.js';
import { withoutChromium } from '../support/chromium.js';
import { json, openBrowser, PHONE, settled, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

/** A question whose answers the test gives. */
function asking() {
  const asked: { signal: AbortSignal; give: (answer: unknown) => void; refuse: (error: unknown) => void }[] =
    [];
  const ask: Ask = ({ signal }) =>
    new Promise((give, refuse) => {
      asked.push({ signal, give, refuse });
    });
  return { asked, ask };
}

/** What was promised has been told to everybody. */
const told = () => new Promise((resolve) => setImmediate(resolve));

test('what several look at is asked once, and told to each', async () => {
  const answers = new Answers(10);
  const { asked, ask } = asking();
  let [first, second] = [0, 0];
  const leave = answers.watch('/a', ask, () => first++);
  answers.watch('/a', ask, () => second++);
  assert.equal(asked.length, 1);
  leave();
  assert.equal(asked.at(0)?.signal.aborted, false, 'somebody still waits');
  asked[0]?.give('an answer');
  await told();
  assert.deepEqual([first, second], [0, 1]);
  assert.equal(answers.known('/a').answer, 'an answer');
  assert.equal(answers.known('/a'), answers.known('/a'), 'the same object until it changes');
});

test('what nobody waits for is aborted, and what comes of it counts for nothing', async () => {
  const answers = new Answers(10);
  const { asked, ask } = asking();
  answers.watch('/a', ask, () => undefined)();
  assert.equal(asked.at(0)?.signal.aborted, true);
  let news = 0;
  answers.watch('/a', ask, () => news++);
  assert.equal(asked.length, 2, 'it is asked anew for whoever comes then');
  asked[0]?.refuse(new Error('aborted'));
  await told();
  assert.deepEqual([news, answers.known('/a').error], [0, undefined]);
  asked[1]?.give('an answer');
  await told();
  assert.equal(answers.known('/a').answer, 'an answer');
});

test('an error stays until it is asked again; an answer stays until the new one is there', async () => {
  const answers = new Answers(10);
  const { asked, ask } = asking();
  answers.watch('/a', ask, () => undefined);
  asked[0]?.refuse('refused');
  await told();
  assert.equal(answers.known('/a').error, 'refused');
  answers.again('/a', ask);
  assert.equal(answers.known('/a').error, undefined);
  answers.again('/a', ask);
  assert.equal(asked.length, 2, 'a request is under way');
  asked[1]?.give('first');
  await told();
  answers.again('/a', ask);
  assert.equal(answers.known('/a').answer, 'first');
  asked[2]?.give('second');
  await told();
  assert.equal(answers.known('/a').answer, 'second');
});

test('of answers that nobody watches the newest are kept; what is watched is never forgotten', async () => {
  const answers = new Answers(2);
  const { asked, ask } = asking();
  answers.watch('/watched', ask, () => undefined);
  for (const address of ['/a', '/b', '/c']) {
    const leave = answers.watch(address, ask, () => undefined);
    asked.at(-1)?.give(address);
    await told();
    leave();
  }
  asked[0]?.give('watched');
  await told();
  const kept = ['/watched', '/a', '/b', '/c'].filter((a) => answers.known(a).answer !== undefined);
  assert.deepEqual(kept, ['/watched', '/c']);
});

test(
  'an answer that comes to one part of the page while another is resized is seen by both',
  { skip: withoutChromium() },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
    const { items } = await json<{ items: { id: string }[] }>(`${url}/api/cases`);
    const id = items[0]?.id ?? '';
    const browser = await openBrowser(t);
    const { page, clean } = await visit(t, browser, `${url}/cases/${id}/findings`, { viewport: PHONE });
    await settled(page);
    // The sentence above the map and the map ask the same: their questions are held as if the network were slow.
    const held: Route[] = [];
    await page.route(`${url}/api/cases/${id}`, (route) => {
      held.push(route);
    });
    await page.goto(`${url}/cases/${id}/lineage#side=map`);
    await page.locator('.map-pane').waitFor();
    // For a moment wider than high, then as before.
    for (const size of [{ ...PHONE, height: 400 }, PHONE]) {
      await page.setViewportSize(size);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await held.shift()?.continue();
    // The sentence takes room from the map, which stays higher than wide.
    await page.locator('.sentence').waitFor();
    for (const route of held) await route.continue();
    await page.locator('.map-pane[aria-busy="false"] .map-stage').waitFor({ timeout: 20_000 });
    clean();
  },
);
