import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Analyses } from '../../src/web/api/analyses.js';
import { Answers, type Ask } from '../../src/web/api/answers.js';
import { withoutChromium } from '../support/chromium.js';
import { runCli } from '../support/cli.js';
import { json, openBrowser, visit } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { until } from '../support/until.js';

test('a case has a new analysis when its fingerprint is another one; of the first, nobody is told', () => {
  const told: string[] = [];
  let watched = 0;
  const analyses = new Analyses((id) => told.push(id));
  const leave = analyses.watch(() => watched++);
  analyses.heard('a', 'one');
  analyses.heard('b', null);
  analyses.heard('a', 'one');
  assert.deepEqual([told, watched, analyses.turn('a')], [[], 0, 0]);
  analyses.heard('a', 'two');
  assert.deepEqual([told, watched, analyses.turn('a'), analyses.turn('b')], [['a'], 1, 1, 0]);
  leave();
  analyses.heard('a', 'one');
  assert.deepEqual([told, watched], [['a', 'a'], 1]);
});

test('what is looked at is asked anew and stays meanwhile, what is not is forgotten, what is on its way is dropped', async () => {
  const answers = new Answers(10);
  const asked: { address: string; signal: AbortSignal; give: (answer: unknown) => void }[] = [];
  const ask =
    (address: string): Ask =>
    ({ signal }) =>
      new Promise((give) => {
        asked.push({ address, signal, give });
      });
  const told = () => new Promise((resolve) => setImmediate(resolve));
  answers.watch('/case/looked-at', ask('/case/looked-at'), () => undefined);
  const leave = answers.watch('/case/left', ask('/case/left'), () => undefined);
  answers.watch('/other', ask('/other'), () => undefined);
  for (const a of asked) a.give(`old ${a.address}`);
  await told();
  leave();
  answers.watch('/case/on-its-way', ask('/case/on-its-way'), () => undefined);

  answers.renew((address) => address.startsWith('/case/'));
  assert.equal(answers.known('/case/looked-at').answer, 'old /case/looked-at');
  assert.equal(answers.known('/case/left').answer, undefined);
  assert.equal(answers.known('/other').answer, 'old /other');
  assert.equal(asked[3]?.signal.aborted, true);
  assert.deepEqual(
    asked.slice(4).map((a) => a.address),
    ['/case/looked-at', '/case/on-its-way'],
  );
  asked[4]?.give('new');
  asked.at(3)?.give('of the former analysis');
  await told();
  assert.equal(answers.known('/case/looked-at').answer, 'new');
  assert.equal(answers.known('/case/on-its-way').answer, undefined);
});

test(
  'a new analysis while the page is open: all of it is of the new one',
  { skip: withoutChromium() },
  async (t) => {
    const dir = caseCopy(t, KAKAOPAY);
    const { url } = await serveCases(t, [dir]);
    const browser = await openBrowser(t);
    const { page } = await visit(t, browser, `${url}/cases/sample/findings`);
    const total = async (): Promise<number> =>
      (await json<{ total: number }>(`${url}/api/cases/sample/findings?limit=1`)).total;
    /** Both of the list and of the sentence above it. */
    const shows = async (count: number): Promise<void> => {
      await page.locator('.list .list-foot', { hasText: String(count) }).waitFor();
      await page.locator('.figures', { hasText: `${count} in all` }).waitFor();
    };
    const before = await total();
    await shows(before);
    const search = page.getByRole('combobox', { name: 'Search processor' });
    await search.fill('kakao');
    await page.getByRole('option', { name: 'Kakaopay' }).first().waitFor();
    await search.fill('');
    const contracts = join(dir, 'contracts.csv');
    const [header = ''] = readFileSync(contracts, 'utf8').split('\n', 1);
    writeFileSync(contracts, `${header}\n`);
    appendFileSync(join(dir, 'processors.csv'), 'newcomer,FR,A Newcomer SA,,,\n');
    const ran = await runCli(['analyze', dir]);
    assert.equal(ran.code, 0, ran.stderr);
    const after = await until('the server to take it up', total, (n) => n !== before);
    // The page looks whenever somebody comes back to it.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await shows(after);
    // Lists that are read whole are read anew, too.
    await search.fill('newcomer');
    await page.getByRole('option', { name: 'A Newcomer SA' }).waitFor();
  },
);
