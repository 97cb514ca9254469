import type { Case } from '../model/case.js';
import { getOrMake } from '../model/collect.js';
import { codesOf, type Code } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import type { Analysis, Trail } from '../model/result.js';
import type { Gate, RulePack } from '../model/rule-pack.js';

/** A gate that a flow fails for a field. */
export interface GateNeed {
  readonly kind: 'gate';
  readonly flow: Flow;
  readonly field: string;
  readonly pack: RulePack;
  readonly gate: Gate;
  readonly codes: readonly Code[];
}

/** Data that is handed on, with nothing to permit it: neither a contract of the hop before nor a notice of the first sender. */
export interface OnwardNeed {
  readonly kind: 'onward';
  /** Sender of the trail's first flow. */
  readonly starter: string;
  /** The flow of the hop before. */
  readonly before: Flow;
  /** The flow that hands on. */
  readonly flow: Flow;
  readonly fields: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, Rule>;
}

interface Rule {
  readonly pack: RulePack;
  readonly gate: Gate;
}

/** What an onward need gathers over the trails that have it, and its index. */
interface OnwardGathered {
  readonly index: number;
  readonly fields: Set<string>;
  readonly rules: Map<string, Rule>;
}

/** Something that has to be mended, or a flow of its trails cut. */
export type Need = GateNeed | OnwardNeed;

/** An unsupported trail to a foreign entity: supported, or contested, once each of its needs is met. */
export interface Burden {
  readonly trail: Trail;
  readonly flows: readonly Flow[];
  /** Indexes into the needs; ascending, distinct. */
  readonly needs: readonly number[];
}

/**
 * Everything for which foreign trails count as unsupported. A hop counts so when a gate of effect breach fails for any field of
 * its flow, whether or not that field is passed on; taint needs nothing of its own, as it goes with what it comes from.
 * Linear in the hops of those trails and the outcomes of their flows.
 */
export function needsOf(kase: Case, analysis: Analysis): { needs: Need[]; burdens: Burden[] } {
  const needs: Need[] = [];
  const packs = new Map(kase.rules.map((p) => [p.id, p]));
  const flows = new Map(analysis.flows.map((f) => [f.id, f]));
  const trails = new Map(analysis.trails.map((t) => [t.id, t]));
  const ofFlow = new Map<string, number[]>();
  const onward = new Map<string, OnwardGathered>();

  const gateNeeds = (flow: Flow): number[] =>
    getOrMake(ofFlow, flow.id, () =>
      flow.decision.outcomes.flatMap((o) => {
        const pack = packs.get(o.pack);
        const gate = pack?.gates[o.entry];
        const codes = codesOf(o.answer);
        if (codes.length === 0 || o.effect !== 'breach' || pack === undefined || gate === undefined)
          return [];
        return [needs.push({ kind: 'gate', flow, field: o.field, pack, gate, codes }) - 1];
      }),
    );

  const onwardNeeds = (trail: Trail, path: readonly Flow[]): number[] => {
    const [start, before, flow] = [path[0], path.at(-2), path.at(-1)];
    if (start === undefined || before === undefined || flow === undefined) return [];
    return trail.breaches.flatMap((b) => {
      const pack = packs.get(b.pack);
      const gate = pack?.gates[b.entry];
      if (pack === undefined || gate?.kind !== 'onward' || gate.effect !== 'breach') return [];
      const key = JSON.stringify([start.sender, before.id, flow.id]);
      const need = getOrMake(onward, key, (): OnwardGathered => {
        const [fields, rules] = [new Set<string>(), new Map<string, Rule>()];
        const index = needs.push({ kind: 'onward', starter: start.sender, before, flow, fields, rules }) - 1;
        return { index, fields, rules };
      });
      need.fields.add(b.field);
      need.rules.set(JSON.stringify([b.pack, b.entry]), { pack, gate });
      return [need.index];
    });
  };

  const burdens = analysis.trails.flatMap((trail): Burden[] => {
    if (!trail.foreign || trail.verdict !== 'unsupported') return [];
    const path = trail.flows.flatMap((id) => flows.get(id) ?? []);
    const own = new Set(path.flatMap(gateNeeds));
    let hops = path.length;
    for (let t: Trail | undefined = trail; t !== undefined; t = trails.get(t.parent ?? '')) {
      for (const n of onwardNeeds(t, path.slice(0, hops))) own.add(n);
      hops--;
    }
    return [{ trail, flows: path, needs: [...own].sort((a, b) => a - b) }];
  });
  return { needs, burdens };
}
