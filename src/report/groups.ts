import type { PeopleCounter } from '../findings/people.js';
import { at, groupBy } from '../model/collect.js';
import type { Verdict } from '../model/decision.js';
import { periodOf } from '../model/instant.js';
import type { Analysis, Finding, Trail } from '../model/result.js';
import { compareList, compareText } from '../model/text.js';

/** The order in which verdicts are told. */
export const WORST_FIRST: readonly Verdict[] = ['unsupported', 'contested', 'supported', 'out_of_scope'];
const SEVEREST_FIRST = ['high', 'medium', 'low'];

/** Trails over the same processors with the same verdict: they differ in fields, purpose or decision. */
export interface Route {
  readonly trails: readonly Trail[];
  readonly first: Trail;
  /** Distinct persons of its trails. */
  readonly people: number;
}

/** The foreign trails of an analysis as routes: the worst verdict first, then by people. Linear but for sorting. */
export function foreignRoutes(a: Analysis, counter: PeopleCounter): Route[] {
  const foreign = a.trails.filter((t) => t.foreign);
  return [...groupBy(foreign, (t) => JSON.stringify([t.verdict, t.processors])).values()]
    .map((trails) => ({
      trails,
      first: at(trails, 0),
      people: counter.ofTrails(trails.map((t) => t.id)),
    }))
    .sort(
      (x, y) =>
        WORST_FIRST.indexOf(x.first.verdict) - WORST_FIRST.indexOf(y.first.verdict) ||
        y.people - x.people ||
        x.first.flows.length - y.first.flows.length ||
        compareList(x.first.processors, y.first.processors, compareText),
    );
}

/** Findings that differ in nothing but the field. */
export interface FindingGroup {
  readonly findings: readonly Finding[];
  readonly first: Finding;
  /** Distinct persons of all of them. */
  readonly people: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The findings of an analysis in groups: the severest first, then by people. */
export function findingGroups(all: readonly Finding[], counter: PeopleCounter): FindingGroup[] {
  return [
    ...groupBy(all, (f) =>
      JSON.stringify([f.pack, f.gate, f.code, f.sender, f.recipient, f.purpose]),
    ).values(),
  ]
    .map((findings) => {
      const first = at(findings, 0);
      const ofTrails = first.records === null;
      const ids = findings.flatMap((f) => (ofTrails ? f.trails : f.flows));
      return {
        findings,
        first,
        people: ofTrails ? counter.ofTrails(ids) : counter.ofFlows(ids),
        ...periodOf(findings),
      };
    })
    .sort(
      (x, y) =>
        SEVEREST_FIRST.indexOf(x.first.severity) - SEVEREST_FIRST.indexOf(y.first.severity) ||
        y.people - x.people,
    );
}
