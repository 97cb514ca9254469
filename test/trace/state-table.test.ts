import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCase } from '../../src/case/load-case.js';
import { USER } from '../../src/model/case.js';
import { FlowGraph } from '../../src/trace/flow-graph.js';
import { Holdings } from '../../src/trace/holdings.js';
import { PartTable } from '../../src/trace/part-table.js';
import { StateTable } from '../../src/trace/state-table.js';
import { TrailTrie } from '../../src/trace/trail-trie.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const PROCESSORS = ['shop', 'lab', 'ads'];
const NONE = new Int32Array();

/** By number of the flow: from each to each processor, and to each from the person. */
const PAIRS = PROCESSORS.flatMap((recipient) =>
  [USER, ...PROCESSORS.filter((p) => p !== recipient)].map((sender) => ({ sender, recipient })),
);

test('a past is its parts, in whatever order they came to be', async (t) => {
  const kase = await loadCase(writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER }));
  const graph = new FlowGraph(kase, []);
  const edges = PAIRS.map((pair) =>
    graph.edgeOf({ ...pair, fields: ['phone'], purpose: 'pay', basis: null }),
  );
  const parts = new PartTable(new TrailTrie(graph, edges, 4, 1000), new Holdings(graph), edges);
  const states = new StateTable(parts);
  const flowsIn = fc.uniqueArray(fc.nat(PAIRS.length - 1));
  fc.assert(
    fc.property(flowsIn, (flows) => {
      const past = { flows: Int32Array.from(flows).sort(), trails: NONE, holdings: NONE };
      const whole = states.find(parts.partsOf(past));
      assert.deepEqual(parts.pastOf(states.partsOf(whole)), past);

      let state = states.find(NONE);
      for (const flow of flows) {
        const recipient = edges[flow]?.recipient ?? -1;
        const before = states.partAt(state, recipient);
        const added = { flows: [flow], trails: [], holdings: [] };
        state = states.become(state, before, parts.join(before, parts.part(before), added, recipient));
      }
      assert.equal(state, whole);
      const places = Array.from(states.partsOf(state), (p) => parts.processor(p));
      assert.deepEqual(
        places,
        [...new Set(places)].sort((a, b) => a - b),
      );
    }),
  );
  // Each set of flows of each processor is one part, and each set of flows one state.
  assert.ok(parts.length <= 1 + PROCESSORS.length * 7);
  assert.ok(states.length <= 2 ** PAIRS.length);
});
