import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { json, violations, visit, written } from '../support/page.js';

interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly graph: { readonly nodes: readonly unknown[]; readonly edges: readonly unknown[] } | null;
}

async function cypher(api: string, statement: string): Promise<Answer> {
  const response = await fetch(`${api}/cypher`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ statement, graph: true }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as Answer;
}

const hash = (words: Readonly<Record<string, string>>) => `#${new URLSearchParams(words).toString()}`;
const said = (page: Page) => page.getByTestId('result-said');

/** Writes a statement into the editor as a person would, in place of what stands there. */
async function write(page: Page, statement: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Cypher statement' });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(statement);
}

/** What somebody does at the query console, on a server of the Kakaopay case as `sample`, whatever its store. */
export async function consoleWorks(t: TestContext, browser: Browser, url: string): Promise<void> {
  const api = `${url}/api/cases/sample`;
  const room = `${url}/cases/sample/queries`;
  await t.test('a question that comes before the graph is loaded waits for it', async (t) => {
    const { page } = await visit(t, browser, room);
    await said(page).waitFor({ timeout: 120_000 });
  });

  await t.test('a saved query: its form, its answer, as often as the API says, with links', async (t) => {
    const { page, clean } = await visit(t, browser, room);
    await page.getByRole('button', { name: 'Trails between two processors' }).click();
    await page.getByText('Not run yet.').waitFor();
    await page.getByLabel(/^from/).fill('kakaopay');
    await page.getByLabel(/^to/).fill('alipay-sg');
    await page.getByRole('button', { name: 'Run' }).click();
    const answer = await json<Answer>(`${api}/queries/lineage/between?from=kakaopay&to=alipay-sg`);
    await said(page).waitFor();
    assert.match(
      await said(page).innerText(),
      new RegExp(`^${written(answer.rows.length)} rows · .* ms · complete$`),
    );
    assert.match(
      decodeURIComponent(page.url()),
      /#ask=lineage\/between&with\.from=kakaopay&with\.to=alipay-sg$/,
    );
    const first = page.locator('.result-table tbody tr').first();
    assert.match(
      await first.innerText(),
      new RegExp(`${String(answer.rows[0]?.['trail'])}.*Kakaopay Corp\\.`, 's'),
    );
    await first.locator('.link-button').first().click();
    await page.locator('.drawer .hop').first().waitFor();
    assert.match(page.url(), new RegExp(`chosen=trail%3A${String(answer.rows[0]?.['trail'])}`));
    assert.deepEqual(await violations(page), []);
    clean();
  });

  await t.test('an address that was sent shows the same answer, as a drawing', async (t) => {
    const at = hash({
      ask: 'lineage/between',
      'with.from': 'kakaopay',
      'with.to': 'alipay-sg',
      drawn: 'true',
    });
    const { page, clean } = await visit(t, browser, room + at);
    const answer = await json<Answer>(`${api}/queries/lineage/between?from=kakaopay&to=alipay-sg`);
    const processors = new Set(answer.rows.flatMap((row) => row['processors'] as string[]));
    await page.getByRole('img', { name: `${processors.size} nodes` }).waitFor();
    await page.locator('.result-stage canvas').first().waitFor();
    assert.deepEqual(await violations(page), []);
    clean();
  });

  await t.test('what the server does not accept stands at its field', async (t) => {
    const { page } = await visit(
      t,
      browser,
      room + hash({ ask: 'lineage/between', 'with.from': 'kakaopay' }),
    );
    await page.getByRole('button', { name: 'Run' }).click();
    const to = page.getByLabel(/^to/);
    await page.locator('.parameter .wrong').waitFor();
    assert.equal(await to.getAttribute('aria-invalid'), 'true');
    await to.fill('alipaysg');
    await page.keyboard.press('Control+Enter');
    await page.locator('.parameter .wrong', { hasText: 'did you mean alipay-sg' }).waitFor();
    assert.equal(await page.locator('.parameter .wrong').count(), 1);
  });

  await t.test('a statement of one’s own: run with keys, as table and as graph, as CSV', async (t) => {
    const { page, clean } = await visit(t, browser, room);
    await page.getByRole('button', { name: 'Write Cypher' }).click();
    const statement =
      "MATCH way = (:Processor)-[:SENDS]->(f:Flow)-[:TO]->(:Processor) WHERE f.verdict = 'unsupported' RETURN way, f.people AS people";
    await write(page, statement);
    await page.keyboard.press('ControlOrMeta+Enter');
    const answer = await cypher(api, statement);
    await said(page).waitFor();
    assert.match(await said(page).innerText(), new RegExp(`^${written(answer.rows.length)} rows?`));
    await page.getByRole('button', { name: 'Graph', exact: true }).click();
    const { nodes, edges } = answer.graph ?? { nodes: [], edges: [] };
    await page
      .getByRole('img', { name: `${written(nodes.length)} nodes, ${written(edges.length)} connections` })
      .waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Answer as CSV' }).click(),
    ]);
    const csv = await readFile(await file.path(), 'utf8');
    assert.match(csv, /^\uFEFF?way,people\r?\n/);
    clean();
  });

  await t.test('numbers alone draw nothing, and the page says so', async (t) => {
    const at = hash({ cypher: 'MATCH (f:Flow) RETURN count(f) AS n', drawn: 'true' });
    const { page, clean } = await visit(t, browser, room + at);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('there is nothing to draw').waitFor();
    clean();
  });

  await t.test('a statement that was sent waits to be run; its parameters are fields', async (t) => {
    const at = hash({
      cypher: 'MATCH (p:Processor) WHERE p.id = $id RETURN p.id AS id',
      'with.id': 'kakaopay',
    });
    const { page, clean } = await visit(t, browser, room + at);
    await page.getByText('Not run yet.').waitFor();
    await page.getByRole('textbox', { name: '$id' }).fill('alipay-sg');
    await page.getByRole('button', { name: 'Run' }).click();
    await said(page).waitFor();
    assert.equal(
      await page.locator('.result-table tbody td').innerText(),
      'Alipay Singapore E-Commerce Private Limited',
    );
    assert.match(decodeURIComponent(page.url()), /with\.id=alipay-sg/);
    clean();
  });

  await t.test('a list is given as Cypher writes it', async (t) => {
    const at = hash({
      cypher: 'MATCH (p:Processor) WHERE p.id IN $ids RETURN p.jurisdiction AS at ORDER BY at',
    });
    const { page, clean } = await visit(t, browser, room + at);
    await page.getByRole('textbox', { name: '$ids' }).fill("['kakaopay', 'alipay-sg']");
    await page.getByRole('button', { name: 'Run' }).click();
    await said(page).waitFor();
    assert.deepEqual(await page.locator('.result-table tbody td').allInnerTexts(), ['KR', 'SG']);
    clean();
  });

  await t.test('an error is marked where the store found it, and gone once it is mended', async (t) => {
    const { page } = await visit(t, browser, room);
    await page.getByRole('button', { name: 'Write Cypher' }).click();
    await write(page, 'MATCH (p:Processor)\nRETRN p');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.failure', { hasText: 'QUERY_SYNTAX' }).waitFor();
    const wrong = page.locator('.cm-wrong, .cm-wrong-line');
    assert.equal(await wrong.count(), 1);
    await write(page, 'MATCH (p:Processor)\nRETURN p');
    assert.equal(await wrong.count(), 0);
  });

  await t.test('labels, relationships and properties are suggested from the schema', async (t) => {
    const { page, clean } = await visit(t, browser, room);
    await page.getByRole('button', { name: 'Write Cypher' }).click();
    await write(page, '');
    await page.keyboard.type('MATCH (p:Juri');
    await page.locator('.cm-tooltip-autocomplete li:only-child', { hasText: /^Jurisdiction$/ }).waitFor();
    await write(page, 'MATCH (f:Flow)<-[:SEN');
    await page.keyboard.press('ControlOrMeta+Space');
    await page.locator('.cm-tooltip-autocomplete li', { hasText: 'SENDS' }).waitFor();
    await write(page, 'MATCH (f:Flow) RETURN f.pur');
    await page.keyboard.press('ControlOrMeta+Space');
    await page.locator('.cm-tooltip-autocomplete li', { hasText: 'purpose' }).waitFor();
    clean();
  });

  await t.test('a query that takes long can be cancelled, which ends it', async (t) => {
    const slow = 'UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b % 7) AS n';
    const { page } = await visit(t, browser, room + hash({ cypher: slow }));
    const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/cypher'));
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled: the query was ended.').waitFor();
    await ended;
    // The store answers others at once.
    const { rows } = await cypher(api, 'MATCH (c:`Case`) RETURN count(c) AS n');
    assert.deepEqual(rows, [{ n: 1 }]);
  });
}
