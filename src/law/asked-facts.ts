import type { RulePack } from '../model/rule-pack.js';

/** Further columns of registers that the rules of a case ask for. */
export interface AskedFacts {
  readonly processors: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  /** Those of processors that list places. */
  readonly places: ReadonlySet<string>;
}

/** What packs ask of processors and purposes; other further columns of theirs mean nothing and are not read. */
export function askedFacts(packs: readonly RulePack[]): AskedFacts {
  const gates = packs.flatMap((p) => p.gates.flatMap((g) => (g.kind === 'basis' ? [g] : [])));
  const places = new Set(gates.flatMap((g) => (g.to === null ? [] : [g.to.fact])));
  const conditions = gates.flatMap((g) => g.carriedBy.flatMap((c) => c.conditions));
  const facts = (purpose: boolean): string[] =>
    conditions.flatMap((c) => (c.kind === 'fact' && (c.of === 'purpose') === purpose ? [c.fact] : []));
  return { processors: new Set([...facts(false), ...places]), purposes: new Set(facts(true)), places };
}
