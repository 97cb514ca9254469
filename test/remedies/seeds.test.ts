import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { WayleaveError } from '../../src/errors.js';
import type { Analysis } from '../../src/model/result.js';
import type { RemediesAnswer } from '../../src/remedies/answer-schema.js';
import { remedyOptions } from '../../src/remedies/kinds.js';
import { leastRemedies } from '../../src/remedies/remedies.js';
import { changesText, remediesText } from '../../src/remedies/text.js';
import { styleFor } from '../../src/report/style.js';
import { currentAnalysis, openSession, type Session } from '../../src/session.js';
import { readStates } from '../../src/suppose.js';
import type { States } from '../../src/what-if/states.js';
import { QUIET } from '../support/quiet.js';

type Asked = Parameters<typeof remedyOptions>[0];

interface Opened {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly states: States;
  readonly ask: (asked?: Asked) => Promise<RemediesAnswer>;
}

async function open(t: TestContext, ...path: string[]): Promise<Opened> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-remedies-'));
  t.after(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  cpSync(join(packageRoot(), 'seed', ...path), dir, { recursive: true });
  const session = await openSession(dir, {});
  const analysis = await currentAnalysis(session, limits({ memory: '1GB', threads: '1' }), QUIET);
  const states = await readStates(session);
  const ask = (asked: Asked = {}): Promise<RemediesAnswer> =>
    leastRemedies(session.kase, analysis, states, remedyOptions(asked));
  return { session, analysis, states, ask };
}

const told = (a: RemediesAnswer): string[] =>
  a.remedies.map((r) => `${r.how} ${r.id ?? `${r.sender} ${r.recipient ?? ''} ${r.purpose ?? ''}`}`);

test('Kakaopay: one contract, mended, would carry everything; or two flows are cut', async (t) => {
  const { session, analysis, states, ask } = await open(t, 'kakaopay-alipay', 'sample');
  const least = await ask();
  assert.deepEqual(told(least), ['mend k-settlement']);
  assert.ok(least.optimal);
  assert.deepEqual(least.unsupported, {
    before: { trails: 26, people: 40 },
    after: { trails: 0, people: 0 },
  });
  const settings = new Map(least.remedies[0]?.settings.map((s) => [s.name ?? s.what, s]));
  assert.deepEqual(settings.get('onward')?.adds, ['apple']);
  assert.deepEqual(settings.get('purposes')?.adds, ['nsf', 'overseas_payment']);
  assert.equal(settings.get('supervised')?.supposed, 'true');
  assert.match(settings.get('supervised')?.meaning ?? '', /managed and supervised/);
  // What it has already is not supposed again.
  assert.equal(settings.get('beneficiary'), undefined);
  // Who consented to what cannot be told apart without the logs.
  assert.ok(least.leftOut.some((l) => l.id === 'n-overseas-payment' && l.purpose === 'nsf'));

  const cuts = await ask({ only: ['cuts'] });
  assert.deepEqual(told(cuts), ['cut kakaopay alipay-sg nsf', 'cut kakaopay alipay-sg overseas_payment']);
  assert.equal(cuts.remedies[0]?.cut?.people, 40);
  assert.equal(cuts.unsupported.after?.people, 0);

  const notices = await ask({ only: ['notices'] });
  assert.ok(notices.remaining.length > 0);
  assert.ok((notices.unsupported.after?.people ?? 0) > 0);
  assert.match(remediesText(notices, styleFor(false)), /What nothing reaches/);
  assert.ok(notices.remaining.every((r) => r.why !== ''));

  const text = remediesText(least, styleFor(false));
  assert.match(text, /Proved: nothing lighter than 1 does it/);
  assert.match(text, /Mend the contract k-settlement/);
  assert.ok(text.split('\n').every((line) => line.length <= 82));
  assert.deepEqual(parse(changesText(least)), least.changes);

  await assert.rejects(
    leastRemedies(session.kase, analysis, { ...states, situations: null }, remedyOptions({})),
    (e) => e instanceof WayleaveError && e.code === 'SITUATIONS_MISSING',
  );
});

test('TikTok: clauses that work where data is accessed from, and a notice a year earlier', async (t) => {
  const { ask } = await open(t, 'tiktok');
  const least = await ask();
  assert.deepEqual(told(least), ['mend scc-sg', 'mend policy-2022-sg', 'mend scc-us', 'mend policy-2022-us']);
  assert.equal(least.weight, 4);
  assert.equal(least.unsupported.after?.trails, 0);
  const early = least.remedies[1]?.settings[0];
  assert.deepEqual([early?.what, early?.was?.slice(0, 10)], ['signed_at', '2022-12-02']);
  // Every third-country recipient is one cut; when cuts weigh as much as contracts, two do.
  const alike = await ask({ weights: { cuts: 1 } });
  assert.deepEqual(told(alike), ['cut tiktok-ie tiktok-sg service', 'cut tiktok-ie tiktok-us service']);
});

test('Uber: had the clauses not ended', async (t) => {
  const { ask } = await open(t, 'uber');
  const least = await ask();
  assert.deepEqual(told(least), ['mend scc']);
  assert.deepEqual(least.changes, { change: { contracts: { scc: { ends_at: null } } } });
  const cut = await ask({ only: ['cuts'] });
  // The cut takes away what had a basis, too, and says so.
  assert.ok((cut.remedies[0]?.cut?.supported.records ?? 0) > 0);
});

test('a case without unsupported trails abroad has nothing to mend', async (t) => {
  const { ask } = await open(t, 'control-1-adequacy');
  const none = await ask();
  assert.deepEqual([none.remedies, none.changes, none.optimal, none.weight], [[], null, true, 0]);
  assert.match(remediesText(none, styleFor(false)), /nothing to mend/);
  assert.match(changesText(none), /^#/);
});
