import type { z } from 'zod';
import type { Snapshot } from '../cases/snapshot.js';
import type { flowFilters } from '../contract/filters.js';
import type { flowsContract } from '../contract/flows.js';
import { VERDICTS } from '../../model/decision.js';
import type { Flow } from '../../model/flow.js';
import { at } from '../../model/collect.js';
import { anyOf, atLeast, filtered, filtersOf, is, oneOf, ordered, type Keys } from './filter.js';
import { list, one, type Handlers } from './handler.js';
import { found } from './found.js';
import { headOf, showFlow } from './shapes.js';

type FlowFilters = { readonly [K in keyof typeof flowFilters]?: z.output<(typeof flowFilters)[K]> };

const KEYS: Keys<Flow> = {
  people: (f) => f.people,
  records: (f) => f.records,
  firstAt: (f) => f.firstAt,
  lastAt: (f) => f.lastAt,
  verdict: (f) => VERDICTS.indexOf(f.verdict),
};

/** Where somebody is; a person is at home. */
export function jurisdictionOf(s: Snapshot, id: string): string {
  return s.processors.get(id)?.jurisdiction ?? s.kase.home;
}

/** The flows that pass a filter, in listed order. */
export function filterFlows(s: Snapshot, q: FlowFilters): readonly Flow[] {
  return filtered(s.analysis.flows, [
    oneOf(q.sender, (f) => f.sender),
    oneOf(q.recipient, (f) => f.recipient),
    anyOf(q.processor, (f) => [f.sender, f.recipient]),
    oneOf(q.jurisdiction, (f) => jurisdictionOf(s, f.recipient)),
    anyOf(q.field, (f) => f.fields),
    oneOf(q.purpose, (f) => f.purpose),
    oneOf(q.verdict, (f) => f.verdict),
    anyOf(q.code, (f) => s.index.codesOfFlow.get(f.id) ?? []),
    oneOf(q.basis, (f) => f.basis),
    anyOf(q.finding, (f) => (s.index.findingsOfFlow.get(f.id) ?? []).map((x) => x.id)),
    is(q.crossBorder, (f) => f.crossBorder),
    atLeast(q.minPeople, (f) => f.people),
  ]);
}

export const flowHandlers: Handlers<keyof typeof flowsContract> = {
  listFlows: ({ snapshot, query }) => {
    const filters = filtersOf(query);
    const flows = snapshot.memo(`flows ${JSON.stringify(filters)}`, () =>
      ordered(filterFlows(snapshot, filters), filters.order, KEYS),
    );
    return list(flows, (f) => showFlow(snapshot, f));
  },

  getFlow: ({ snapshot, params }) => {
    const { index } = snapshot;
    const f = found(index.flows, params.id, 'flow');
    return one({
      ...headOf(snapshot),
      flow: {
        ...showFlow(snapshot, f),
        carries: f.fields.map((field, i) => ({ field, verdict: at(f.fieldVerdicts, i) })),
        reliesOn: f.decision.outcomes.flatMap(({ field, pack, gate, answer }) =>
          answer.is === 'carried'
            ? [{ field, pack, gate, kind: answer.by.kind, id: 'id' in answer.by ? answer.by.id : null }]
            : [],
        ),
        months: f.months,
        findings: (index.findingsOfFlow.get(f.id) ?? []).map((x) => x.id),
        trails: index.trailsOfFlow.get(f.id)?.length ?? 0,
      },
    });
  },
};
