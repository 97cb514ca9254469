import assert from 'node:assert/strict';
import type { WhatIfNumbers } from '../../src/what-if/answer-schema.js';

/** The numbers of an answer to a supposition without ids, lists in one order. */
export function comparableAnswer(a: WhatIfNumbers): unknown {
  const bare = <T extends { id: string }>(list: readonly T[]): Omit<T, 'id'>[] =>
    list.map(({ id, ...rest }) => {
      assert.match(id, /^X/);
      return rest;
    });
  const decided = (d: WhatIfNumbers['flows'][number]['after']): unknown =>
    d === null ? null : { verdict: d.verdict, breaches: texts(d.breaches), questions: texts(d.questions) };
  return inOrder({
    people: a.people,
    flows: a.flows.map(({ flow, before, after, ...rest }) => {
      assert.match(flow, /^F/);
      return { ...rest, before: decided(before), after: decided(after) };
    }),
    findings: {
      appear: bare(a.findings.appear),
      disappear: bare(a.findings.disappear),
      change: bare(a.findings.change),
    },
    flowsByVerdict: a.flowsByVerdict,
    foreignTrailsByVerdict: a.foreignTrailsByVerdict,
    jurisdictions: a.jurisdictions,
  });
}

function texts(list: readonly object[]): string[] {
  return list.map((x) => JSON.stringify(x)).sort();
}

/** Lists of objects in the order of their texts, keys in one order: neither says anything. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(inOrder);
    return items.every((x) => typeof x === 'object') ? items.sort(compare) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([k, v]) => [k, inOrder(v)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function compare(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
