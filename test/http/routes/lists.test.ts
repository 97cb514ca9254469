import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openApiDocument } from '../../../src/http/openapi.js';
import { writeMixedCase } from '../../support/mixed-case.js';
import { caseCopy, KAKAOPAY, serveCases } from '../../support/server.js';
import { tempDir } from '../../support/workspace.js';

interface Ids {
  readonly items: readonly { readonly id: string }[];
}

interface Numbers {
  readonly flows: number;
  readonly records: number;
}

async function ask<T>(url: string, path: string): Promise<T> {
  const answer = await fetch(url + path);
  assert.equal(answer.status, 200, path);
  return (await answer.json()) as T;
}

test('processors put together: no flow is lost, whatever they are put together by', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, 'seed/tiktok'), caseCopy(t, KAKAOPAY)]);
  for (const id of ['tiktok', 'sample']) {
    const { items } = await ask<{ items: { records: number }[] }>(url, `/api/cases/${id}/flows?limit=1000`);
    const records = items.reduce((n, f) => n + f.records, 0);
    for (const group of ['none', 'jurisdiction', 'owner']) {
      const { totals, within } = await ask<{ totals: Numbers; within: Numbers }>(
        url,
        `/api/cases/${id}/lineage?group=${group}`,
      );
      assert.deepEqual(
        [totals.flows + within.flows, totals.records + within.records],
        [items.length, records],
        `${id} by ${group}`,
      );
      if (group === 'none') assert.equal(within.flows, 0);
    }
  }
  const owners = await ask<{ within: { byVerdict: { verdict: string; flows: number }[] } }>(
    url,
    '/api/cases/tiktok/lineage?group=owner',
  );
  assert.equal(owners.within.byVerdict.find((v) => v.verdict === 'unsupported')?.flows, 4);
});

test('the flows of a finding are those that it names', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const path = '/api/cases/sample';
  const { items } = await ask<{ items: { id: string; flows: string[] }[] }>(
    url,
    `${path}/findings?limit=1000`,
  );
  assert.ok(items.some(({ flows }) => flows.length > 1));
  for (const { id, flows } of items) {
    const listed = await ask<Ids>(url, `${path}/flows?finding=${id}&limit=1000`);
    assert.deepEqual(listed.items.map((f) => f.id).sort(), [...flows].sort(), id);
  }
  assert.deepEqual((await ask<Ids>(url, `${path}/flows?finding=X00`)).items, []);
});

test('a trail and the findings that it meets on its way name each other', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const path = '/api/cases/sample';
  const ids = ({ items }: Ids): string[] => items.map((i) => i.id);
  const trails = ids(await ask<Ids>(url, `${path}/trails?verdict=unsupported&limit=5`));
  assert.ok(trails.length > 0);
  for (const id of trails) {
    const { trail } = await ask<{ trail: { findings: string[]; flows: string[]; breaches: unknown[] } }>(
      url,
      `${path}/trails/${id}`,
    );
    const met = ids(await ask<Ids>(url, `${path}/findings?trail=${id}&limit=1000`));
    assert.deepEqual(trail.findings, met);
    const ofFlows = await ask<Ids>(url, `${path}/findings?flow=${trail.flows.join('&flow=')}&limit=1000`);
    assert.ok(met.length > 0 && met.every((f) => trail.breaches.length > 0 || ids(ofFlows).includes(f)));
    for (const finding of met.slice(0, 3)) {
      const back = await ask<Ids>(url, `${path}/trails?finding=${finding}&limit=1000`);
      assert.ok(ids(back).includes(id), `${finding} does not name ${id}`);
    }
  }
});

test('a finding counts the trails that are listed of it, also those that lead on from where it occurs', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const path = '/api/cases/sample';
  interface Counted {
    readonly items: readonly { id: string; records: number | null; trails: number }[];
  }
  const { items } = await ask<Counted>(url, `${path}/findings?limit=1000`);
  for (const aboutTrails of [false, true]) {
    const some = items.filter(({ records }) => (records === null) === aboutTrails).slice(0, 10);
    assert.ok(some.some(({ trails }) => trails > 1));
    for (const { id, trails } of some) {
      const { total } = await ask<{ total: number }>(url, `${path}/trails?finding=${id}&limit=1`);
      assert.equal(trails, total, id);
      const { finding } = await ask<{ finding: { trails: number } }>(url, `${path}/findings/${id}`);
      assert.equal(finding.trails, total, id);
    }
  }
});

