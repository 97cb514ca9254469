import type { FlowContent } from '../law/flow-book.js';
import { PeopleCounter } from '../findings/people.js';
import { at, getOrMake, groupBy } from '../model/collect.js';
import { VERDICTS, type Verdict } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import { formatInstant } from '../model/instant.js';
import type { Analysis, Finding } from '../model/result.js';
import { compareText, sortedSet } from '../model/text.js';
import { flowBreaches, flowQuestions } from '../report/json.js';
import type { Decided, FindingNumbers, VerdictCount, WhatIfNumbers } from './answer-schema.js';
import type { Judgement } from './judge.js';

const WORST_FIRST: readonly Verdict[] = [...VERDICTS].reverse();

type Contents = readonly (FlowContent | null)[];

/** Flows whose verdict, codes or questions differ, in the order of the analysis; records that part stand apart. */
export function changedFlows(analysis: Analysis, before: Contents, after: Contents): WhatIfNumbers['flows'] {
  const counter = new PeopleCounter(analysis);
  const groups = new Map<string, { content: FlowContent; after: FlowContent | null; flows: Flow[] }>();
  analysis.flows.forEach((flow, i) => {
    const [was, is] = [before[i], after[i] ?? null];
    if (was === undefined || was === null) return;
    const key = JSON.stringify([was.id, is?.id]);
    getOrMake(groups, key, () => ({ content: was, after: is, flows: [] })).flows.push(flow);
  });
  return [...groups.values()].flatMap(({ content, after: is, flows }) => {
    const [was, now] = [decided(content), is === null ? null : decided(is)];
    if (JSON.stringify(was) === JSON.stringify(now)) return [];
    const { sender, recipient, fields, purpose, basis } = content;
    return [
      {
        flow: content.id,
        ...{ sender, recipient, fields: [...fields], purpose, basis },
        records: flows.reduce((n, f) => n + f.records, 0),
        people: counter.ofFlows(flows.map((f) => f.id)),
        before: was,
        after: now,
      },
    ];
  });
}

/** What is printed of how a flow is decided. */
export function decided(content: FlowContent): Decided {
  return { verdict: content.verdict, breaches: flowBreaches(content), questions: flowQuestions(content) };
}

/** Findings that appear, disappear or have other numbers, in listed order. Linear. */
export function changedFindings(
  before: readonly Finding[],
  after: readonly Finding[],
): WhatIfNumbers['findings'] {
  const was = new Map(before.map((f) => [f.id, f]));
  const is = new Map(after.map((f) => [f.id, f]));
  return {
    appear: after.flatMap((f) => (was.has(f.id) ? [] : [{ ...identity(f), after: numbers(f) }])),
    disappear: before.flatMap((f) => (is.has(f.id) ? [] : [{ ...identity(f), before: numbers(f) }])),
    change: before.flatMap((f) => {
      const now = is.get(f.id);
      if (now === undefined) return [];
      const pair = { before: numbers(f), after: numbers(now) };
      return JSON.stringify(pair.before) === JSON.stringify(pair.after) ? [] : [{ ...identity(f), ...pair }];
    }),
  };
}

function identity(f: Finding): Omit<WhatIfNumbers['findings']['appear'][number], 'after'> {
  const { id, code, gate, pack, sender, recipient, field, purpose } = f;
  return { id, code, gate, pack, sender, recipient, field, purpose };
}

function numbers(f: Finding): FindingNumbers {
  return {
    effect: f.effect,
    severity: f.severity,
    people: f.people,
    records: f.records,
    firstAt: formatInstant(f.firstAt),
    lastAt: formatInstant(f.lastAt),
    provisions: [...f.provisions],
  };
}

interface Counted {
  number: number;
  people: number;
  records: number | null;
}

/** Flows, their people and records by verdict, before and after. */
export function flowsByVerdict(before: Judgement, after: Judgement): VerdictCount[] {
  return byVerdict((verdict) => [before, after].map((j) => countFlows(j, verdict, [...j.flows.keys()])));
}

