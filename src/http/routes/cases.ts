import type { Snapshot } from '../cases/snapshot.js';
import type { casesContract } from '../contract/cases.js';
import type { Coverage, Facts } from '../../model/case.js';
import { groupBy } from '../../model/collect.js';
import { VERDICTS, type Verdict } from '../../model/decision.js';
import { formatInstant, type Instant } from '../../model/instant.js';
import { compareText } from '../../model/text.js';
import { printedReach } from '../../report/json.js';
import { toldOf } from '../problem.js';
import { atLeast, filtered, filtersOf, oneOf } from './filter.js';
import { filterFlows } from './flows.js';
import { list, one, type Handlers } from './handler.js';
import { headOf } from './shapes.js';
import { monthsOf } from './months.js';

const WORST_FIRST: readonly Verdict[] = [...VERDICTS].reverse();

export const caseHandlers: Handlers<keyof typeof casesContract> = {
  listCases: ({ service }) =>
    one({
      complete: true,
      items: service.cases.map((c) => {
        const { loaded, progress, failure } = c;
        return {
          id: c.id,
          title: c.title,
          state: c.state,
          stale: c.stale,
          analysis: loaded?.fingerprint ?? null,
          people: loaded?.analysis.people ?? null,
          problem: failure === undefined ? null : toldOf(failure),
          progress:
            progress === undefined
              ? null
              : { stage: progress.stage, done: progress.done, total: progress.total },
        };
      }),
    }),

  getCase: ({ snapshot, served }) =>
    one({
      ...headOf(snapshot, [], true),
      summary: { id: served.id, stale: served.stale, ...snapshot.memo('summary', () => summarize(snapshot)) },
    }),

  getRegisters: ({ snapshot }) =>
    one({ ...headOf(snapshot), registers: snapshot.memo('registers', () => registersOf(snapshot)) }),

  getTimeline: ({ snapshot, query }) => {
    const filters = filtersOf(query);
    const months = snapshot.memo(`timeline ${JSON.stringify(filters)}`, () =>
      monthsOf(filterFlows(snapshot, filters)),
    );
    return one(
      { ...headOf(snapshot), months },
      { table: months.map(({ month, records, byVerdict }) => ({ month, records, ...byVerdict })) },
    );
  },

  listReach: ({ snapshot, query: q }) => {
    const reach = filtered(snapshot.analysis.reach, [
      oneOf(q.origin, (r) => r.origin),
      oneOf(q.recipient, (r) => r.recipient),
      oneOf(q.field, (r) => r.field),
      oneOf(q.jurisdiction, (r) => r.jurisdiction),
      atLeast(q.minPeople, (r) => r.people),
    ]);
    return list(reach, printedReach);
  },
};

function summarize({ analysis: a, kase, index, firstAt, lastAt }: Snapshot) {
  const foreign = a.trails.filter((t) => t.foreign);
  const people = (trails: typeof foreign): number => index.people.ofTrails(trails.map((t) => t.id));
  const ends = groupBy(foreign, (t) => t.jurisdictions.at(-1) ?? '');
  const severe = (severity: string): number => a.findings.filter((f) => f.severity === severity).length;
  return {
    title: a.title,
    home: kase.home,
    people: a.people,
    cohorts: a.cohorts.length,
    named: a.named,
    sources: a.sources,
    firstAt: firstAt === null ? null : formatInstant(firstAt),
    lastAt: lastAt === null ? null : formatInstant(lastAt),
    flows: {
      total: a.flows.length,
      byVerdict: WORST_FIRST.map((verdict) => {
        const flows = a.flows.filter((f) => f.verdict === verdict);
        return {
          verdict,
          flows: flows.length,
          records: flows.reduce((n, f) => n + f.records, 0),
          people: index.people.ofFlows(flows.map((f) => f.id)),
        };
      }),
    },
    trails: {
      total: a.trails.length,
      foreign: foreign.length,
      people: people(foreign),
      byVerdict: WORST_FIRST.map((verdict) => {
        const trails = foreign.filter((t) => t.verdict === verdict);
        return { verdict, trails: trails.length, people: people(trails) };
      }),
    },
    findings: {
      total: a.findings.length,
      high: severe('high'),
      medium: severe('medium'),
      low: severe('low'),
    },
    exposed: [...ends]
      .map(([jurisdiction, trails]) => ({ jurisdiction, people: people(trails) }))
      .sort((x, y) => y.people - x.people || compareText(x.jurisdiction, y.jurisdiction)),
    packs: kase.rules.map(({ id, title, read, notes, gates }) => ({
      ...{ id, title, read, notes },
      gates: [...new Set(gates.map(({ gate }) => gate))],
    })),
  };
}

function registersOf(s: Snapshot) {
  const r = s.kase.registers;
  return {
    jurisdictions: r.jurisdictions.map(({ code, name, memberOf }) => ({
      code,
      name,
      memberOf,
      home: s.isHome(code),
    })),
    adequacy: r.adequacy.map((x) => ({
      exporter: x.exporter,
      importer: x.importer,
      since: bound(x.since),
      until: bound(x.until),
      exceptCategories: x.exceptCategories,
      organisations: x.organisations === null ? null : [...x.organisations],
      requires: factsOf(x.requires),
    })),
    ownership: r.ownership.map((x) => ({ ...x, since: bound(x.since), until: bound(x.until) })),
    purposes: r.purposes.map(({ id, name, necessaryFields, facts }) => ({
      id,
      name,
      facts: factsOf(facts),
      necessaryFields: necessaryFields === null ? null : [...necessaryFields],
    })),
    notices: r.notices.map((x) => ({
      id: x.id,
      controller: x.controller,
      scope: x.scope,
      recipients: listed(x.recipients),
      fields: listed(x.fields),
      purposes: listed(x.purposes),
      facts: factsOf(x.facts),
    })),
    contracts: r.contracts.map((x) => ({
      id: x.id,
      kind: x.kind,
      exporter: x.exporter,
      importer: x.importer,
      fields: listed(x.fields),
      purposes: listed(x.purposes),
      signedAt: formatInstant(x.signedAt),
      endsAt: bound(x.endsAt),
      onward: listed(x.onward),
      facts: factsOf(x.facts),
    })),
  };
}

/** Null where a period is open. */
function bound(at: Instant): string | null {
  return Number.isFinite(at) ? formatInstant(at) : null;
}

function listed(coverage: Coverage): '*' | string[] {
  return coverage === '*' ? '*' : [...coverage];
}

function factsOf(facts: Facts): Record<string, string> {
  return Object.fromEntries(facts);
}
