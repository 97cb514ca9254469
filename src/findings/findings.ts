import { unpackRow } from '../evidence/history.js';
import { at, getOrMake } from '../model/collect.js';
import { codesOf, type Code } from '../model/decision.js';
import { contentId } from '../model/ids.js';
import { periodOf } from '../model/instant.js';
import type { Finding, Severity, Trail } from '../model/result.js';
import type { Effect, Gate, RulePack } from '../model/rule-pack.js';
import { compareText } from '../model/text.js';
import type { Sum } from '../trace/add-up.js';
import type { CohortCount } from '../trace/cohort-table.js';
import { compareCandidates, SAMPLES } from '../trace/samples.js';

/** What is gathered for one finding before it is counted. */
interface Draft {
  readonly pack: RulePack;
  readonly gate: string;
  readonly code: Code;
  readonly field: string;
  /** A flow of the finding: all share sender, recipient and purpose. */
  readonly flow: number;
  effect: Effect;
  readonly entries: Set<number>;
  readonly flows: Set<number>;
  readonly trails: Set<number>;
}

/** What findings are drawn from. */
export type Findable = Pick<Sum, 'flows' | 'trails'>;

/**
 * The findings: one for each (pack, gate, code, sender, recipient, field, purpose).
 *
 * @param trails reported trails by index in the sum
 * @param cohorts of which every union of flows or trails is counted exactly
 */
export function findingsOf(
  packs: readonly RulePack[],
  sum: Findable,
  trails: ReadonlyMap<number, Pick<Trail, 'id' | 'breaches'>>,
  cohorts: readonly CohortCount[],
): Finding[] {
  const drafts = new Map<string, Draft>();
  const byId = new Map(packs.map((p) => [p.id, p]));
  const draft = (
    packId: string,
    entry: number,
    code: Code,
    field: string,
    flow: number,
  ): Draft | undefined => {
    const pack = byId.get(packId);
    const gate = pack?.gates[entry];
    if (pack === undefined || gate === undefined) return undefined;
    const { sender, recipient, purpose } = at(sum.flows, flow).content;
    const key = JSON.stringify([packId, gate.gate, code, sender, recipient, field, purpose]);
    const made = getOrMake(drafts, key, (): Draft => ({
      pack,
      gate: gate.gate,
      code,
      field,
      flow,
      effect: gate.effect,
      entries: new Set(),
      flows: new Set(),
      trails: new Set(),
    }));
    if (gate.effect === 'breach') made.effect = 'breach';
    made.entries.add(entry);
    made.flows.add(flow);
    return made;
  };
  sum.flows.forEach(({ content }, flow) => {
    for (const o of content.decision.outcomes) {
      for (const code of codesOf(o.answer)) draft(o.pack, o.entry, code, o.field, flow);
    }
  });
  for (const [index, trail] of trails) {
    const flow = at(sum.trails.flow.data, index);
    for (const b of trail.breaches) draft(b.pack, b.entry, b.code, b.field, flow)?.trails.add(index);
  }
  const count = unionCounter(cohorts);
  return [...drafts].map(([key, d]) => finish(key, d, sum, trails, count)).sort(compareFindings);
}

function finish(
  key: string,
  d: Draft,
  sum: Findable,
  trails: ReadonlyMap<number, Pick<Trail, 'id' | 'breaches'>>,
  count: UnionCounter,
): Finding {
  const flows = [...d.flows].map((f) => at(sum.flows, f));
  const { sender, recipient, purpose, crossBorder } = at(sum.flows, d.flow).content;
  const onTrails = d.trails.size > 0;
  const samples = flows.flatMap((f) => f.samples).sort(compareCandidates);
  return {
    id: contentId('X', JSON.parse(key)),
    pack: d.pack.id,
    gate: d.gate,
    code: d.code,
    effect: d.effect,
    severity: severity(d.effect, crossBorder),
    sender,
    recipient,
    field: d.field,
    purpose,
    crossBorder,
    records: onTrails ? null : flows.reduce((n, f) => n + f.records, 0),
    people: onTrails ? count.ofTrails(d.trails) : count.ofFlows(d.flows),
    ...periodOf(flows),
    flows: flows.map((f) => f.content.id).sort(compareText),
    trails: [...d.trails].flatMap((t) => trails.get(t)?.id ?? []).sort(compareText),
    provisions: provisions(d.pack, d.entries),
    samples: samples.slice(0, SAMPLES).map((s) => ({ ...unpackRow(s.row), at: s.at, userId: s.userId })),
  };
}

function severity(effect: Effect, crossBorder: boolean): Severity {
  if (effect === 'advisory') return 'low';
  return crossBorder ? 'high' : 'medium';
}

/** The `cite` of the entries and of their carriers, each once, in the pack's order. */
function provisions(pack: RulePack, entries: ReadonlySet<number>): string[] {
  const cited = pack.gates.flatMap((gate: Gate, i) => {
    if (!entries.has(i)) return [];
    return [gate.cite, ...(gate.kind === 'basis' ? gate.carriedBy.map((c) => c.cite) : [])];
  });
  return [...new Set(cited.filter((c) => c !== null))];
}

export interface UnionCounter {
  ofFlows(flows: ReadonlySet<number>): number;
  ofTrails(trails: ReadonlySet<number>): number;
}

/** Counts the persons of unions exactly: every cohort that has one of the items counts once. */
export function unionCounter(cohorts: readonly CohortCount[]): UnionCounter {
  const invert = (itemsOf: (c: CohortCount) => Int32Array): Map<number, number[]> => {
    const index = new Map<number, number[]>();
    cohorts.forEach((c, i) => {
      for (const item of itemsOf(c)) getOrMake(index, item, () => []).push(i);
    });
    return index;
  };
  const byFlow = invert((c) => c.flows);
  const byTrail = invert((c) => c.trails);
  const peopleOf = (of: Iterable<number>): number => {
    let people = 0;
    for (const c of of) people += at(cohorts, c).people;
    return people;
  };
  const union = (index: ReadonlyMap<number, number[]>, items: ReadonlySet<number>): number => {
    const [only] = items;
    if (items.size === 1 && only !== undefined) return peopleOf(index.get(only) ?? []);
    const met = new Set<number>();
    for (const item of items) for (const c of index.get(item) ?? []) met.add(c);
    return peopleOf(met);
  };
  return { ofFlows: (flows) => union(byFlow, flows), ofTrails: (trails) => union(byTrail, trails) };
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.code, b.code) ||
    compareText(a.gate, b.gate) ||
    compareText(a.sender, b.sender) ||
    compareText(a.recipient, b.recipient) ||
    compareText(a.field, b.field) ||
    compareText(a.purpose, b.purpose) ||
    compareText(a.pack, b.pack)
  );
}
