import { at } from '../model/collect.js';
import type { Analysis, Finding, Trail } from '../model/result.js';
import { sortedSet } from '../model/text.js';
import { known, link, rowNames, when, type Properties, type RelationshipRow } from './graph-rows.js';

/** The properties of a `Trail` node; codes are those of the gates that its last hop breaks. */
export function trailNode(a: Analysis, t: Trail): Properties {
  const last = t.flows.length;
  return {
    id: t.id,
    origin: at(t.processors, 0),
    destination: at(t.processors, last),
    jurisdiction: at(t.jurisdictions, last),
    processors: t.processors,
    jurisdictions: t.jurisdictions,
    flows: t.flows,
    fields: sortedSet(t.fieldChains.flat()),
    fieldChains: t.fieldChains.map((chain) => chain.join(' > ')),
    hops: last,
    people: t.people,
    foreign: t.foreign,
    verdict: t.verdict,
    unsupportedHops: t.unsupportedHops,
    codes: sortedSet(t.breaches.map((b) => b.code)),
    ...when('arrivedAt', at(t.witness, last - 1).at),
    witness: rowNames(a.files, t.witness),
  };
}

/** The properties of a `Finding` node. */
export function findingNode(a: Analysis, f: Finding): Properties {
  return known({
    id: f.id,
    pack: f.pack,
    gate: f.gate,
    code: f.code,
    effect: f.effect,
    severity: f.severity,
    sender: f.sender,
    recipient: f.recipient,
    field: f.field,
    purpose: f.purpose,
    crossBorder: f.crossBorder,
    records: f.records,
    people: f.people,
    ...when('firstAt', f.firstAt),
    ...when('lastAt', f.lastAt),
    samples: rowNames(a.files, f.samples),
  });
}

/** From each origin to each foreign processor at which data arrived, by field: people, and when. */
export function reaches(a: Analysis): RelationshipRow[] {
  return a.reach.map(({ origin, recipient, field, people, firstArrival, lastArrival }) =>
    link(origin, recipient, {
      field,
      people,
      ...when('firstArrival', firstArrival),
      ...when('lastArrival', lastArrival),
    }),
  );
}

/** Cohorts with those of their trails that they did not extend, as pairs of ids. */
export function* followed(a: Analysis): Generator<readonly [cohort: string, trail: string]> {
  const parentOf = new Map(a.trails.map((t) => [t.id, t.parent]));
  for (const { id, trails } of a.cohorts) {
    const extended = new Set(trails.map((t) => parentOf.get(t)));
    for (const t of trails) if (!extended.has(t)) yield [id, t];
  }
}
