import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseSummary, LineageEdge, LineageNode } from '../../../src/web/api/types.js';
import { sentences, type Told } from '../../../src/web/app/sentences.js';
import { en } from '../../../src/web/text/en.js';
import { ko } from '../../../src/web/text/ko.js';

type Verdict = LineageEdge['verdict'];
type Parts = Partial<Record<Verdict, number>>;

const HOMES = new Set(['shop', 'bank']);

function node(id: string): LineageNode {
  return {
    ...{ id, kind: 'processor', name: id.toUpperCase(), jurisdiction: HOMES.has(id) ? 'KR' : 'US' },
    ...{ home: HOMES.has(id), parent: null, members: [], upstream: null, downstream: null, people: 0 },
    hidden: { upstream: 0, downstream: 0 },
  };
}

/** @param parts people by verdict */
function edge(source: string, target: string, people: number, parts: Parts): LineageEdge {
  const period = { firstAt: '2024-01-01T00:00:00Z', lastAt: '2024-01-02T00:00:00Z' };
  const byVerdict = Object.entries(parts).map(([verdict, people]) => {
    return { verdict: verdict as Verdict, people, records: people, flows: 1, ...period };
  });
  return {
    ...{
      id: `${source} → ${target}`,
      source,
      target,
      people,
      records: people,
      flows: byVerdict.length,
      ...period,
    },
    ...{
      fields: [],
      crossBorder: true,
      verdict: byVerdict[0]?.verdict ?? 'supported',
      byVerdict,
      flowIds: [],
    },
  };
}

function told(
  edges: readonly LineageEdge[],
  trails: Parts,
  more: { readonly complete?: boolean; readonly rejected?: number; readonly abroad?: number } = {},
): Told {
  const byVerdict = Object.entries(trails).map(([verdict, people]) => {
    return { verdict: verdict as Verdict, trails: 1, people };
  });
  const people = more.abroad ?? byVerdict.reduce((most, part) => Math.max(most, part.people), 0);
  const rejected = more.rejected ?? 0;
  const read = { read: 10, accepted: 10 - rejected, rejected };
  const none = { total: 0, high: 0, medium: 0, low: 0 };
  const summary: CaseSummary = {
    ...{ id: 'case', title: 'Case', home: 'KR', stale: false, people: 9, cohorts: 1, named: true },
    ...{
      sources: { transfers: read, consents: { read: 0, accepted: 0, rejected: 0 } },
      firstAt: null,
      lastAt: null,
    },
    ...{
      flows: { total: 0, byVerdict: [] },
      trails: { total: 1, foreign: 1, people, byVerdict },
      findings: none,
    },
    ...{ exposed: people === 0 ? [] : [{ jurisdiction: 'US', people }], packs: [] },
  };
  const nodes = [...new Set(edges.flatMap((e) => [e.source, e.target]))].map(node);
  return { summary, lineage: { edges, nodes }, complete: more.complete ?? true };
}

function said(what: Told): string[] {
  return sentences({ t: en, n: String, place: (code) => code }, what);
}

const WENT = '*2 people*’s data went from SHOP to ADS (US).';
const supported = edge('shop', 'ads', 2, { supported: 2 });

test('of a way abroad, the sentence says what is recorded for it', () => {
  for (const [parts, sentence] of [
    [{ unsupported: 2 }, 'No recorded basis carries it for any of them.'],
    // Everybody has a transfer without one, and somebody has one with it, too.
    [{ unsupported: 2, supported: 1 }, 'For *2 people* no recorded basis carries some of it.'],
    [{ unsupported: 1, supported: 2 }, 'For *1 person* no recorded basis carries some of it.'],
    [{ contested: 2 }, 'For *2 people* it hangs on facts that nobody recorded.'],
    [{ contested: 1, supported: 2 }, 'For *1 person* some of it hangs on facts that nobody recorded.'],
  ] as const) {
    assert.deepEqual(said(told([edge('shop', 'ads', 2, parts)], {})), [WENT, sentence]);
  }
});

