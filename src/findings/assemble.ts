import { jurisdictionsOf } from '../law/places.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import type { Counts } from '../model/counts.js';
import type { Flow, NoticeStates, Situation } from '../model/flow.js';
import { contentId } from '../model/ids.js';
import { formatMonth } from '../model/month.js';
import type { Analysis, Cohort, Reach, Trail } from '../model/result.js';
import { compareList, compareText } from '../model/text.js';
import { unpackRow } from '../evidence/history.js';
import type { Logs, Window } from '../ingest/read-logs.js';
import type { Sum } from '../trace/add-up.js';
import type { Members } from '../trace/shard-result.js';
import { reportTrails } from '../trace/report-trails.js';
import { findingsOf, unionCounter } from './findings.js';

/** An analysis, and what is kept beside it. */
export interface Assembled {
  readonly analysis: Analysis;
  /** Persons and the places of their cohorts in the list; null when they are not kept by name. */
  readonly members: Members | null;
  /** None when there are too many to be kept. */
  readonly situations: Iterable<Situation>;
  /** By number of a cohort in the sum, its place in the list. */
  readonly placeOf: Int32Array;
}

/** The whole answer from the sum of all shards: trails judged, people counted by cohorts, findings, in the spec's orders. */
export function assemble(
  kase: Case,
  logs: Pick<Logs, 'sources' | 'files'>,
  window: Window,
  counts: Counts,
  sum: Sum,
): Assembled {
  sum.cut();
  const trails = reportTrails(kase, sum);
  const { cohorts, indexes, members } = sum.cohorts((t) => trails.has(t));
  const count = unionCounter(cohorts);
  const flows = sum.flows.map((f, i): Flow => {
    const [first] = f.samples;
    return {
      ...f.content,
      records: f.records,
      people: count.ofFlows(new Set([i])),
      firstAt: f.firstAt,
      lastAt: f.lastAt,
      months: [...f.months]
        .sort(([a], [b]) => a - b)
        .map(([month, n]) => ({ month: formatMonth(month), records: n })),
      samples: f.samples.map((s) => ({ ...unpackRow(s.row), at: s.at, userId: s.userId })),
      sampleStates: first?.states ?? {},
    };
  });
  const listed = [...trails].map(([i, t]): Trail => ({ ...t, people: count.ofTrails(new Set([i])) }));
  // Ids are put in order once, not for every cohort that has them.
  const flowNames = new Ordered(
    sum.flows.map((f, i) => [i, f.content.id]),
    sum.flows.length,
  );
  const trailNames = new Ordered(
    [...trails].map(([i, t]) => [i, t.id]),
    sum.trails.size,
  );
  const named = cohorts.map(({ flows: f, trails: t, people }): Cohort => {
    const flowIds = flowNames.of(f);
    const trailIds = trailNames.of(t);
    return { id: contentId('C', [flowIds, trailIds]), people, flows: flowIds, trails: trailIds };
  });
  const analysis: Analysis = {
    title: kase.title,
    complete: sum.hops === kase.trace.maxHops,
    hops: sum.hops,
    maxTrails: kase.trace.maxTrails,
    from: Number.isFinite(window.from) ? window.from : null,
    until: Number.isFinite(window.until) ? window.until : null,
    sources: logs.sources,
    imports: kase.imports,
    files: logs.files.map((f) => f.path),
    people: sum.people,
    named: members !== null,
    counts,
    flows: flows.sort(compareFlows),
    trails: listed.sort(
      (a, b) =>
        compareList(a.processors, b.processors, compareText) || compareList(a.flows, b.flows, compareText),
    ),
    reach: reachOf(kase, sum),
    findings: findingsOf(kase.rules, sum, trails, cohorts),
    cohorts: [...named].sort((a, b) => b.people - a.people || compareText(a.id, b.id)),
  };
  const places = new Map(analysis.cohorts.map((c, i) => [c, i]));
  const placeOf = named.map((c) => places.get(c) ?? -1);
  return {
    analysis,
    members: members && { ...members, cohort: members.cohort.map((c) => at(placeOf, c)) },
    situations: situationsOf(sum),
    placeOf: indexes.map((i) => at(placeOf, i)),
  };
}

/** Ids of numbered things, in code point order. */
class Ordered {
  readonly #ids: readonly string[];
  /** By number: place of its id; -1 where it has none. */
  readonly #placeOf: Int32Array;

  /** @param most greater than every number */
  constructor(items: readonly (readonly [number, string])[], most: number) {
    const sorted = [...items].sort(([, a], [, b]) => compareText(a, b));
    this.#ids = sorted.map(([, id]) => id);
    this.#placeOf = new Int32Array(most).fill(-1);
    sorted.forEach(([number], place) => {
      this.#placeOf[number] = place;
    });
  }

  /** Those of the numbers that have an id. */
  of(numbers: Int32Array): string[] {
    const places = new Int32Array(numbers.length);
    let count = 0;
    for (const number of numbers) {
      const place = at(this.#placeOf, number);
      if (place >= 0) places[count++] = place;
    }
    return Array.from(places.subarray(0, count).sort(), (place) => at(this.#ids, place));
  }
}

/** By flow and time: shards come in the order in which they were walked, and answers must not depend on that. */
function situationsOf(sum: Sum): Situation[] {
  return (sum.situations.all() ?? [])
    .map((s) => ({ ...s, flow: at(sum.flows, s.flow).content.id }))
    .sort(
      (a, b) =>
        compareText(a.flow, b.flow) ||
        a.firstAt - b.firstAt ||
        a.lastAt - b.lastAt ||
        compareText(a.notices, b.notices),
    )
    .map(({ flow, notices, records, firstAt, lastAt }) => ({
      ...{ flow, records, firstAt, lastAt },
      notices: JSON.parse(notices) as NoticeStates,
    }));
}

function compareFlows(a: Flow, b: Flow): number {
  return (
    compareText(a.sender, b.sender) ||
    compareText(a.recipient, b.recipient) ||
    compareText(a.purpose, b.purpose) ||
    compareList(a.fields, b.fields, compareText) ||
    compareNullFirst(a.basis, b.basis) ||
    a.firstAt - b.firstAt ||
    compareText(a.id, b.id)
  );
}

function compareNullFirst(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a, b);
}

function reachOf(kase: Case, sum: Sum): Reach[] {
  const jurisdiction = jurisdictionsOf(kase);
  return [...sum.arrivals.values()]
    .map((a) => ({ ...a, jurisdiction: jurisdiction.get(a.recipient) ?? '' }))
    .sort(
      (a, b) =>
        compareText(a.origin, b.origin) ||
        compareText(a.field, b.field) ||
        compareText(a.recipient, b.recipient),
    );
}
