import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CONTRACT } from '../../src/http/contract/contract.js';
import type { Operation } from '../../src/http/contract/operation.js';
import { runCli } from '../support/cli.js';
import { until } from '../support/until.js';
import { raw } from '../support/http.js';
import { serveCases, serverForFile } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const server = serverForFile();

interface Page {
  readonly total: number;
  readonly complete: boolean;
  readonly cuts: readonly unknown[];
  readonly items: readonly unknown[];
  readonly next: string | null;
  readonly analysis: string;
}

async function page(path: string, url = server().url): Promise<Page> {
  const { status, text } = await raw(url, path, { headers: { Prefer: 'wait=30' } });
  assert.equal(status, 200, text);
  return JSON.parse(text) as Page;
}

const lists = Object.values<Operation>(CONTRACT)
  .filter((op) => 'cursor' in op.query.shape)
  .map((op) => op.path.replace('{case}', 'sample'));

test('the pages of every list are the whole list, in one order, with any size of page', async () => {
  assert.ok(lists.length >= 7, lists.join(' '));
  for (const list of lists) {
    const whole = await page(`${list}?limit=1000`);
    assert.equal(whole.items.length, whole.total);
    assert.ok(whole.next === null && whole.complete);
    for (const limit of [1, 7, whole.total]) {
      if (limit === 0) continue;
      const items: unknown[] = [];
      let next: string | null = '';
      while (next !== null) {
        const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
        const one = await page(`${list}?limit=${limit}${cursor}`);
        assert.equal(one.total, whole.total);
        assert.equal(one.complete, one.next === null);
        if (one.next !== null) assert.deepEqual(one.cuts, [{ by: 'limit', limit }]);
        items.push(...one.items);
        next = one.next;
      }
      assert.deepEqual(items, whole.items, `${list} by ${limit}`);
    }
  }
});

test('orders are total: turned round they are the other way, and pages never overlap', async () => {
  for (const [list, order] of [
    ['trails', 'people'],
    ['flows', 'records'],
    ['findings', 'people'],
  ]) {
    const by = async (o: string) => {
      const { items } = await page(`/api/cases/sample/${list ?? ''}?order=${o}&limit=1000`);
      return items as { id: string; [key: string]: unknown }[];
    };
    const [up, down] = [await by(order ?? ''), await by(`-${order ?? ''}`)];
    const values = up.map((i) => i[order ?? '']);
    assert.deepEqual(
      values,
      [...values].sort((a, b) => Number(a) - Number(b)),
    );
    assert.deepEqual(
      down.map((i) => i[order ?? '']),
      [...values].reverse(),
    );
    assert.equal(new Set(up.map((i) => i.id)).size, up.length);
  }
});

test('a cursor is good for its list and its filters only', async () => {
  const { next } = await page('/api/cases/sample/trails?limit=1&foreign=true');
  const cursor = encodeURIComponent(next ?? '');
  const statuses = async (path: string) => (await raw(server().url, path)).status;
  assert.equal(await statuses(`/api/cases/sample/trails?limit=5&foreign=true&cursor=${cursor}`), 200);
  assert.equal(await statuses(`/api/cases/sample/trails?limit=1&cursor=${cursor}`), 400);
  assert.equal(await statuses(`/api/cases/sample/flows?limit=1&cursor=${cursor}`), 400);
  assert.equal(
    await statuses(`/api/cases/sample/trails?limit=1&foreign=true&cursor=${cursor.slice(2)}`),
    400,
  );
});

test('whoever has an answer is told so; one that differs in anything has another tag', async () => {
  const tags = new Set<string>();
  const paths = [
    '/api/cases/sample',
    ...lists.filter((l) => !l.endsWith('rejects')),
    '/api/cases/sample/lineage',
  ];
  const variants = [
    ...paths,
    '/api/cases/sample/flows.csv',
    '/api/cases/sample/flows?limit=2',
    '/openapi.json',
  ];
  for (const path of variants) {
    const first = await raw(server().url, path);
    const etag = first.headers.etag ?? '';
    assert.match(etag, /^W\/"[\w-]{27}"$/, path);
    tags.add(etag);
    const again = await raw(server().url, path, { headers: { 'If-None-Match': `"other", ${etag}` } });
    assert.equal(again.status, 304, path);
    assert.equal(again.text, '');
    assert.equal(again.headers.etag, etag);
    const other = await raw(server().url, path, { headers: { 'If-None-Match': '"other"' } });
    assert.equal(other.text, first.text);
  }
  assert.equal(tags.size, variants.length);
  const noted = await raw(server().url, '/api/cases/sample/rejects');
  assert.equal(noted.headers.etag, undefined, 'what is noted is noted each time');
});

test('answers are compressed for whoever takes that, and are the same', async () => {
  const plain = await raw(server().url, '/api/cases/sample/trails');
  const packed = await raw(server().url, '/api/cases/sample/trails', {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(Number(packed.headers['content-length']) < plain.text.length / 2);
  const through = await fetch(`${server().url}/api/cases/sample/trails`);
  assert.equal(await through.text(), plain.text);
});

/** What the command prints as JSON. It is waited for: the server of the file goes on meanwhile. */
async function analyze(dir: string, ...words: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCli(['analyze', dir, '--json', ...words]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('a window is what analyze --from --to finds', async (t) => {
  const window = ['2023-06-01T00:00:00Z', '2023-09-01T00:00:00Z'] as const;
  const query = `from=${window[0]}&to=${window[1]}`;
  const store = join(tempDir(t), 'store');
  const printed = await analyze(server().dir, '--from', window[0], '--to', window[1], '--store', store);
  const ids = (items: unknown) =>
    (items as { id: string; people: number }[]).map((i) => [i.id, i.people]).sort();
  for (const list of ['flows', 'trails', 'findings']) {
    const { items, total } = await page(`/api/cases/sample/${list}?limit=1000&${query}`);
    assert.ok(total > 0, list);
    assert.deepEqual(ids(items), ids(printed[list]), list);
  }
  const whole = await page('/api/cases/sample/flows?limit=1000');
  assert.notDeepEqual(ids(whole.items), ids(printed['flows']));
});

test('an analysis that was made anew is taken up by the running server; cursors of the former one are gone', async (t) => {
  const dir = writeFiles(join(tempDir(t), 'small'), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,r1\n2024-01-02,u1,shop,ads,phone,pay,,r2\n`,
  });
  const { url } = await serveCases(t, [dir]);
  const first = await page('/api/cases/small/flows?limit=1', url);
  appendFileSync(join(dir, 'transfers.csv'), '2024-03-01,u9,lab,ads,phone,pay,,r3\n');
  const entry = async () => (await page('/api/cases', url)).items[0] as { stale: boolean; analysis: string };
  const stale = await until('the change to be seen', entry, (e) => e.stale);
  assert.equal(stale.analysis, first.analysis, 'it goes on with what it has');
  await analyze(dir);
  await until('the new analysis to be taken up', entry, (e) => !e.stale);
  const next = await page('/api/cases/small/flows', url);
  assert.notEqual(next.analysis, first.analysis);
  assert.equal(next.total, first.total + 1);
  const old = await raw(url, `/api/cases/small/flows?limit=1&cursor=${encodeURIComponent(first.next ?? '')}`);
  assert.equal(old.status, 410);
  const evidence = await raw(url, `/api/cases/small/evidence/${(next.items[0] as { id: string }).id}`);
  assert.equal(evidence.status, 200, evidence.text);
});