test('a filter that names what the registers have not is refused, with what was probably meant', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  for (const [query, detail] of [
    ['flows?recipient=Alipay', /^no processor Alipay; there is alipay-sg, of which that is an alias$/],
    ['trails?through=alipay-sgg', /did you mean alipay-sg\?$/],
    ['findings?field=phones&field=account_id', /^no field phones; there is /],
    ['lineage?purpose=x', /^no purpose x; there is /],
    ['findings?pack=kr-credits', /^no rule pack kr-credits; there is .*did you mean kr-credit\?$/],
    ['trails?jurisdiction=cn', /^no jurisdiction cn; there is .*did you mean CN\?$/],
    ['findings?jurisdiction=EEA', /^no jurisdiction EEA; there is /],
    ['findings?gate=provisions', /^no gate provisions; there is /],
  ] as const) {
    const answer = await fetch(`${url}/api/cases/sample/${query}`);
    assert.equal(answer.status, 400, query);
    const { code, errors } = (await answer.json()) as { code: string; errors: { detail: string }[] };
    assert.equal(code, 'REQUEST_INVALID');
    assert.match(errors[0]?.detail ?? '', detail);
    assert.equal(errors.length, 1);
  }
  assert.equal((await fetch(`${url}/api/cases/sample/flows?sender=@user`)).status, 200);
  // A country to which nothing went is one all the same.
  const none = await ask<{ total: number }>(url, '/api/cases/sample/trails?jurisdiction=FR');
  assert.equal(none.total, 0);
});

test('findings are filtered by who is on either side and where the recipient is; a case says what gates there are', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  const path = '/api/cases/sample';
  interface Side {
    readonly items: readonly { id: string; sender: string; recipient: string; pack: string; gate: string }[];
  }
  const { items } = await ask<Side>(url, `${path}/findings?limit=1000`);
  const processors = await ask<{ items: { id: string; jurisdiction: string }[] }>(url, `${path}/processors`);
  const places = new Map(processors.items.map((p) => [p.id, p.jurisdiction]));
  const ids = (of: Side['items']): string[] => of.map(({ id }) => id);
  for (const [query, passes] of [
    ['processor=apple', (f) => f.sender === 'apple' || f.recipient === 'apple'],
    ['jurisdiction=CN&jurisdiction=IE', (f) => ['CN', 'IE'].includes(places.get(f.recipient) ?? '')],
  ] as const satisfies readonly (readonly [string, (f: Side['items'][number]) => boolean])[]) {
    const expected = items.filter(passes);
    assert.ok(expected.length > 0 && expected.length < items.length, query);
    assert.deepEqual(
      ids((await ask<Side>(url, `${path}/findings?${query}&limit=1000`)).items),
      ids(expected),
    );
  }
  const { summary } = await ask<{ summary: { packs: { id: string; gates: string[] }[] } }>(url, path);
  const gates = new Map(summary.packs.map((p) => [p.id, p.gates]));
  for (const { pack, gate } of items) assert.ok(gates.get(pack)?.includes(gate), `${pack}: ${gate}`);
});

test('verdicts are counted of foreign trails, and the schema says so', async (t) => {
  const dir = writeMixedCase(tempDir(t));
  appendFileSync(join(dir, 'case.yaml'), 'trace: { ends: any }\n');
  const { url, service } = await serveCases(t, [dir]);
  const { summary } = await ask<{
    summary: { trails: { total: number; foreign: number; byVerdict: readonly { trails: number }[] } };
  }>(url, `/api/cases/${service.cases[0]?.id ?? ''}`);
  const { total, foreign, byVerdict } = summary.trails;
  assert.ok(foreign < total);
  assert.equal(
    byVerdict.reduce((sum, v) => sum + v.trails, 0),
    foreign,
  );
  assert.match(JSON.stringify(openApiDocument('1')), /Of foreign trails only/);
});

test('what is wrong with a parameter is said in words, by the name that it has in the address', async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, 'seed/tiktok')]);
  const cases = [
    ['flows?limit=0', 'limit: is less than 1'],
    ['flows?limit=1001', 'limit: is more than 1000'],
    ['flows?limit=3&limit=4', 'limit: is given more than once'],
    ['flows?order=people&order=-people', 'order: is given more than once'],
    ['flows?verdict=bad', 'verdict: is none of out_of_scope, supported, contested, unsupported'],
    ['flows?crossBorder=TRUE', 'crossBorder: is none of true, false'],
    ['flows?sender=', 'sender: is empty'],
    [`flows?${'sender=tiktok&'.repeat(51)}`, 'sender: has more than 50 values'],
    [`flows?cursor=${'x'.repeat(501)}`, 'cursor: has more than 500 characters'],
  ] as const;
  for (const [path, detail] of cases) {
    const answer = await fetch(`${url}/api/cases/tiktok/${path}`);
    assert.equal(answer.status, 400, path);
    assert.equal(((await answer.json()) as { detail: string }).detail, detail);
  }
  const bodies = [
    ['{}', 'statement: is missing'],
    ['{"statement":["a"]}', 'statement: is no text'],
    ['[]', 'body: is no object'],
    ['{"statement":"RETURN 1","maxRows":1.5}', 'maxRows: is no whole number'],
  ] as const;
  for (const [body, detail] of bodies) {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/api/cases/tiktok/cypher`, { method: 'POST', headers, body });
    assert.equal(((await answer.json()) as { detail: string }).detail, detail, body);
  }
});