test('that a recorded basis carries every step is said only where it carries every trail', () => {
  for (const [what, sentence] of [
    [told([supported], { supported: 2 }), ['A recorded basis carries every step.']],
    // Passed on from home to home before, or beyond what may be passed on: each crossing may be carried, the trail is not.
    [
      told([supported], { unsupported: 1, supported: 2 }),
      ['For *1 person* some way abroad has a step that no recorded basis carries.'],
    ],
    [
      told([supported], { contested: 1 }),
      ['For *1 person* some way abroad has a step that hangs on facts that nobody recorded.'],
    ],
    [told([edge('shop', 'ads', 2, { out_of_scope: 2 })], { out_of_scope: 2 }), ['No rule applies to it.']],
    [told([supported, edge('bank', 'ads', 1, { out_of_scope: 1 })], { supported: 2 }), []],
    [told([supported], { supported: 2, out_of_scope: 1 }), []],
    [told([supported], { supported: 2 }, { complete: false }), []],
  ] as const) {
    assert.deepEqual(said(what), [WENT, ...sentence]);
  }
});

test('what comes home from abroad did not go abroad', () => {
  const home = edge('ads', 'shop', 9, { unsupported: 9 });
  assert.deepEqual(said(told([home], {})), ['No data of anybody went abroad.']);
  assert.deepEqual(said(told([home, supported], { supported: 2 }))[0], WENT);
});

test('where no way stands for the case, the sums of its trails do', () => {
  const all = told([supported], { unsupported: 9, supported: 2 }, { abroad: 9 });
  assert.deepEqual(said(all), [
    '*9 people*’s data went abroad, to one country.',
    'For *9 people* some way abroad has a step that no recorded basis carries.',
  ]);
});

test('what stays in one country abroad is told by its trails, whatever crosses no border', () => {
  assert.deepEqual(said(told([], { unsupported: 3 })), [
    '*3 people*’s data went abroad, to one country.',
    'For *3 people* some way abroad has a step that no recorded basis carries.',
  ]);
});

test('where all trails hang on open questions, the sums say so', () => {
  assert.deepEqual(said(told([supported], { contested: 8 }, { abroad: 9 })), [
    '*9 people*’s data went abroad, to one country.',
    'For *8 people* some way abroad has a step that hangs on facts that nobody recorded.',
  ]);
});

test('what somebody abroad collects itself did go abroad', () => {
  const collected = edge('@user', 'ads', 2, { out_of_scope: 2 });
  const sentence = 'ADS (US) collected *2 people*’s data itself, from abroad.';
  assert.deepEqual(said(told([collected], {})), [sentence, 'Nobody passed any on abroad.']);
  assert.deepEqual(said(told([collected], {}, { complete: false })), [sentence]);
  assert.deepEqual(said(told([edge('@user', 'shop', 2, { supported: 2 })], {})), [
    'No data of anybody went abroad.',
  ]);
});

test('that nothing went abroad is not said where not all was looked at', () => {
  assert.deepEqual(said(told([], {}, { complete: false })), [
    'Whether data of anybody went abroad is not known: not all ways were looked at.',
  ]);
});

test('one person is not told of as several', () => {
  assert.deepEqual(said(told([edge('shop', 'ads', 1, { unsupported: 1 })], {})), [
    '*1 person*’s data went from SHOP to ADS (US).',
    'No recorded basis carries it.',
  ]);
});

test('rejected rows are told, in both languages', () => {
  const what = told([supported], { supported: 2 }, { rejected: 3 });
  assert.equal(said(what).at(-1), '3 of 10 log rows were rejected and are not counted.');
  const korean = sentences({ t: ko, n: String, place: (code) => code }, what);
  assert.equal(korean.at(-1), '로그 10행 중 3행은 거부되어 집계에서 제외되었습니다.');
  assert.equal(said(told([], {}, { rejected: 10 })).length, 2);
});
