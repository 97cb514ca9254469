import { groupBy } from '../../../src/model/collect.js';
import type { Flow } from '../../../src/model/flow.js';
import {
  allows,
  atHome,
  chains,
  destination,
  found,
  has,
  jurisdiction,
  origin,
  people,
  peopleOfFlows,
  processor,
  sorted,
  sum,
  time,
  type Expected,
} from './world.js';

/** Least number of derivations from each field to the one that is named, breadth first. */
function derivedFrom(
  fields: readonly { id: string; derivedFrom: readonly string[] }[],
  from: unknown,
): Map<string, number> {
  const steps = new Map<string, number>([[String(from), 0]]);
  for (const [id, n] of steps) {
    for (const f of fields) if (f.derivedFrom.includes(id) && !steps.has(f.id)) steps.set(f.id, n + 1);
  }
  return steps;
}

export const LINEAGE: Readonly<Record<string, Expected>> = {
  'lineage/foreign-trails': ({ a }, p) =>
    a.trails
      .filter(
        (t) =>
          t.foreign &&
          allows(p['origin'], origin(t)) &&
          allows(p['destination'], destination(t)) &&
          allows(p['jurisdiction'], jurisdiction(t)) &&
          has(p['field'], t.fieldChains.flat()) &&
          allows(p['verdict'], t.verdict) &&
          (p['leastPeople'] === null || t.people >= Number(p['leastPeople'])),
      )
      .map((t) => ({
        trail: t.id,
        processors: t.processors,
        jurisdictions: t.jurisdictions,
        fieldChains: chains(t),
        hops: t.flows.length,
        people: t.people,
        verdict: t.verdict,
        unsupportedHops: t.unsupportedHops,
        arrivedAt: time(found(t.witness.at(-1)).at),
      })),

  'lineage/through': ({ a }, p) =>
    a.trails
      .filter((t) => has(p['processor'], t.processors) && allows(p['foreign'], t.foreign))
      .map((t) => ({
        trail: t.id,
        place: t.processors.indexOf(String(p['processor'])) + 1,
        processors: t.processors,
        hops: t.flows.length,
        people: t.people,
        foreign: t.foreign,
        verdict: t.verdict,
      })),

  'lineage/between': ({ a }, p) =>
    a.trails
      .filter(
        (t) =>
          destination(t) === p['to'] &&
          t.processors.slice(0, -1).includes(String(p['from'])) &&
          has(p['field'], t.fieldChains.flat()),
      )
      .map((t) => ({
        trail: t.id,
        processors: t.processors,
        fieldChains: chains(t),
        hops: t.flows.length,
        people: t.people,
        verdict: t.verdict,
        unsupportedHops: t.unsupportedHops,
        arrivedAt: time(found(t.witness.at(-1)).at),
      })),

  'lineage/onward': ({ a }, p) =>
    a.trails
      .filter(
        (t) =>
          t.flows.length > 1 &&
          allows(p['origin'], origin(t)) &&
          allows(p['recipient'], destination(t)) &&
          allows(p['jurisdiction'], jurisdiction(t)) &&
          allows(p['foreign'], t.foreign),
      )
      .map((t) => ({
        trail: t.id,
        origin: origin(t),
        firstRecipient: t.processors[1],
        sender: t.processors.at(-2),
        recipient: destination(t),
        jurisdiction: jurisdiction(t),
        hops: t.flows.length,
        people: t.people,
        verdict: t.verdict,
        codes: sorted(t.breaches.map((b) => b.code)),
      })),

  'lineage/holdings': (world, p) => {
    const received = world.a.flows.filter((f) => f.recipient === p['processor']);
    const items = received.flatMap((f) =>
      f.fields.map((field, i) => ({ f, field, verdict: f.fieldVerdicts[i] })),
    );
    return [...groupBy(items, ({ f, field }) => JSON.stringify([field, f.sender])).values()].map((group) => {
      const { f, field } = found(group[0]);
      const flows = group.map((item) => item.f);
      const unsupported = group.filter((item) => item.verdict === 'unsupported').map((item) => item.f);
      return {
        field,
        sender: f.sender,
        flows: flows.length,
        records: sum(flows.map((x) => x.records)),
        people: peopleOfFlows(world, flows),
        unsupportedPeople: peopleOfFlows(world, unsupported),
        firstAt: time(Math.min(...flows.map((x) => x.firstAt))),
        lastAt: time(Math.max(...flows.map((x) => x.lastAt))),
      };
    });
  },

  'lineage/derived': (world, p) => {
    const { fields } = world.kase.registers;
    return [...derivedFrom(fields, p['field'])].flatMap(([field, steps]) => {
      const flows = world.a.flows.filter(
        (f) => f.fields.includes(field) && allows(p['foreign'], !atHome(world, f.recipient)),
      );
      const method = fields.find((f) => f.id === field)?.method ?? null;
      return [...groupBy(flows, (f) => JSON.stringify([f.sender, f.recipient])).values()].map((group) => {
        const { sender, recipient } = found(group[0]);
        return {
          ...{ field, steps, method, sender, recipient },
          jurisdiction: processor(world, recipient).jurisdiction,
          records: sum(group.map((f) => f.records)),
          people: peopleOfFlows(world, group),
        };
      });
    });
  },

  'lineage/reach': ({ a }, p) =>
    a.reach
      .filter(
        (r) =>
          allows(p['origin'], r.origin) &&
          allows(p['recipient'], r.recipient) &&
          allows(p['jurisdiction'], r.jurisdiction) &&
          allows(p['field'], r.field),
      )
      .map((r) => ({
        origin: r.origin,
        field: r.field,
        recipient: r.recipient,
        jurisdiction: r.jurisdiction,
        people: r.people,
        firstArrival: time(r.firstArrival),
        lastArrival: time(r.lastArrival),
      })),

  'lineage/flows': ({ a }, p) =>
    a.flows
      .filter(
        (f) =>
          allows(p['sender'], f.sender) &&
          allows(p['recipient'], f.recipient) &&
          has(p['field'], f.fields) &&
          allows(p['verdict'], f.verdict) &&
          allows(p['crossBorder'], f.crossBorder),
      )
      .map((f) => ({
        flow: f.id,
        sender: f.sender,
        recipient: f.recipient,
        fields: f.fields,
        purpose: f.purpose,
        basis: f.basis,
        crossBorder: f.crossBorder,
        verdict: f.verdict,
        records: f.records,
        people: f.people,
        firstAt: time(f.firstAt),
        lastAt: time(f.lastAt),
      })),

  'timeline/flows-by-month': ({ a }, p) => {
    const flows = a.flows.filter(
      (f) =>
        allows(p['sender'], f.sender) &&
        allows(p['recipient'], f.recipient) &&
        has(p['field'], f.fields) &&
        allows(p['crossBorder'], f.crossBorder),
    );
    const months = flows.flatMap((f) => f.months.map((m) => ({ f, ...m })));
    const [from, to] = [p['from'] ?? '', p['to'] ?? '9999'].map(String) as [string, string];
    return [...groupBy(months, (m) => m.month)]
      .filter(([month]) => month >= from && month <= to)
      .map(([month, of]) => {
        const records = (is: (f: Flow) => boolean): number =>
          sum(of.filter((m) => is(m.f)).map((m) => m.records));
        return {
          month,
          flows: of.length,
          records: records(() => true),
          unsupported: records((f) => f.verdict === 'unsupported'),
          contested: records((f) => f.verdict === 'contested'),
          supported: records((f) => f.verdict === 'supported'),
          outOfScope: records((f) => f.verdict === 'out_of_scope'),
        };
      });
  },

  'timeline/arrivals': ({ a }, p) => {
    const trails = a.trails.filter(
      (t) =>
        t.foreign && allows(p['destination'], destination(t)) && allows(p['jurisdiction'], jurisdiction(t)),
    );
    return [...groupBy(trails, (t) => String(time(found(t.witness.at(-1)).at)).slice(0, 7))].map(
      ([month, of]) => ({
        month,
        trails: of.length,
        unsupported: of.filter((t) => t.verdict === 'unsupported').length,
      }),
    );
  },

  'people/cohorts-of-trail': ({ a }, p) =>
    a.cohorts
      .filter((c) => has(p['trail'], c.trails))
      .map((c) => ({
        cohort: c.id,
        people: c.people,
        wentOn: c.trails.some((id) => a.trails.some((t) => t.id === id && t.parent === p['trail'])),
      })),

  'people/exposed': (world, p) => {
    const fields = world.kase.registers.fields.filter((f) => allows(p['field'], f.id));
    return world.kase.registers.processors
      .filter(
        (x) =>
          !atHome(world, x.id) && allows(p['jurisdiction'], x.jurisdiction) && allows(p['recipient'], x.id),
      )
      .flatMap((x) =>
        fields.flatMap(({ id: field }) => {
          const flows = world.a.flows.filter((f) => {
            const at = f.fields.indexOf(field);
            return f.recipient === x.id && at >= 0 && allows(p['verdict'], f.fieldVerdicts[at]);
          });
          const count = peopleOfFlows(world, flows);
          return count === 0 ? [] : [{ jurisdiction: x.jurisdiction, recipient: x.id, field, people: count }];
        }),
      );
  },

  'people/exposed-by-recipient': (world, p) =>
    world.kase.registers.processors
      .filter((x) => !atHome(world, x.id) && allows(p['jurisdiction'], x.jurisdiction))
      .flatMap((x) => {
        const flows = world.a.flows.filter(
          (f) => f.recipient === x.id && has(p['field'], f.fields) && allows(p['verdict'], f.verdict),
        );
        const count = peopleOfFlows(world, flows);
        return count === 0 ? [] : [{ jurisdiction: x.jurisdiction, recipient: x.id, people: count }];
      }),

  'people/exposed-by-jurisdiction': (world, p) => {
    const flows = world.a.flows.filter(
      (f) => !atHome(world, f.recipient) && has(p['field'], f.fields) && allows(p['verdict'], f.verdict),
    );
    return [...groupBy(flows, (f) => processor(world, f.recipient).jurisdiction)].map(([code, of]) => ({
      jurisdiction: code,
      recipients: new Set(of.map((f) => f.recipient)).size,
      people: peopleOfFlows(world, of),
    }));
  },

  'people/on-foreign-trails': (world, p) => {
    const trails = world.a.trails.filter(
      (t) => t.foreign && allows(p['origin'], origin(t)) && allows(p['destination'], destination(t)),
    );
    return [...groupBy(trails, (t) => t.verdict)].map(([verdict, of]) => ({
      verdict,
      trails: of.length,
      people: people(world, (c) => of.some((t) => c.trails.includes(t.id))),
    }));
  },

  'people/trails-of-person': ({ a, persons }, p) => {
    const cohort = found(persons.get(String(p['person'])));
    return a.trails
      .filter((t) => cohort.trails.includes(t.id))
      .map((t) => ({
        trail: t.id,
        processors: t.processors,
        jurisdictions: t.jurisdictions,
        fieldChains: chains(t),
        hops: t.flows.length,
        foreign: t.foreign,
        verdict: t.verdict,
        unsupportedHops: t.unsupportedHops,
      }));
  },
};
