import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingText, flowText, trailText } from '../../src/report/explanation.js';
import { styleFor } from '../../src/report/style.js';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { explainFlow } from '../../src/findings/explain.js';
import { lawOf } from '../../src/law/decide.js';
import { analyzeCase } from '../support/analyze.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

test('one of something is told in the singular', async (t) => {
  const row = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n';
  const a = await analyzeCase(writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row }));
  const [flow, trail, finding] = [a.flows[0], a.trails[0], a.findings[0]];
  assert.ok(flow && trail && finding);
  const style = styleFor(false);
  assert.match(flowText(flow, [], [], style), /^1 record of 1 person, /m);
  assert.match(trailText(trail, a.flows, [], style), /; 1 person; ends abroad$/m);
  assert.match(findingText(finding, [], [], style), /; 1 person, 1 record in 1 flow$/m);
  const ofTrails = { ...finding, records: null, trails: [trail.id] };
  assert.match(findingText(ofTrails, [], [], style), /; 1 person on 1 trail$/m);
  const more = { ...flow, records: 2000, people: 2 };
  assert.match(flowText(more, [], [], style), /^2,000 records of 2 people, /m);
});

test('what could have carried a gate is told whole, and a derogation on record is not said to be missing', async () => {
  const dir = join(packageRoot(), 'seed/uber');
  const a = await analyzeCase(dir);
  const law = lawOf(await loadCase(dir), a.counts);
  const flow = a.flows.find((f) => f.verdict === 'unsupported');
  assert.ok(flow);
  const text = flowText(flow, explainFlow(law, flow), [], styleFor(false));
  const line = (start: string): string | undefined =>
    text.split('\n').find((l) => l.startsWith(`  - ${start}`));
  assert.equal(
    line('exemption derogation'),
    '  - exemption derogation with derogation: contract or third_party_contract or public_interest or claims or ' +
      'vital_interests of the purpose, fewer than 4 days in the 12 months before, over transfers between the two ' +
      'for the purpose [GDPR 49(1)(b)-(f)]: no: what it asks does not hold by the records; fails: fewer than 4 days in ' +
      'the 12 months before, over transfers between the two for the purpose',
  );
  assert.equal(line('adequacy'), '  - adequacy [GDPR 45(3)]: no: none in force');
  assert.equal(
    line('consent overseas'),
    '  - consent overseas with explicit: true, tells listing country, risks [GDPR 49(1)(a)]: no: none recorded',
  );
});

test('what several dated entries of a gate say alike of a last hop is said once', async (t) => {
  const row = '2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n';
  const a = await analyzeCase(writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row }));
  const trail = a.trails[0];
  assert.ok(trail);
  const broken = { pack: 'p', code: 'ONWARD_NOT_PERMITTED', field: 'phone' } as const;
  const breaches = [0, 1].map((entry) => ({ ...broken, entry }));
  const text = trailText({ ...trail, breaches }, a.flows, [], styleFor(false));
  assert.match(text, /^Last hop: ONWARD_NOT_PERMITTED \(p, phone\)$/m);
});
