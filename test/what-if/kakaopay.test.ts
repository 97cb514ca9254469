import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parse } from 'yaml';
import { packageRoot, readAsset } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { WayleaveError } from '../../src/errors.js';
import type { Analysis } from '../../src/model/result.js';
import { currentAnalysis, openSession, type Session } from '../../src/session.js';
import { readStates, suppose } from '../../src/suppose.js';
import type { ScanNeeded, WhatIfAnswer, WhatIfNumbers } from '../../src/what-if/answer-schema.js';
import { changesFrom } from '../../src/what-if/change-file.js';
import type { Changes } from '../../src/what-if/change-schema.js';
import type { States } from '../../src/what-if/states.js';
import { styleFor } from '../../src/report/style.js';
import { answerText } from '../../src/what-if/text.js';
import { QUIET } from '../support/quiet.js';
import { tempDir } from '../support/workspace.js';

const sample = join(packageRoot(), 'seed', 'kakaopay-alipay', 'sample');
const given = limits({ memory: '1GB', threads: '2' });
const plain = styleFor(false);

let session: Session;
let analysis: Analysis;
let states: States;

before(async () => {
  const store = mkdtempSync(join(tmpdir(), 'wayleave-what-if-'));
  process.on('exit', () => {
    rmSync(store, { recursive: true, force: true });
  });
  session = await openSession(sample, { store });
  analysis = await currentAnalysis(session, given, QUIET);
  states = await readStates(session);
});

function ask(changes: Changes, scan = false): Promise<WhatIfAnswer> {
  const allowed = scan ? { limits: given, listener: QUIET } : undefined;
  return suppose(session, analysis, states, changesFrom(changes), allowed);
}

/** Numbers that needed no scan. */
async function numbers(changes: Changes): Promise<WhatIfNumbers> {
  const answer = await ask(changes);
  assert.ok(!answer.scanNeeded, JSON.stringify(answer));
  assert.equal(answer.scanned, false);
  return answer;
}

async function whyScan(changes: Changes): Promise<ScanNeeded> {
  const answer = await ask(changes);
  assert.ok(answer.scanNeeded);
  return answer;
}

const unsupported = (a: WhatIfNumbers): unknown => {
  const trails = a.foreignTrailsByVerdict.find((v) => v.verdict === 'unsupported');
  return trails === undefined ? null : [trails.before.people, trails.after.people];
};

