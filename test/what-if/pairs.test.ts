import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { PeopleCounter } from '../../src/findings/people.js';
import { VERDICTS } from '../../src/model/decision.js';
import type { Analysis } from '../../src/model/result.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates, suppose } from '../../src/suppose.js';
import { changesFrom } from '../../src/what-if/change-file.js';
import { QUIET } from '../support/quiet.js';
import { tempDir } from '../support/workspace.js';

const given = limits({ memory: '1GB', threads: '1' });

test('pairs that a supposition changes are counted as an analysis of the changed case counts them', async (t) => {
  const dir = tempDir(t);
  cpSync(join(packageRoot(), 'seed', 'kakaopay-alipay', 'sample'), dir, { recursive: true });
  const session = await openSession(dir, {});
  const before = await currentAnalysis(session, given, QUIET);
  const file = changesFrom({
    change: {
      contracts: { 'k-settlement': { fields: '*', purposes: ['nsf'], facts: { supervised: true } } },
    },
  });
  const answer = await suppose(session, before, await readStates(session), file);
  assert.ok(!answer.scanNeeded);

  const register = join(dir, 'contracts.csv');
  const row = 'k-settlement,outsourcing,kakaopay,alipay-sg,*,nsf,2018-01-01,,,exporter,true,';
  writeFileSync(register, readFileSync(register, 'utf8').replace(/^k-settlement,.*$/m, row));
  const after = await currentAnalysis(await openSession(dir, {}), given, QUIET);

  const counted = ({ flows, ...rest }: Analysis, sender: string, recipient: string, verdict: string) => {
    const own = flows.filter(
      (f) => f.sender === sender && f.recipient === recipient && f.verdict === verdict,
    );
    return {
      number: own.length,
      people: new PeopleCounter(rest).ofFlows(own.map((f) => f.id)),
      records: own.reduce((sum, f) => sum + f.records, 0),
    };
  };
  assert.ok(answer.pairs.length > 0);
  for (const { sender, recipient, people, byVerdict } of answer.pairs) {
    for (const verdict of VERDICTS) {
      const expected = {
        before: counted(before, sender, recipient, verdict),
        after: counted(after, sender, recipient, verdict),
      };
      const said = byVerdict.find((v) => v.verdict === verdict);
      if (expected.before.number + expected.after.number === 0) assert.equal(said, undefined);
      else assert.deepEqual(said, { verdict, ...expected });
    }
    const all = before.flows.filter((f) => f.sender === sender && f.recipient === recipient);
    const everybody = new PeopleCounter(before).ofFlows(all.map((f) => f.id));
    assert.deepEqual(people, { before: everybody, after: everybody });
  }
  const cut = await suppose(
    await openSession(dir, {}),
    after,
    await readStates(await openSession(dir, {})),
    changesFrom({ cut: [{ sender: 'kakaopay', recipient: 'alipay-sg' }] }),
  );
  assert.ok(!cut.scanNeeded);
  assert.deepEqual(
    cut.pairs.map((p) => [p.sender, p.recipient, p.people.after]),
    [['kakaopay', 'alipay-sg', 0]],
  );
});
