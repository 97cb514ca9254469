import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { caseGraph } from '../../src/graph/case-graph.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import { flowBases, flowNode } from '../../src/graph/flow-rows.js';
import type { GraphCounts } from '../../src/graph/graph-rows.js';
import type { GraphValue } from '../../src/graph/graph-store.js';
import type { Case } from '../../src/model/case.js';
import type { Answer } from '../../src/model/decision.js';
import { formatInstant } from '../../src/model/instant.js';
import type { Analysis, Cohort } from '../../src/model/result.js';
import { analyzeCase } from '../support/analyze.js';
import { textOf } from '../support/graph-values.js';
import { tempDir } from '../support/workspace.js';

const GOLDEN = join(packageRoot(), 'test', 'cases');
const CASES = [
  ...readdirSync(GOLDEN).map((name) => join(GOLDEN, name)),
  join(packageRoot(), 'seed', 'kakaopay-alipay', 'sample'),
];
const LIMITS = { timeoutMs: 60_000, maxRows: 10_000 };

for (const dir of CASES) {
  test(`the graph of ${dir.slice(packageRoot().length + 1)} holds what the analysis says`, async (t) => {
    const [kase, a] = [await loadCase(dir), await analyzeCase(dir)];
    const store = new EmbeddedStore(join(tempDir(t), 'graph'), { memory: 256e6, readers: 1 });
    t.after(() => store.close());
    await store.load(caseGraph(kase, a, 'f1', null), { replace: false, onProgress: () => undefined });
    const { nodes, relationships } = await store.counts();
    assert.deepEqual(sorted(nodes), sorted(nodeCounts(kase, a)));
    assert.deepEqual(sorted(relationships), sorted(relationshipCounts(kase, a)));

    const rows = async (statement: string): Promise<readonly (readonly GraphValue[])[]> =>
      (await store.query(statement, {}, LIMITS)).rows;
    assert.deepEqual(
      await rows(
        'MATCH (f:Flow)-[:TO]->(p:Processor) RETURN f.id AS id, p.id, f.fields, f.verdict, f.records, f.people, f.firstAt, f.lastAtMicros, f.months, f.monthRecords ORDER BY id',
      ),
      [...a.flows]
        .sort(byId)
        .map((f) => [
          f.id,
          f.recipient,
          f.fields,
          f.verdict,
          f.records,
          f.people,
          formatInstant(f.firstAt),
          f.lastAt,
          f.months.map((m) => m.month),
          f.months.map((m) => m.records),
        ]),
    );
    assert.deepEqual(
      await rows(
        'MATCH (t:Trail) RETURN t.id AS id, t.processors, t.people, t.foreign, t.verdict, t.unsupportedHops, t.hops ORDER BY id',
      ),
      [...a.trails]
        .sort(byId)
        .map((r) => [r.id, r.processors, r.people, r.foreign, r.verdict, r.unsupportedHops, r.flows.length]),
    );
    // A trail is told by its flows: walking back from each gives those that the analysis lists.
    const walked = await rows(
      'MATCH way = (s:Trail)-[:LEADS_TO*0..]->(t:Trail) WHERE s.hops = 1 RETURN t.id AS id, [x IN nodes(way) | x.id] AS steps ORDER BY id',
    );
    const trails = new Map(a.trails.map((r) => [r.id, r]));
    assert.equal(walked.length, a.trails.length);
    for (const [id, steps] of walked) {
      assert.ok(Array.isArray(steps));
      const flows = steps.map((step) => trails.get(textOf(step as GraphValue))?.flows.at(-1));
      assert.deepEqual(flows, trails.get(textOf(id))?.flows);
    }
    assert.deepEqual(
      await rows(
        'MATCH (c:Cohort)-[:SUBJECT_OF]->(f:Flow) RETURN f.id AS id, sum(c.people) AS people ORDER BY id',
      ),
      [...a.flows].sort(byId).map((f) => [f.id, f.people]),
    );
    assert.deepEqual(
      await rows('MATCH (f:Finding) RETURN f.id AS id, f.code, f.severity, f.people, f.records ORDER BY id'),
      [...a.findings].sort(byId).map((f) => [f.id, f.code, f.severity, f.people, f.records]),
    );
  });
}

