import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../src/assets.js';
import { loadCase } from '../../../src/case/load-case.js';
import { explainFlow } from '../../../src/findings/explain.js';
import { PeopleCounter } from '../../../src/findings/people.js';
import { lawOf } from '../../../src/law/decide.js';
import type { Case } from '../../../src/model/case.js';
import type { Analysis } from '../../../src/model/result.js';
import type { ShownRow } from '../../../src/report/shown-row.js';
import { findingGroups, foreignRoutes } from '../../../src/report/groups.js';
import { caseReport, rowsOfReport } from '../../../src/report/html/case-report.js';
import { REPORT_TEXTS } from '../../../src/report/html/languages.js';
import { MOST, rowKey } from '../../../src/report/html/report-input.js';
import { ENGLISH } from '../../../src/report/html/texts-en.js';
import { analyzeCase } from '../../support/analyze.js';

const SAMPLE = 'seed/kakaopay-alipay/sample';

function reportOf(kase: Case, analysis: Analysis, texts = ENGLISH): string {
  const law = lawOf(kase, analysis.counts);
  const rows = rowsOfReport(analysis).map((ref): [string, ShownRow] => [
    rowKey(ref),
    {
      file: 'log',
      row: ref.row,
      line: ref.row + 1,
      at: ref.at,
      person: 'u-0123456789abcdef',
      says: { sender: 'a', recipient: 'b', fields: 'phone', purpose: 'pay', basis: null },
    },
  ]);
  return caseReport({
    kase,
    analysis,
    fingerprint: 'f'.repeat(64),
    analyzedAt: new Date('2024-05-22T00:00:00Z'),
    explain: (flow) => explainFlow(law, flow),
    rows: new Map(rows),
    texts,
  });
}

async function loaded(folder: string): Promise<{ kase: Case; analysis: Analysis }> {
  const dir = join(packageRoot(), folder);
  return { kase: await loadCase(dir), analysis: await analyzeCase(dir) };
}