/** By pair of which some flow changes: all its flows by verdict. Linear in flows. */
export function pairsByVerdict(
  changed: WhatIfNumbers['flows'],
  before: Judgement,
  after: Judgement,
): WhatIfNumbers['pairs'] {
  const pairs = new Map(
    changed.map(({ sender, recipient }) => [pairKey(sender, recipient), { sender, recipient }]),
  );
  const sides = [before, after].map((j) => ({
    j,
    flows: groupBy(j.flows.keys(), (i) => {
      const { sender, recipient } = at(j.flows, i).content;
      return pairKey(sender, recipient);
    }),
  }));
  return [...pairs].map(([key, { sender, recipient }]) => {
    const count = (verdict: Verdict | null): Counted[] =>
      sides.map(({ j, flows }) => countFlows(j, verdict, flows.get(key) ?? []));
    const [was, is] = count(null);
    return {
      ...{ sender, recipient },
      people: { before: was?.people ?? 0, after: is?.people ?? 0 },
      byVerdict: byVerdict(count),
    };
  });
}

const pairKey = (sender: string, recipient: string): string => JSON.stringify([sender, recipient]);

/** @param among indexes of flows */
function countFlows(j: Judgement, verdict: Verdict | null, among: readonly number[]): Counted {
  const own = among.filter((i) => verdict === null || at(j.flows, i).content.verdict === verdict);
  return {
    number: own.length,
    people: j.count.ofFlows(new Set(own)),
    records: own.reduce((n, i) => n + at(j.flows, i).records, 0),
  };
}

/** Trails abroad and their people by verdict, before and after. */
export function foreignTrailsByVerdict(before: Judgement, after: Judgement): VerdictCount[] {
  const count = (j: Judgement, verdict: Verdict): Counted => {
    const own = foreignTrails(j, verdict);
    return { number: own.size, people: j.count.ofTrails(own), records: null };
  };
  return byVerdict((verdict) => [count(before, verdict), count(after, verdict)]);
}

function byVerdict(count: (verdict: Verdict) => readonly Counted[]): VerdictCount[] {
  return WORST_FIRST.flatMap((verdict) => {
    const [before, after] = count(verdict);
    if (before === undefined || after === undefined) return [];
    return before.number + after.number === 0 ? [] : [{ verdict, before, after }];
  });
}

/** Indexes of the foreign trails of a verdict (or of any), to a jurisdiction (or to any). */
export function foreignTrails(j: Judgement, verdict?: Verdict, jurisdiction?: string): Set<number> {
  const found = new Set<number>();
  for (const [i, t] of j.trails) {
    if (!t.foreign || (verdict !== undefined && t.verdict !== verdict)) continue;
    if (jurisdiction === undefined || t.jurisdictions.at(-1) === jurisdiction) found.add(i);
  }
  return found;
}

/** By foreign jurisdiction in which some trail ends: people and trails, before and after. */
export function jurisdictions(before: Judgement, after: Judgement): WhatIfNumbers['jurisdictions'] {
  const places = sortedSet(
    [before, after].flatMap((j) => {
      return [...j.trails.values()].flatMap((t) => (t.foreign ? (t.jurisdictions.at(-1) ?? []) : []));
    }),
  );
  const list = places.map((jurisdiction) => {
    const people = (j: Judgement, verdict?: Verdict): number =>
      j.count.ofTrails(foreignTrails(j, verdict, jurisdiction));
    return {
      jurisdiction,
      people: { before: people(before), after: people(after) },
      byVerdict: WORST_FIRST.flatMap((verdict) => {
        const numbers = { before: people(before, verdict), after: people(after, verdict) };
        return numbers.before + numbers.after === 0 ? [] : [{ verdict, ...numbers }];
      }),
    };
  });
  return list.sort(
    (a, b) => b.people.before - a.people.before || compareText(a.jurisdiction, b.jurisdiction),
  );
}