test('what carries a flow or keeps it open goes to the node of its register, or stays a property', async () => {
  const { flows } = await analyzeCase(join(GOLDEN, 'onward-and-taint'));
  const [flow] = flows;
  assert.ok(flow);
  const answers: Answer[] = [
    { is: 'carried', by: { kind: 'notice', id: 'n1' } },
    { is: 'carried', by: { kind: 'contract', id: 'c1' } },
    { is: 'carried', by: { kind: 'exemption', id: 'press' } },
    { is: 'carried', by: { kind: 'adequacy' } },
    {
      is: 'contested',
      questions: [
        { of: 'n1', fact: 'separate' },
        { of: 'c1', fact: 'audit' },
        { of: 'lab', fact: 'certified', register: 'processors' },
        { of: 'lab', fact: 'share', register: 'ownership' },
        { of: 'pay', fact: 'kind', register: 'purposes' },
      ],
    },
  ];
  const outcomes = answers.map((answer, entry) => {
    return { pack: 'own', entry, gate: 'provision', effect: 'breach' as const, field: 'phone', answer };
  });
  const made = { ...flow, decision: { ...flow.decision, outcomes: [...outcomes, ...outcomes] } };
  const { reliesOn, hangsOn } = flowBases([made], new Set(['n1']));
  const ends = (rows: readonly { to: string }[]): string[] => rows.map((r) => r.to);
  assert.deepEqual(
    [ends(reliesOn.Notice), ends(reliesOn.Contract), ends(reliesOn.Processor)],
    [['n1'], ['c1'], []],
  );
  assert.deepEqual([ends(hangsOn.Notice), ends(hangsOn.Contract)], [['n1'], ['c1']]);
  assert.deepEqual(
    hangsOn.Processor.map((r) => [r.to, r.properties['fact']]),
    [
      ['lab', 'certified'],
      ['lab', 'share'],
    ],
  );
  const { exemptions, adequacy, questions } = flowNode(made);
  assert.deepEqual([exemptions, adequacy], [['press'], true]);
  assert.deepEqual(questions, [
    'c1: audit',
    'n1: separate',
    'ownership lab: share',
    'processors lab: certified',
    'purposes pay: kind',
  ]);
});

function nodeCounts({ registers }: Case, a: Analysis): GraphCounts['nodes'] {
  const places = [
    ...registers.jurisdictions.map((j) => j.code),
    ...registers.processors.map((p) => p.jurisdiction),
  ];
  return present({
    Case: 1,
    Jurisdiction: new Set(places).size,
    Processor: registers.processors.length,
    DataField: registers.fields.length,
    Notice: registers.notices.length,
    Contract: registers.contracts.length,
    Flow: a.flows.length,
    Provision: new Set(a.findings.flatMap((f) => f.provisions)).size,
    Finding: a.findings.length,
    Trail: a.trails.length,
    Cohort: a.cohorts.length,
  });
}

function relationshipCounts({ registers }: Case, a: Analysis): GraphCounts['relationships'] {
  const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
    items.reduce((total, item) => total + count(item), 0);
  const outcomes = a.flows.flatMap((f) =>
    f.decision.outcomes.map(({ pack, gate, field, effect, answer }) => ({
      about: [f.id, pack, gate, field],
      effect,
      answer,
    })),
  );
  const reliesOn = outcomes.flatMap(({ about, answer }) =>
    answer.is === 'carried' && (answer.by.kind === 'notice' || answer.by.kind === 'contract')
      ? [[...about, answer.by.id].join('|')]
      : [],
  );
  const hangsOn = outcomes.flatMap(({ about, effect, answer }) =>
    answer.is === 'contested' && effect === 'breach'
      ? answer.questions.map((q) => [...about, q.of, q.fact].join('|'))
      : [],
  );
  return present({
    ESTABLISHED_IN: registers.processors.length,
    CONTROLLED_BY: registers.processors.filter((p) => p.parent !== null).length,
    OWNS: registers.ownership.length,
    DERIVED_FROM: sum(registers.fields, (f) => f.derivedFrom.length),
    SENDS: a.flows.filter((f) => f.sender !== '@user').length,
    TO: a.flows.length,
    CARRIES: sum(a.flows, (f) => f.fields.length),
    RELIES_ON: new Set(reliesOn).size,
    HANGS_ON: new Set(hangsOn).size,
    REACHES: a.reach.length,
    BREACHES: sum(a.findings, (f) => (f.records === null ? f.trails.length : f.flows.length)),
    CITES: sum(a.findings, (f) => f.provisions.length),
    LEADS_TO: a.trails.filter((t) => t.flows.length > 1).length,
    VIA: a.trails.length,
    SUBJECT_OF: sum(a.cohorts, (c) => c.flows.length),
    FOLLOWED: sum(a.cohorts, (c) => longest(c, a)),
  });
}

/** How many of a cohort's trails are no beginning of another of them. */
function longest({ trails }: Cohort, a: Analysis): number {
  const flows = a.trails.filter((t) => trails.includes(t.id)).map((t) => t.flows.join());
  return flows.filter((own) => !flows.some((other) => other.startsWith(`${own},`))).length;
}

function present(counts: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(counts).filter(([, count]) => count > 0));
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([x], [y]) => (x < y ? -1 : 1));
}

function byId(x: { readonly id: string }, y: { readonly id: string }): number {
  return x.id < y.id ? -1 : 1;
}
