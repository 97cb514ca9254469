import { at } from '../model/collect.js';
import type { Flow } from '../model/flow.js';
import { known, link, when, type Properties, type RelationshipRow } from './graph-rows.js';

export function flowNode(f: Flow): Properties {
  return known({
    id: f.id,
    sender: f.sender,
    recipient: f.recipient,
    fields: f.fields,
    purpose: f.purpose,
    basis: f.basis,
    verdict: f.verdict,
    crossBorder: f.crossBorder,
    records: f.records,
    people: f.people,
    ...when('firstAt', f.firstAt),
    ...when('lastAt', f.lastAt),
    months: f.months.map((m) => m.month),
    monthRecords: f.months.map((m) => m.records),
    adequacy: f.decision.outcomes.some((o) => o.answer.is === 'carried' && o.answer.by.kind === 'adequacy'),
  });
}

export function carried(f: Flow): RelationshipRow[] {
  return f.fields.map((field, i) => link(f.id, field, { verdict: at(f.fieldVerdicts, i) }));
}

/** Relationships to what stands in the registers, by whether it is a notice or a contract. */
interface ToBases {
  readonly notices: readonly RelationshipRow[];
  readonly contracts: readonly RelationshipRow[];
}

/**
 * What carries the gates of flows, and what they hang on. Entries of a gate that differ in nothing but dates are one.
 *
 * @param noticeIds tells notices from contracts, which share one namespace
 */
export function flowBases(
  flows: readonly Flow[],
  noticeIds: ReadonlySet<string>,
): { readonly reliesOn: ToBases; readonly hangsOn: ToBases } {
  const reliesOn = new Map<string, RelationshipRow>();
  const hangsOn = new Map<string, RelationshipRow>();
  for (const f of flows) {
    for (const { pack, gate, field, effect, answer } of f.decision.outcomes) {
      if (answer.is === 'carried' && answer.by.kind !== 'adequacy') {
        const row = link(f.id, answer.by.id, { gate, pack, field });
        reliesOn.set(JSON.stringify(row), row);
      }
      if (answer.is !== 'contested' || effect !== 'breach') continue;
      for (const { of, fact } of answer.questions) {
        const row = link(f.id, of, { gate, pack, field, fact });
        hangsOn.set(JSON.stringify(row), row);
      }
    }
  }
  const split = (rows: ReadonlyMap<string, RelationshipRow>): ToBases => ({
    notices: [...rows.values()].filter((r) => noticeIds.has(r.to)),
    contracts: [...rows.values()].filter((r) => !noticeIds.has(r.to)),
  });
  return { reliesOn: split(reliesOn), hangsOn: split(hangsOn) };
}
