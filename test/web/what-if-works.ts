import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { RemediesAnswer } from '../../src/remedies/answer-schema.js';
import type { WhatIfAnswer, WhatIfNumbers } from '../../src/what-if/answer-schema.js';
import { DESK, PHONE, picture, settled, violations, visit, written } from '../support/page.js';

async function supposed(api: string, changes: unknown): Promise<WhatIfAnswer> {
  const response = await fetch(`${api}/what-if`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as WhatIfAnswer;
}

async function numbers(api: string, changes: unknown): Promise<WhatIfNumbers> {
  const answer = await supposed(api, changes);
  assert.ok(!answer.scanNeeded);
  return answer;
}

/** What an address supposes. */
const supposes = (page: Page): unknown => {
  const text = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('suppose');
  return text === null ? null : JSON.parse(text);
};

/** The numbers on the page, before and after, are those of the API. */
async function agrees(page: Page, { foreignTrailsByVerdict, jurisdictions }: WhatIfNumbers): Promise<void> {
  for (const { verdict, before, after } of foreignTrailsByVerdict) {
    const cells = page.locator(`tr[data-verdict="${verdict}"] td`);
    assert.deepEqual(await cells.allInnerTexts(), [written(before.people), written(after.people)], verdict);
  }
  for (const { jurisdiction, byVerdict } of jurisdictions) {
    const part = byVerdict.find((v) => v.verdict === 'unsupported');
    const cells = await page.locator(`tr[data-place="${jurisdiction}"] td`).allInnerTexts();
    assert.deepEqual(cells, part === undefined ? [] : [written(part.before), written(part.after)]);
  }
}

/** What somebody supposes of the Kakaopay case, on a server of whatever store. */
export async function whatIfWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const room = `${url}/cases/sample/what-if`;
  const api = `${url}/api/cases/sample`;
  const found = await fetch(`${api}/remedies`, { headers: { prefer: 'wait=60' } });
  const remedies = (await found.json()) as RemediesAnswer;
  assert.ok(remedies.optimal);
  mkdirSync(dirname(picture('x')), { recursive: true });

  await t.test('least remedies are ticked, lines and numbers turn, and reset takes all back', async (t) => {
    const { page, clean } = await visit(t, browser, room);
    await page.getByRole('button', { name: 'Least remedies' }).click();
    await page.getByText('Supposed. This is not what happened.').waitFor();
    await settled(page);
    assert.deepEqual(supposes(page), remedies.changes);
    assert.ok(remedies.whatIf !== null);
    await agrees(page, remedies.whatIf);
    assert.match(await page.getByTestId('proof').innerText(), /One remedy: proved to be the fewest/);
    const record = page.getByRole('group', { name: /k-settlement/ });
    for (const box of await record.getByRole('checkbox').all()) assert.ok(await box.isChecked());
    const gone = remedies.whatIf.findings.disappear.length;
    assert.equal(await page.getByText(`Findings that go (${gone})`).count(), 1);
    await page.screenshot({ path: picture('what-if-desk-light') });
    assert.deepEqual(await violations(page), []);
    // The same as tables, for whoever does not see the drawing.
    await page.getByRole('button', { name: 'As table' }).click();
    const table = page.locator('.map-pane table').first();
    await table.waitFor();
    const pair = remedies.whatIf.pairs.find((p) => p.sender === 'kakaopay');
    const after = pair?.byVerdict.find((v) => v.verdict === 'supported')?.after.people ?? -1;
    const line = table.locator('tr', { hasText: 'Kakaopay Corp.' }).filter({ hasText: 'Recorded basis' });
    assert.match(await line.first().innerText(), new RegExp(`\\b${written(after)}\\b`));
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Supposed. This is not what happened.').waitFor({ state: 'detached' });
    assert.equal(supposes(page), null);
    clean();
  });

  await t.test('by keyboard, box by box; back goes back; the address shows the same to others', async (t) => {
    const { page, clean } = await visit(t, browser, room);
    const served = page.getByRole('checkbox', { name: /^supervised: unknown → true/ });
    await served.focus();
    await page.keyboard.press('Space');
    await page.locator('tr[data-verdict="unsupported"]').waitFor();
    await settled(page);
    const one = { change: { contracts: { 'k-settlement': { facts: { supervised: true } } } } };
    assert.deepEqual(supposes(page), one);
    await agrees(page, await numbers(api, one));
    await page.getByRole('checkbox', { name: /^Purposes: also nsf/ }).check();
    await page.getByText('Flows that change').waitFor();
    const two = supposes(page);
    await settled(page);
    await agrees(page, await numbers(api, two));
    const other = await visit(t, browser, page.url());
    await other.page.locator('tr[data-verdict="unsupported"]').waitFor();
    await settled(other.page);
    await agrees(other.page, await numbers(api, two));
    assert.ok(await other.page.getByRole('checkbox', { name: /^Purposes: also nsf/ }).isChecked());
    await page.goBack();
    assert.deepEqual(supposes(page), one);
    clean();
    other.clean();
  });

  await t.test('what is chosen on the map is cut', async (t) => {
    const { page, clean } = await visit(t, browser, `${room}#chosen=edge%3Akakaopay%3Ealipay-sg`);
    await page.getByRole('checkbox', { name: /^Chosen on the map: Kakaopay Corp\./ }).check();
    await page.locator('tr[data-verdict="unsupported"]').waitFor();
    await settled(page);
    const cut = { cut: [{ sender: 'kakaopay', recipient: 'alipay-sg' }] };
    assert.deepEqual(supposes(page), cut);
    await agrees(page, await numbers(api, cut));
    await page.screenshot({ path: picture('what-if-cut-desk-light') });
    clean();
  });

  await t.test(
    'where only the logs would tell, the page says why, and reads them when asked to',
    async (t) => {
      const middle = { change: { contracts: { 'k-settlement': { signed_at: '2022-01-01' } } } };
      const why = await supposed(api, middle);
      assert.ok(why.scanNeeded);
      const { page, clean } = await visit(
        t,
        browser,
        `${room}#${new URLSearchParams({ suppose: JSON.stringify(middle) }).toString()}`,
      );
      await page.getByText('The logs must be read for exact numbers').waitFor();
      assert.equal(await page.locator('.what-if-scan li').count(), why.why.length);
      await page.getByRole('group', { name: /k-settlement/ }).waitFor();
      await settled(page);
      assert.deepEqual(await violations(page), []);
      await page.screenshot({ path: picture('what-if-scan-desk-light') });
      await page.getByRole('button', { name: 'Read the logs' }).click();
      await page.locator('tr[data-verdict="unsupported"]').waitFor({ timeout: 120_000 });
      const answer = await fetch(`${api}/what-if?scan=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', prefer: 'wait=60' },
        body: JSON.stringify(middle),
      });
      await agrees(page, (await answer.json()) as WhatIfNumbers);
      clean();
    },
  );

  await t.test('what cannot be supposed is told as the server tells it', async (t) => {
    const broken = JSON.stringify({ drop: { contracts: ['none'] } });
    const { page } = await visit(
      t,
      browser,
      `${room}#${new URLSearchParams({ suppose: broken }).toString()}`,
    );
    await page.getByRole('alert').getByText('CHANGE_INVALID').waitFor();
    const unread = await visit(t, browser, `${room}#suppose=%7B`);
    await unread.page.getByText('What this address supposes cannot be read.').waitFor();
    unread.clean();
  });

  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await t.test(`dark, in Korean, ${size}: nothing serious for axe, nothing beyond the edge`, async (t) => {
      const { page, clean } = await visit(t, browser, room, {
        viewport,
        colorScheme: 'dark',
        locale: 'ko-KR',
      });
      await page.getByRole('button', { name: '최소 조치' }).click();
      await page.locator('tr[data-verdict="unsupported"]').waitFor();
      await settled(page);
      await page.screenshot({ path: picture(`what-if-${size}-dark`) });
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(wide) <= viewport.width, `${String(wide)} pixels wide`);
      if (size === 'phone') {
        await page.getByRole('button', { name: '지도', exact: true }).click();
        await page.getByText('가정입니다. 실제로 일어난 일이 아닙니다.').waitFor();
        await settled(page);
        await page.screenshot({ path: picture('what-if-map-phone-dark') });
        assert.deepEqual(await violations(page), []);
      }
      clean();
    });
  }
}
