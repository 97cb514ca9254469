import type { Snapshot } from '../cases/snapshot.js';
import type { processorsContract } from '../contract/processors.js';
import type { Processor } from '../../model/case.js';
import { getOrMake } from '../../model/collect.js';
import { worse, type Verdict } from '../../model/decision.js';
import { FieldGraph } from '../../model/field-graph.js';
import type { Flow } from '../../model/flow.js';
import { formatInstant, periodOf } from '../../model/instant.js';
import { sortedSet } from '../../model/text.js';
import { anyOf, filtered, is, oneOf, ordered } from './filter.js';
import { found } from './found.js';
import { list, one, type Handlers } from './handler.js';
import { headOf } from './shapes.js';

export const processorHandlers: Handlers<keyof typeof processorsContract> = {
  listProcessors: ({ snapshot, query: q }) => {
    const shown = filtered(
      snapshot.memo('processors', () => snapshot.kase.registers.processors.map((p) => show(snapshot, p))),
      [
        oneOf(q.jurisdiction, (p) => p.jurisdiction),
        anyOf(q.field, (p) => p.holds),
        is(q.home, (p) => p.home),
      ],
    );
    const keys = {
      holds: (p: (typeof shown)[number]) => p.holds.length,
      people: (p: (typeof shown)[number]) => Math.max(p.receives.people, p.sends.people),
    };
    return list(ordered(shown, q.order, keys), (p) => p);
  },

  getProcessor: ({ snapshot, params }) => {
    const p = found(snapshot.processors, params.id, 'processor');
    const processor = snapshot.memo(`processor ${p.id}`, () => ({
      ...show(snapshot, p),
      holdings: holdingsOf(snapshot, p),
      controls: snapshot.kase.registers.processors.filter((c) => c.parent === p.id).map((c) => c.id),
    }));
    return one({ ...headOf(snapshot), processor });
  },

  listFields: ({ snapshot }) => {
    const fields = snapshot.memo('fields', () => fieldsOf(snapshot));
    return list(fields, (f) => f);
  },
};

/** Flows by the processors that send and receive them. */
function flowsBy(s: Snapshot): { from: Map<string, Flow[]>; to: Map<string, Flow[]> } {
  const [from, to] = [new Map<string, Flow[]>(), new Map<string, Flow[]>()];
  for (const f of s.analysis.flows) {
    getOrMake(from, f.sender, () => []).push(f);
    getOrMake(to, f.recipient, () => []).push(f);
  }
  return { from, to };
}

function show(s: Snapshot, p: Processor) {
  const { from, to } = s.memo('flows by processor', () => flowsBy(s));
  const [sent, received] = [from.get(p.id) ?? [], to.get(p.id) ?? []];
  return {
    id: p.id,
    name: p.name,
    jurisdiction: p.jurisdiction,
    home: s.isHome(p.jurisdiction),
    parent: p.parent,
    share: p.share,
    aliases: p.aliases,
    facts: Object.fromEntries(p.facts),
    receives: traffic(s, received, (f) => f.sender),
    sends: traffic(s, sent, (f) => f.recipient),
    holds: sortedSet([...received, ...sent].flatMap((f) => f.fields)),
  };
}

function traffic({ index }: Snapshot, flows: readonly Flow[], other: (f: Flow) => string) {
  return {
    flows: flows.length,
    records: flows.reduce((n, f) => n + f.records, 0),
    people: index.people.ofFlows(flows.map((f) => f.id)),
    processors: new Set(flows.map(other)).size,
  };
}

function holdingsOf(s: Snapshot, p: Processor) {
  const { from, to } = s.memo('flows by processor', () => flowsBy(s));
  const [sent, received] = [from.get(p.id) ?? [], to.get(p.id) ?? []];
  return sortedSet([...received, ...sent].flatMap((f) => f.fields)).map((field) => {
    const carries = (f: Flow): boolean => f.fields.includes(field);
    const came = received.filter(carries);
    const went = sent.filter(carries);
    const { firstAt, lastAt } = periodOf(came);
    const verdicts = came.map((f): Verdict => f.fieldVerdicts[f.fields.indexOf(field)] ?? 'out_of_scope');
    return {
      field,
      from: sortedSet(came.map((f) => f.sender)),
      to: sortedSet(went.map((f) => f.recipient)),
      records: came.reduce((n, f) => n + f.records, 0),
      people: s.index.people.ofFlows([...came, ...went].map((f) => f.id)),
      firstAt: came.length === 0 ? null : formatInstant(firstAt),
      lastAt: came.length === 0 ? null : formatInstant(lastAt),
      verdict: verdicts.length === 0 ? null : verdicts.reduce(worse),
    };
  });
}

function fieldsOf({ kase, analysis, index }: Snapshot) {
  const { fields } = kase.registers;
  const graph = new FieldGraph(fields);
  return fields.map((field) => {
    const flows = analysis.flows.filter((f) => f.fields.includes(field.id));
    return {
      id: field.id,
      category: field.category,
      method: field.method,
      derivedFrom: field.derivedFrom,
      derived: fields.filter((f) => f.id !== field.id && graph.continues(field.id, f.id)).map((f) => f.id),
      flows: flows.length,
      records: flows.reduce((n, f) => n + f.records, 0),
      people: index.people.ofFlows(flows.map((f) => f.id)),
      recipients: sortedSet(flows.map((f) => f.recipient)),
    };
  });
}