/** What a reader sees of a part: markup taken away, white space joined. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&amp;', '&')
    .trim();
}

function section(html: string, id: string): string {
  const found = new RegExp(`<section id="${id}".*?</section>`, 's').exec(html);
  assert.ok(found, id);
  return found[0];
}

const n = (value: number): string => value.toLocaleString('en');

test('rows of the log are told in the language of the report', async () => {
  const { kase, analysis } = await loaded(SAMPLE);
  assert.match(reportOf(kase, analysis), /a → b, phone, for pay, basis none[\s\S]*?log, row \d+, line \d+/);
  const korean = REPORT_TEXTS.get('ko');
  assert.ok(korean !== undefined);
  const told = reportOf(kase, analysis, korean);
  assert.match(told, /a → b, 항목 phone, 목적 pay, 근거 없음[\s\S]*?log, \d+행 \(\d+번째 줄\)/);
  assert.doesNotMatch(told, /, row \d|basis none/);
});

test('the numbers are those of the analysis', async () => {
  const { kase, analysis: a } = await loaded(SAMPLE);
  const html = reportOf(kase, a);
  const counter = new PeopleCounter(a);
  const foreign = a.trails.filter((t) => t.foreign);
  const concerned = counter.ofTrails(foreign.filter((t) => t.verdict === 'unsupported').map((t) => t.id));
  const summary = textOf(section(html, 'summary'));
  assert.ok(summary.includes(`The logs name ${n(a.people)} people.`), summary);
  assert.ok(summary.includes(`took ${n(foreign.length)} trails to 2 foreign entities`), summary);
  assert.ok(
    summary.includes(`The data of ${n(concerned)} people (of ${n(a.people)}) took a trail abroad`),
    summary,
  );
  for (const verdict of ['unsupported', 'supported'] as const) {
    const flows = a.flows.filter((f) => f.verdict === verdict);
    const records = flows.reduce((sum, f) => sum + f.records, 0);
    const people = counter.ofFlows(flows.map((f) => f.id));
    const row = `${ENGLISH.verdict[verdict]} ${n(flows.length)} ${n(records)} ${n(people)}`;
    assert.ok(summary.includes(row), `${row} in ${summary}`);
  }
  const { read, accepted, rejected } = a.sources.transfers;
  assert.ok(summary.includes(`transfers ${n(read)} ${n(accepted)} ${n(rejected)}`), summary);

  const trails = textOf(section(html, 'trails'));
  for (const { first, people, trails: alike } of foreignRoutes(a, counter)) {
    const way = first.processors.map((p, i) => `${p} (${first.jurisdictions[i] ?? ''})`).join(' → ');
    assert.ok(trails.includes(way), way);
    assert.ok(trails.includes(`${n(people)} people · ${alike.length} trails that differ`), way);
  }
  const findings = section(html, 'findings');
  const groups = findingGroups(a.findings, counter);
  assert.equal(findings.match(/<article>/g)?.length, Math.min(groups.length, MOST.groups));
  for (const { first, people } of groups.slice(0, MOST.groups)) {
    const article = findings.split('<article>').find((part) => part.includes(first.id));
    const text = textOf(article ?? '');
    assert.ok(text.includes(`${first.sender} → ${first.recipient}`), text);
    assert.ok(text.includes(people === 1 ? '1 person' : `${n(people)} people`), text);
    for (const cite of first.provisions) assert.ok(text.includes(cite), cite);
  }
  const flows = section(html, 'flows');
  assert.equal((flows.match(/<tr>/g)?.length ?? 0) - 1, a.flows.length);
});

test('what could have carried a gate is told whole, in every language', async () => {
  const { kase, analysis } = await loaded('seed/uber');
  const en = textOf(reportOf(kase, analysis));
  assert.match(
    en,
    /Exemption derogation — derogation = contract \/ [^;]+; fewer than 4 days in the 12 months before/i,
  );
  assert.match(en, /: what it asks does not hold by the records; fails: fewer than 4 days in the 12 months/);
  assert.match(en, /Adequacy[^:]*: none in force/i);
  assert.match(en, /explicit = true; tells = country, risks/);
  const ko = textOf(reportOf(kase, analysis, REPORT_TEXTS.get('ko')));
  assert.match(ko, /직전 12개월 동안 두 처리자 사이 같은 목적의 이전 4일 미만/);
  assert.match(ko, /: 기록상 요건 불충족; 충족되지 않은 것: 직전 12개월 동안 [^:]* 4일 미만/);
  assert.match(ko, /: 유효한 것 없음/);
});

test('a list that is cut says so', async () => {
  const { kase, analysis } = await loaded(SAMPLE);
  const [flow] = analysis.flows;
  assert.ok(flow);
  const many = Array.from({ length: MOST.flows + 3 }, (_, i) => ({ ...flow, id: `F${i}` }));
  const html = reportOf(kase, { ...analysis, flows: [...analysis.flows, ...many] });
  const all = analysis.flows.length + many.length;
  assert.ok(textOf(section(html, 'flows')).includes(`${MOST.flows} of ${all} are shown`));
  const cut = reportOf(kase, { ...analysis, complete: false, hops: 3, maxTrails: 1000 });
  assert.match(textOf(section(cut, 'summary')), /Not complete: there are more than 1,000 trails/);
  assert.match(textOf(section(cut, 'summary')), /Personal data took at least \d+ trails to/);
  for (const texts of REPORT_TEXTS.values()) {
    const none = reportOf(kase, { ...analysis, trails: [], complete: false, hops: 0, maxTrails: 1 }, texts);
    for (const id of ['summary', 'trails']) {
      assert.ok(!section(none, id).includes(texts.noForeign), `${texts.lang}: others may lead there`);
      assert.ok(section(none, id).includes(texts.noForeignListed), texts.lang);
    }
  }
});

test('a case of very many flows has its report in seconds', async () => {
  const { kase, analysis } = await loaded(SAMPLE);
  const [flow] = analysis.flows;
  assert.ok(flow);
  const answer = {
    is: 'contested' as const,
    questions: [{ of: 'somebody', fact: 'audited' }],
  };
  const outcomes = flow.decision.outcomes.map((o) => ({ ...o, answer }));
  const decision = { ...flow.decision, outcomes };
  const flows = Array.from({ length: 200_000 }, (_, i) => ({ ...flow, id: `F${i}`, decision }));
  const start = performance.now();
  const html = reportOf(kase, { ...analysis, flows });
  assert.ok(performance.now() - start < 60_000, 'work that grows with the square takes ten minutes');
  assert.ok(textOf(section(html, 'questions')).includes('200,000'));
});

test('hostile names are text everywhere, and nothing is fetched or run', async () => {
  const { kase, analysis } = await loaded(SAMPLE);
  const hostile = `<img src=x onerror=alert(1)>"'&</style></script><script>alert(2)</script>`;
  // Every text of case and analysis at once: names, purposes, citations, notes and titles.
  const poisoned = <T>(value: T): T => {
    if (value instanceof Map) return new Map([...value].map(([k, v]) => [k, poisoned(v)])) as T;
    if (value instanceof Set) return new Set([...value].map(poisoned)) as T;
    if (Array.isArray(value)) return value.map(poisoned) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        POISON.has(key) && typeof inner === 'string' ? `${inner}${hostile}` : poisoned(inner),
      ]),
    ) as T;
  };
  const html = reportOf(poisoned(kase), poisoned(analysis));
  assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;'));
  assert.ok(!/<(img|script|iframe|link|object|embed|base)\b/i.test(html));
  assert.equal(html.match(/<style>/g)?.length, 1);
  // No attribute but those that the report writes.
  assert.ok(!/<[^>]*\son[a-z]+=/i.test(html));
  const tags = html.match(/<[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) => [
    ...[...tag.matchAll(/\s(?:src|href|action|xlink:href)="([^"]*)"/g)].map((m) => m[1] ?? ''),
    ...[...tag.matchAll(/url\(([^)]*)\)/g)].map((m) => m[1] ?? ''),
  ]);
  assert.ok(addresses.length > 8);
  for (const address of addresses) assert.match(address, /^#[a-z_-]+$/);
  assert.match(html, /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/);
});

const POISON = new Set(['title', 'name', 'fact', 'cite', 'read', 'purpose', 'basis']);

test('texts with direction overrides and control characters cannot disguise names', async () => {
  const { kase, analysis } = await loaded('test/cases/defective-consent');
  const html = reportOf(kase, { ...analysis, title: 'safe\u202egnp.exe\u0007' });
  assert.ok(html.includes('<h1>safe\ufffdgnp.exe\ufffd</h1>'));
});

test('no text says more than the records do; every language has every text', async () => {
  const { kase, analysis } = await loaded('test/cases/contract-states');
  for (const texts of REPORT_TEXTS.values()) {
    const html = reportOf(kase, analysis, texts);
    assert.ok(html.includes(`<html lang="${texts.lang}">`));
    assert.ok(html.includes(texts.disclaimer.slice(0, 20)));
    assert.ok(!/\b(illegal|unlawful|guilt|violat)/i.test(textOf(html).replaceAll('nobody guilty', '')));
    assert.ok(!/undefined|\[object|NaN|Infinity/.test(html));
  }
});

test('every golden case has a report, with a row of evidence for each trail that is shown', async () => {
  for (const name of readdirSync(join(packageRoot(), 'test', 'cases'))) {
    const { kase, analysis } = await loaded(`test/cases/${name}`);
    const html = reportOf(kase, analysis);
    const routes = foreignRoutes(analysis, new PeopleCounter(analysis));
    const articles = section(html, 'trails').split('<article>').slice(1);
    assert.equal(articles.length, routes.length, name);
    assert.ok(
      articles.every((article) => article.includes('u-0123456789abcdef')),
      name,
    );
    assert.ok(!/undefined|\[object|NaN|Infinity/.test(html), name);
  }
});

test('a count over fields of some categories names these', () => {
  const counted = { kind: 'count', of: 'people', below: 10_000, within: 'year', along: 'sender' } as const;
  const said = [...REPORT_TEXTS.values()].map((texts) => [
    texts.asks.fewer({ ...counted, categories: null }),
    texts.asks.fewer({ ...counted, categories: ['pd:sensitive', 'pd:health'] }),
  ]);
  for (const [all = '', some = ''] of said) {
    assert.match(some, /10,000/);
    assert.match(some, /pd:sensitive, pd:health/);
    assert.doesNotMatch(all, /pd:|null/);
  }
});
