import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingText, flowText, trailText } from '../../src/report/explanation.js';
import { styleFor } from '../../src/report/style.js';
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
