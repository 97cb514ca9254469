import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { json, openBrowser, visit } from '../support/page.js';
import { caseCopy, serveCases } from '../support/server.js';

const skip = withoutChromium();

interface Explained {
  readonly explanation: {
    readonly gates: readonly {
      readonly carriers: readonly { readonly asks: string | null; readonly fails: readonly unknown[] }[];
    }[];
  };
}

test(
  'evidence names the condition by which an exemption fails, over HTTP and on the page',
  { skip },
  async (t) => {
    const { url } = await serveCases(t, [caseCopy(t, 'seed/uber')]);
    const { items } = await json<{ items: { id: string }[] }>(
      `${url}/api/cases/uber/flows?verdict=unsupported`,
    );
    const id = items[0]?.id ?? '';
    const { explanation } = await json<Explained>(`${url}/api/cases/uber/explain/${id}`);
    const fails = explanation.gates.flatMap(({ carriers }) =>
      carriers.filter(({ asks }) => asks === 'derogation').flatMap((c) => c.fails),
    );
    assert.deepEqual(fails[0], {
      kind: 'count',
      of: 'days',
      below: 4,
      along: 'purpose',
      within: '12 months',
      categories: null,
    });
    const browser = await openBrowser(t);
    for (const [locale, said] of [
      ['en-GB', '4 days or more in the 12 months before, over transfers between the two for the purpose'],
      ['ko-KR', '직전 12개월 동안 두 곳 사이 같은 목적의 이전 4일 이상'],
    ] as const) {
      const { page, clean } = await visit(t, browser, `${url}/cases/uber/lineage#chosen=flow%3A${id}`, {
        locale,
      });
      await page.locator('.carrier-text').filter({ hasText: said }).first().waitFor();
      clean();
    }
  },
);
