import type { z } from 'zod';
import type { Snapshot } from '../cases/snapshot.js';
import type { trailFilters } from '../contract/filters.js';
import type { trailsContract } from '../contract/trails.js';
import { at } from '../../model/collect.js';
import { VERDICTS } from '../../model/decision.js';
import type { Finding, Trail } from '../../model/result.js';
import { anyOf, atLeast, filtered, filtersOf, is, oneOf, ordered, type Keys, type Test } from './filter.js';
import { found } from './found.js';
import { list, one, type Handlers } from './handler.js';
import { firstArrival, headOf, showTrail, showFlow } from './shapes.js';

export type TrailFilters = { readonly [K in keyof typeof trailFilters]?: z.output<(typeof trailFilters)[K]> };

const KEYS: Keys<Trail> = {
  people: (t) => t.people,
  hops: (t) => t.flows.length,
  firstArrival,
  verdict: (t) => VERDICTS.indexOf(t.verdict),
};

/** The trails that pass a filter, in listed order. */
export function filterTrails({ analysis, index }: Snapshot, q: TrailFilters): readonly Trail[] {
  const last = (items: readonly string[]): string => items.at(-1) ?? '';
  return filtered(analysis.trails, [
    oneOf(q.origin, (t) => t.processors[0] ?? ''),
    oneOf(q.destination, (t) => last(t.processors)),
    oneOf(q.jurisdiction, (t) => last(t.jurisdictions)),
    ...(q.through ?? []).map((p) => (t: Trail) => t.processors.includes(p)),
    anyOf(q.field, (t) => t.fieldChains.flat()),
    oneOf(q.verdict, (t) => t.verdict),
    is(q.foreign, (t) => t.foreign),
    anyOf(q.code, (t) => index.codesOfTrail.get(t.id) ?? []),
    anyOf(q.flow, (t) => t.flows),
    onSome(q.finding?.flatMap((id) => index.findings.get(id) ?? []).map((f) => index.meets(f))),
    atLeast(q.minPeople, (t) => t.people),
  ]);
}

function onSome(tests: readonly ((t: Trail) => boolean)[] | undefined): Test<Trail> {
  return tests === undefined ? undefined : (t) => tests.some((meets) => meets(t));
}

/** In listed order. */
function idsOf({ analysis }: Snapshot, of: ReadonlySet<Finding>): string[] {
  return analysis.findings.filter((f) => of.has(f)).map((f) => f.id);
}

export const trailHandlers: Handlers<keyof typeof trailsContract> = {
  listTrails: ({ snapshot, query }) => {
    const filters = filtersOf(query);
    const trails = snapshot.memo(`trails ${JSON.stringify(filters)}`, () =>
      ordered(filterTrails(snapshot, filters), filters.order, KEYS),
    );
    return list(trails, (t) => showTrail(snapshot, t), { trails: true });
  },

  getTrail: ({ snapshot, params }) => {
    const { index } = snapshot;
    const t = found(index.trails, params.id, 'trail');
    return one({
      ...headOf(snapshot, [], true),
      trail: {
        ...showTrail(snapshot, t),
        parent: t.parent,
        leadsTo: index.leadsTo.get(t.id) ?? [],
        breaches: showChainBreaches(snapshot, t),
        hopsInOrder: t.flows.map((id) => showFlow(snapshot, found(index.flows, id, 'flow'))),
        findings: idsOf(snapshot, index.findingsOn(t)),
      },
    });
  },
};

/** Onward and taint gates that a trail breaks, by hop. */
export function showChainBreaches({ index, law }: Snapshot, t: Trail) {
  return index.chainBreaches(t).map(({ hop, breach: { pack, entry, code, field } }) => ({
    hop,
    pack,
    gate: at(law.packs.find((p) => p.id === pack)?.gates ?? [], entry).gate,
    code,
    field,
  }));
}
