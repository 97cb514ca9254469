import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { limits } from '../../src/config.js';
import type { RemediesAnswer } from '../../src/remedies/answer-schema.js';
import { remedyOptions } from '../../src/remedies/kinds.js';
import { leastRemedies } from '../../src/remedies/remedies.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates } from '../../src/suppose.js';
import { QUIET } from '../support/quiet.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

type Asked = Parameters<typeof remedyOptions>[0];

/** Asks of a case of some files. */
async function asking(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<(asked?: Asked) => Promise<RemediesAnswer>> {
  const session = await openSession(writeFiles(tempDir(t), { ...BASE, ...files }), {});
  const analysis = await currentAnalysis(session, limits({ memory: '1GB', threads: '1' }), QUIET);
  const states = await readStates(session);
  return (asked = {}) => leastRemedies(session.kase, analysis, states, remedyOptions(asked));
}

const row = (user: string, day: number, sender: string, recipient: string): string =>
  `2024-01-0${day}T00:00:00Z,${user},${sender},${recipient},phone,pay,,\n`;
const CONSENTS = 'user_id,notice,given_at,withdrawn_at,expires_at\n';
const told = (a: RemediesAnswer): string[] => a.remedies.map((r) => `${r.how} ${r.id ?? 'flow'}`);

const ONWARD = 'id: own\napplies: { people: [KR] }\ngates:\n  - { gate: onward, cite: Act 5 }\n';

test('who passes data on is permitted by a notice of the first sender, new or mended, or by a contract', async (t) => {
  const transfers = HEADER + row('u1', 1, 'shop', 'lab') + row('u1', 2, 'lab', 'ads');
  const files = { 'own.yaml': ONWARD, 'transfers.csv': transfers };
  const without = await asking(t, { ...files, 'notices.csv': 'id,controller,scope\n' });
  const added = await without();
  assert.deepEqual(told(added), ['add new-notice-shop']);
  assert.deepEqual(added.changes, {
    add: { notices: [{ id: 'new-notice-shop', controller: 'shop', scope: 'provide', recipients: ['ads'] }] },
  });
  assert.ok(added.assumes.some((a) => a.includes('new notice')));
  const noted = await asking(t, files);
  assert.deepEqual((await noted()).changes, { change: { notices: { n1: { recipients: ['lab', 'ads'] } } } });
  const agreed = await asking(t, {
    ...files,
    'contracts.csv':
      'id,kind,exporter,importer,fields,purposes,signed_at,ends_at\nk,dpa,shop,lab,,,2024-01-02,\n',
  });
  // The hop before is earlier than the contract: it is taken to have been signed by then.
  assert.deepEqual((await agreed({ only: ['contracts'] })).changes, {
    change: { contracts: { k: { onward: ['ads'], signed_at: '2024-01-01' } } },
  });
  assert.deepEqual(told(await noted({ only: ['cuts'] })), ['cut flow']);
});

test('a mended notice carries those who consented and nobody else', async (t) => {
  const ask = await asking(t, {
    'notices.csv': 'id,controller,scope,recipients,fields,purposes,separate\nn1,shop,provide,lab,*,*,false\n',
    'transfers.csv': HEADER + row('u1', 2, 'shop', 'lab') + row('u2', 2, 'shop', 'lab'),
    'consents.csv': `${CONSENTS}u1,n1,2024-01-01,,\n`,
  });
  const notices = await ask({ only: ['notices'] });
  assert.deepEqual(notices.changes, { change: { notices: { n1: { facts: { separate: true } } } } });
  assert.deepEqual(notices.unsupported, {
    before: { trails: 2, people: 2 },
    after: { trails: 1, people: 1 },
  });
  assert.deepEqual(
    notices.remaining.map((r) => [r.codes, r.people]),
    [[['CONSENT_NOT_GIVEN'], 1]],
  );
  const all = await ask();
  assert.deepEqual(told(all), ['add new-outsourcing-shop-lab']);
  assert.deepEqual(all.unsupported.after, { trails: 0, people: 0 });
  assert.deepEqual(all.remedies[0]?.change.add?.contracts?.[0]?.facts, { beneficiary: 'exporter' });
});

const NEEDED = `${BASE['own.yaml'] ?? ''}  - { gate: necessity, cite: Act 9 }\n`;

test('what no record can carry is cut, and nothing is supposed for what is cut', async (t) => {
  const ask = await asking(t, {
    'own.yaml': NEEDED.replace('sender: [KR]', 'people: [KR]') + '  - { gate: onward, cite: Act 5 }\n',
    'notices.csv': 'id,controller,scope\n',
    'processors.csv': 'id,jurisdiction\nshop,KR\nmall,KR\nlab,US\nads,SG\n',
    'purposes.csv': 'id,necessary_fields\npay,phone\nads,hashed\n',
    'transfers.csv':
      HEADER +
      row('u1', 1, 'shop', 'lab') +
      row('u1', 1, 'mall', 'lab') +
      '2024-01-02T00:00:00Z,u1,lab,ads,phone,ads,,\n',
  });
  const least = await ask();
  const contracts = ['add new-outsourcing-mall-lab', 'add new-outsourcing-shop-lab'];
  assert.deepEqual(told(least).sort(), [...contracts, 'cut flow']);
  assert.deepEqual(least.unsupported.after, { trails: 0, people: 0 });
  // What lab passes on is cut: no contract permits it.
  assert.ok(least.remedies.every((r) => r.change.add?.contracts?.[0]?.onward === undefined));
  const papers = await ask({ only: ['contracts', 'notices'] });
  assert.ok(papers.remaining.some((r) => r.gate === 'necessity'));
  assert.deepEqual(papers.unsupported.after?.trails, 2);
  // Only the trails that can be mended are.
  assert.deepEqual(told(papers).sort(), contracts);
});

test('a word that another rule counts on is not overwritten: a new contract is offered', async (t) => {
  const ask = await asking(t, {
    'own.yaml':
      (BASE['own.yaml'] ?? '') +
      "  - gate: other\n    categories: ['pd:Email']\n    carried_by:\n      - { contract: outsourcing, requires: { beneficiary: importer } }\n",
    'notices.csv': 'id,controller,scope\n',
    'contracts.csv':
      'id,kind,exporter,importer,fields,purposes,signed_at,ends_at,beneficiary\nk,outsourcing,shop,lab,*,*,2023-01-01,,importer\n',
    'transfers.csv': HEADER + row('u1', 2, 'shop', 'lab'),
  });
  assert.deepEqual(told(await ask()), ['add new-outsourcing-shop-lab']);
});
