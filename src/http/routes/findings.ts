import type { z } from 'zod';
import type { Snapshot } from '../cases/snapshot.js';
import type { findingFilters } from '../contract/filters.js';
import type { findingsContract } from '../contract/findings.js';
import type { Finding } from '../../model/result.js';
import { anyOf, atLeast, filtered, filtersOf, is, oneOf, ordered, type Keys } from './filter.js';
import { found } from './found.js';
import { list, one, type Handlers } from './handler.js';
import { jurisdictionOf } from './flows.js';
import { headOf, showFinding } from './shapes.js';

type FindingFilters = { readonly [K in keyof typeof findingFilters]?: z.output<(typeof findingFilters)[K]> };

const SEVERITIES = ['low', 'medium', 'high'];

const KEYS: Keys<Finding> = {
  people: (f) => f.people,
  severity: (f) => SEVERITIES.indexOf(f.severity),
  firstAt: (f) => f.firstAt,
};

/** The findings that pass a filter, in listed order. */
export function filterFindings(s: Snapshot, q: FindingFilters): readonly Finding[] {
  const { analysis, index } = s;
  const trails = q.trail?.flatMap((id) => index.trails.get(id) ?? []);
  const met = trails === undefined ? undefined : new Set(trails.flatMap((t) => [...index.findingsOn(t)]));
  return filtered(analysis.findings, [
    oneOf(q.code, (f) => f.code),
    oneOf(q.gate, (f) => f.gate),
    oneOf(q.pack, (f) => f.pack),
    oneOf(q.severity, (f) => f.severity),
    oneOf(q.effect, (f) => f.effect),
    oneOf(q.sender, (f) => f.sender),
    oneOf(q.recipient, (f) => f.recipient),
    anyOf(q.processor, (f) => [f.sender, f.recipient]),
    oneOf(q.jurisdiction, (f) => jurisdictionOf(s, f.recipient)),
    oneOf(q.field, (f) => f.field),
    oneOf(q.purpose, (f) => f.purpose),
    anyOf(q.flow, (f) => f.flows),
    met === undefined ? undefined : (f) => met.has(f),
    is(q.crossBorder, (f) => f.crossBorder),
    atLeast(q.minPeople, (f) => f.people),
  ]);
}

export const findingHandlers: Handlers<keyof typeof findingsContract> = {
  listFindings: ({ snapshot, query }) => {
    const filters = filtersOf(query);
    const findings = snapshot.memo(`findings ${JSON.stringify(filters)}`, () =>
      ordered(filterFindings(snapshot, filters), filters.order, KEYS),
    );
    return list(findings, (f) => showFinding(snapshot, f));
  },

  getFinding: ({ snapshot, params }) =>
    one({
      ...headOf(snapshot),
      finding: showFinding(snapshot, found(snapshot.index.findings, params.id, 'finding')),
    }),
};
