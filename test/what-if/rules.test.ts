import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { limits } from '../../src/config.js';
import { WayleaveError } from '../../src/errors.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates, suppose } from '../../src/suppose.js';
import type { WhatIfAnswer } from '../../src/what-if/answer-schema.js';
import { changesFrom } from '../../src/what-if/change-file.js';
import type { Changes } from '../../src/what-if/change-schema.js';
import { QUIET } from '../support/quiet.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const given = limits({ memory: '1GB', threads: '1' });

/** Asks of a case of some files; scans where that is needed and allowed. */
async function asking(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<{ dir: string; ask: (changes: Changes, scan?: boolean) => Promise<WhatIfAnswer> }> {
  const dir = writeFiles(tempDir(t), { ...BASE, ...files });
  const session = await openSession(dir, {});
  const analysis = await currentAnalysis(session, given, QUIET);
  const states = await readStates(session);
  return {
    dir,
    ask: (changes, scan = false) =>
      suppose(
        session,
        analysis,
        states,
        changesFrom(changes),
        scan ? { limits: given, listener: QUIET } : undefined,
      ),
  };
}

const row = (user: string, day: number, recipient: string): string =>
  `2024-01-0${day}T00:00:00Z,${user},shop,${recipient},phone,pay,,\n`;

/** People with a flow of each verdict after what is supposed. */
function after(answer: WhatIfAnswer): Record<string, number> {
  assert.ok(!answer.scanNeeded, JSON.stringify(answer));
  const counted = answer.flowsByVerdict.map((v) => [v.verdict, v.after.people] as const);
  return Object.fromEntries(counted.filter(([, n]) => n > 0));
}

/** Exempt while fewer than two people are sent by a sender in all. */
const COUNTING =
  'id: counting\napplies: { sender: [KR] }\ngates:\n  - gate: g\n    carried_by:\n' +
  '      - { exemption: few, counts: [{ of: people, along: sender, within: ever, below: 2 }] }\n';

test('rules that count make a scan needed when what they count is cut, and the scan counts without it', async (t) => {
  const { ask } = await asking(t, {
    'own.yaml': COUNTING,
    'notices.csv': 'id,controller,scope\n',
    'transfers.csv': HEADER + row('u1', 1, 'ads') + row('u2', 2, 'lab') + row('u2', 3, 'lab'),
  });
  const cut = { cut: [{ recipient: 'ads' }] };
  const answer = await ask(cut);
  assert.ok(answer.scanNeeded);
  assert.deepEqual(answer.why, [{ because: 'rules count over the whole log' }]);
  // Without the person before, the second is the first: everything is exempt.
  assert.deepEqual(after(await ask(cut, true)), { supported: 1 });
  const [flow] = await flowsOf(ask);
  await assert.rejects(ask({ cut: [flow ?? ''] }, true), /cut by its id/);
  // What counts nothing else needs no scan.
  assert.deepEqual(after(await ask({ change: { purposes: { pay: { facts: { own: true } } } } })), {
    unsupported: 1,
    supported: 1,
  });
});

/** Ids of flows, as an answer that cuts them all names them. */
async function flowsOf(ask: (changes: Changes, scan?: boolean) => Promise<WhatIfAnswer>): Promise<string[]> {
  const all = await ask({ cut: [{ sender: 'shop' }] }, true);
  assert.ok(!all.scanNeeded);
  return all.flows.map((f) => f.flow);
}

test('a pack that counts is added only by a scan', async (t) => {
  const { ask } = await asking(t, {
    'counting.yaml': COUNTING,
    'notices.csv': 'id,controller,scope,recipients,fields,purposes,separate\nn1,shop,provide,*,*,*,true\n',
    'transfers.csv': HEADER + row('u1', 1, 'lab') + row('u2', 2, 'lab'),
  });
  const swap = { add: { packs: ['./counting.yaml'] }, drop: { packs: ['own'] } };
  assert.ok((await ask(swap)).scanNeeded);
  assert.deepEqual(after(await ask(swap, true)), { unsupported: 1, supported: 1 });
});

test('an added pack is asked with the facts of processors that no other rule reads', async (t) => {
  const { dir, ask } = await asking(t, {
    'facts.yaml':
      'id: facts\napplies: { sender: [KR] }\ngates:\n  - gate: g\n    carried_by:\n' +
      '      - { exemption: certified, importer: { certified: true } }\n',
    'processors.csv': 'id,jurisdiction,certified\nshop,KR,\nlab,US,true\nads,SG,\n',
    'transfers.csv': HEADER + row('u1', 1, 'lab') + row('u2', 2, 'ads'),
  });
  const swap: Changes = { add: { packs: ['./facts.yaml'] }, drop: { packs: ['own'] } };
  assert.deepEqual(after(await ask(swap)), { supported: 1, contested: 1 });
  const ads = { processors: { ads: { facts: { certified: false } } } };
  assert.deepEqual(after(await ask({ ...swap, change: ads })), { supported: 1, unsupported: 1 });
  writeFileSync(join(dir, 'processors.csv'), 'id,jurisdiction,certified\nshop,KR,\nlab,US,\nads,SG,\n');
  await assert.rejects(ask(swap), (e) => e instanceof WayleaveError && e.code === 'STALE_RESULT');
});

test('consents to an added notice that the log already holds are read by a scan', async (t) => {
  const { ask } = await asking(t, {
    'notices.csv': 'id,controller,scope\n',
    'transfers.csv': HEADER + row('u1', 2, 'lab') + row('u2', 2, 'lab') + row('u3', 2, 'lab'),
    'consents.csv':
      'user_id,notice,given_at,withdrawn_at,expires_at\nu1,late,2024-01-01,,\nu2,late,2024-01-01,2024-01-02,\n',
  });
  const add = (id: string): Changes => ({
    add: {
      notices: [
        {
          ...{ id, controller: 'shop', scope: 'provide', recipients: ['lab'], fields: '*', purposes: '*' },
          facts: { separate: true },
        },
      ],
    },
  });
  const answer = await ask(add('late'));
  assert.ok(answer.scanNeeded);
  assert.deepEqual(answer.why, [
    { because: 'consents to an added notice were rejected as unknown', notice: 'late' },
  ]);
  assert.deepEqual(after(await ask(add('late'), true)), { supported: 1, unsupported: 2 });
  assert.deepEqual(after(await ask(add('other'))), { unsupported: 3 });
});