test('the examples of the documentation run, and the numbers in it are theirs', async () => {
  const doc = readAsset('docs/what-if.md');
  const examples = [...doc.matchAll(/```yaml\n([^`]*)```/g)].map((m) => parse(m[1] ?? '') as Changes);
  assert.equal(examples.length, 2);
  const [served, cut] = await Promise.all(examples.map((e) => numbers(e)));
  assert.ok(served !== undefined && cut !== undefined);
  const excerpt = /```\n(People with a trail[^`]*)```/.exec(doc)?.[1] ?? '';
  assert.ok(answerText(served, plain).includes(excerpt), answerText(served, plain));
  assert.deepEqual(unsupported(served), [40, 7]);
  assert.ok(cut.flows.some((f) => f.after === null && f.purpose === 'nsf'));
});

test('served, supervised and disclosed, the contract carries NSF; what Alipay passes on stays as it was', async () => {
  const a = await numbers({
    change: {
      contracts: {
        'k-settlement': {
          purposes: ['overseas_settlement', 'nsf'],
          fields: '*',
          facts: {
            supervised: true,
            disclosed: true,
            policy: ['items', 'country', 'recipient', 'purpose', 'refusal'],
          },
        },
      },
    },
  });
  const nsf = a.flows.filter((f) => f.purpose === 'nsf');
  assert.equal(nsf.length, 7);
  assert.ok(nsf.every((f) => f.before.verdict === 'unsupported' && f.after?.verdict === 'supported'));
  assert.ok(a.findings.disappear.every((f) => f.sender === 'kakaopay'));
  assert.deepEqual(a.findings.appear, []);
  // The score still goes on to Apple, which no contract permits.
  const ireland = a.jurisdictions.find((j) => j.jurisdiction === 'IE');
  assert.deepEqual(ireland?.byVerdict, [{ verdict: 'unsupported', before: 7, after: 7 }]);
});

test('a notice that everyone consented to, a fact that nobody knows, a pack that is dropped: no scan is needed', async () => {
  const everyone = await numbers({
    add: {
      notices: (['provide', 'overseas'] as const).map((scope) => ({
        ...{ id: `n-${scope}`, controller: '카카오페이', scope, recipients: ['Alipay'] },
        ...{ fields: '*' as const, purposes: ['nsf'], consented: 'everyone' as const },
        facts: { separate: true, purpose_stated: true, forced: false, clear: true, tells: '*' },
      })),
    },
  });
  assert.ok(everyone.flows.filter((f) => f.purpose === 'nsf').every((f) => f.after?.verdict === 'supported'));
  const unknown = await numbers({ change: { contracts: { 'k-apple': { facts: { disclosed: null } } } } });
  assert.deepEqual(
    unknown.flows.map((f) => [f.sender, f.before.verdict, f.after?.verdict]),
    [['apple', 'unsupported', 'contested']],
  );
  const dropped = await numbers({ drop: { packs: ['kr-credit'] } });
  assert.ok(dropped.findings.disappear.every((f) => f.pack === 'kr-credit'));
});

test('everyone whose flows are all cut is gone, and so are trails through what is cut', async () => {
  const [first] = analysis.flows;
  assert.ok(first !== undefined);
  const one = await numbers({ cut: [first.id] });
  assert.deepEqual(
    one.flows.map((f) => [f.flow, f.after]),
    [[first.id, null]],
  );
  const all = await numbers({
    cut: [{ recipient: 'alipay-sg' }, { recipient: 'apple' }, { recipient: 'kakaopay' }],
  });
  assert.deepEqual(all.people, { before: 40, after: 0 });
  assert.deepEqual(unsupported(all), [40, 0]);
  assert.ok(all.findings.disappear.length > 0 && all.findings.change.length === 0);
});

test('a contract that is signed in the middle parts flows: the answer says so, and a scan gives the numbers', async () => {
  const middle: Changes = { change: { contracts: { 'k-settlement': { signed_at: '2022-01-01' } } } };
  const why = await whyScan(middle);
  assert.ok(why.complete && why.reasons === why.why.length);
  const [one] = why.why;
  assert.ok(one?.because === 'records of a flow would be decided differently');
  assert.deepEqual(
    one.parts.map((p) => p.contractsInForce),
    [[], ['k-settlement']],
  );
  assert.match(answerText(why, plain), /ask again with --scan/);
  const scanned = await ask(middle, true);
  assert.ok(!scanned.scanNeeded && scanned.scanned);
  assert.ok(scanned.flows.some((f) => f.before.breaches.some((b) => b.code === 'CONTRACT_OUT_OF_SCOPE')));
  const parted = scanned.flows.filter((f) => f.flow === one.flow);
  assert.ok(
    parted.length === 1 && (parted[0]?.records ?? 0) < one.records,
    'records after it stay as they were',
  );
  // The same date told as one that no record lies across needs none.
  await numbers({ change: { contracts: { 'k-settlement': { signed_at: '2017-01-01' } } } });
});

test('what is kept for suppositions does not depend on how people were dealt, its order neither', async (t) => {
  const dealt = await openSession(sample, { store: tempDir(t) });
  await currentAnalysis(dealt, { ...given, shards: 5 }, QUIET);
  assert.deepEqual(await readStates(dealt), states);
});

test('what is supposed must name what exists, once, and something at all', async () => {
  const refused: [unknown, RegExp][] = [
    [{}, /nothing is supposed/],
    [{ change: { notices: {} } }, /nothing is supposed/],
    [{ chnage: {} }, /unknown key chnage[\s\S]*did you mean change/],
    [
      { change: { contracts: { 'k-setlement': {} } } },
      /contracts has no k-setlement[\s\S]*did you mean k-settlement/,
    ],
    [
      { change: { contracts: { 'k-settlement': { purpose: ['nsf'] } } } },
      /unknown key purpose[\s\S]*did you mean purposes/,
    ],
    [{ change: { contracts: { 'k-settlement': { purposes: ['nfs'] } } } }, /no purpose is called nfs/],
    [{ change: { contracts: { 'k-settlement': { fields: ['fax'] } } } }, /no field is called fax/],
    [{ change: { contracts: { 'k-settlement': { signed_at: 'soon' } } } }, /soon is no time/],
    [{ change: { contracts: { 'k-settlement': { ends_at: '2001-01-01' } } } }, /ends before it is signed/],
    [
      { change: { contracts: { 'k-settlement': { facts: { beneficiary: 'nobody' } } } } },
      /beneficiary names/,
    ],
    [{ change: { notices: { 'n-service': { recipients: ['nobody'] } } } }, /no processor is called nobody/],
    [{ change: { notices: { 'n-service': { fields: 7 } } } }, /change\.notices\.n-service\.fields/],
    [{ change: { notices: { 'n-service': {} } }, drop: { notices: ['n-service'] } }, /dropped and changed/],
    [{ drop: { notices: ['n'] } }, /notices has no n/],
    [{ drop: { packs: ['eu'] } }, /no rule pack eu/],
    [{ drop: { adequacy: [{ exporter: 'KR', importer: 'US' }] } }, /no such row[\s\S]*KR to EEA/],
    [{ add: { adequacy: [{ exporter: 'KR', importer: 'XX' }] } }, /XX is an unknown jurisdiction/],
    [{ add: { packs: ['kr-pipa'] } }, /two rule packs have the id kr-pipa/],
    [{ add: { packs: ['../own.yaml'] } }, /is no file for rule packs/],
    [{ add: { packs: [join(packageRoot(), 'own.yaml')] } }, /is no file for rule packs/],
    [{ add: { packs: ['none'] } }, /is no file for rule packs/],
    [
      { add: { notices: [{ id: 'k-apple', controller: 'kakao', scope: 'provide' }] } },
      /k-apple is the id of a notice or contract already/,
    ],
    [
      {
        add: {
          contracts: [{ id: 'k', kind: 'scc', exporter: 'ant', importer: 'ant', signed_at: '2020-01-01' }],
        },
      },
      /the same/,
    ],
    [{ cut: ['F0'] }, /no flow F0/],
    [{ cut: [{}] }, /names no flow/],
    [{ cut: [{ purpose: 'nfs' }] }, /no purpose is called nfs/],
  ];
  for (const [changes, message] of refused) {
    await assert.rejects(
      async () => suppose(session, analysis, states, changesFrom(changes)),
      (error) => {
        assert.ok(error instanceof WayleaveError, String(error));
        assert.ok(['CHANGE_INVALID', 'PACK_INVALID'].includes(error.code), error.describe());
        assert.match(error.describe(), message);
        return true;
      },
    );
  }
});

test('a result without situations can only be asked by a scan', async () => {
  const changes = changesFrom({ drop: { contracts: ['k-apple'] } });
  const none = { ...states, situations: null };
  const answer = await suppose(session, analysis, none, changes);
  assert.ok(answer.scanNeeded);
  assert.deepEqual(answer.why, [{ because: 'the result keeps no situations' }]);
  assert.match(answerText(answer, plain), /more situations/);
});
