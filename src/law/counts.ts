import type { Counts } from '../model/counts.js';
import { getOrMake } from '../model/collect.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { CountCondition, Gate, RulePack } from '../model/rule-pack.js';
import { destinationOf } from './destination.js';
import { hasCategory, looksAt, packApplies, type Law } from './law.js';

/** What has to be counted over the whole log before the law can be asked: the transfers of these routes together. */
export interface CountGroup {
  readonly key: string;
  readonly condition: CountCondition;
  /** Zone of the calendar. */
  readonly timezone: string;
  /** Numbers of the routes whose transfers are counted. */
  readonly routes: ReadonlySet<number>;
}

/**
 * Names the count that decides a route: equal for transfers that are counted together against the same threshold. Where it
 * is not recorded whether a route leaves, the question is what holds if it does: its own transfers count then, beside
 * those that surely leave.
 */
export function countKey(
  law: Law,
  pack: RulePack,
  gate: Gate,
  condition: CountCondition,
  route: Route,
): string {
  return keyOf(pack, gate, condition, route, destinationOf(law, pack, gate, route).holds === 'unknown');
}

function keyOf(
  pack: RulePack,
  gate: Gate,
  condition: CountCondition,
  route: Route,
  ifItLeaves: boolean,
): string {
  const { of, along, categories, within, below } = condition;
  const group = [route.sender, route.recipient, route.purpose].slice(
    0,
    { sender: 1, pair: 2, purpose: 3 }[along],
  );
  const scope = gate.kind === 'basis' ? [gate.categories, gate.exceptCategories, gate.to] : [];
  return JSON.stringify([
    pack.id,
    gate.when,
    ...scope,
    of,
    categories,
    within,
    below,
    group,
    ...(ifItLeaves ? ['if'] : []),
  ]);
}

/**
 * Everything that the packs of a case count, with the routes whose transfers count: those for which the gate's `when`
 * holds (or, for the counts of routes of which that is not known, may hold) and that carry a field which the gate looks at and, where the count names categories, is of them.
 */
export function countGroups(law: Law, routes: readonly Route[]): CountGroup[] {
  const groups = new Map<string, CountGroup & { readonly routes: Set<number> }>();
  for (const pack of law.packs) {
    for (const gate of pack.gates) {
      if (gate.kind !== 'basis') continue;
      const { timezone } = pack;
      for (const { key, condition, number } of countedBy(law, pack, gate, routes)) {
        const group = getOrMake(groups, key, () => ({ key, condition, timezone, routes: new Set() }));
        group.routes.add(number);
      }
    }
  }
  return [...groups.values()];
}

/** What a gate counts: numbers of routes, by condition and key. One that surely leaves counts among those that may, too. */
function* countedBy(
  law: Law,
  pack: RulePack,
  gate: Extract<Gate, { kind: 'basis' }>,
  routes: readonly Route[],
): Generator<{ readonly key: string; readonly condition: CountCondition; readonly number: number }> {
  const conditions = gate.carriedBy.flatMap((c) => c.conditions.filter((x) => x.kind === 'count'));
  if (conditions.length === 0) return;
  const holds = routes.map((route) => destinationOf(law, pack, gate, route).holds);
  for (const condition of conditions) {
    const keyFor = (route: Route, ifItLeaves: boolean): string =>
      keyOf(pack, gate, condition, route, ifItLeaves);
    const counted = routes.flatMap((route, number) =>
      holds[number] !== 'no' && route.fields.some((f) => counts(law, pack, gate, condition, route, f))
        ? [{ route, number, surely: holds[number] === 'yes' }]
        : [],
    );
    // Those for routes of which nobody recorded where they lead; without any, nobody asks for such a count.
    const open = new Set(counted.filter((c) => !c.surely).map(({ route }) => keyFor(route, true)));
    for (const { route, number, surely } of counted) {
      if (surely) yield { key: keyFor(route, false), condition, number };
      const key = keyFor(route, true);
      if (open.has(key)) yield { key, condition, number };
    }
  }
}

function counts(
  law: Law,
  pack: RulePack,
  gate: Extract<Gate, { kind: 'basis' }>,
  { categories }: CountCondition,
  route: Route,
  field: string,
): boolean {
  return (
    packApplies(law, pack, route, field) &&
    looksAt(law, gate, field) &&
    (categories === null || hasCategory(law, field, categories))
  );
}

/** Whether a count has reached its threshold at an instant: an odd number of turns lie behind. Binary search. */
export function isReached(counts: Counts, key: string, at: Instant): boolean {
  const turns = counts[key] ?? [];
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** The instants at which counts that the packs ask of a route turn. */
export function countTurns(law: Law, route: Route): Instant[] {
  return askedCounts(law, route).flatMap((key) => law.counts[key] ?? []);
}

/** Whether some gate of a pack asks for a count over the whole log. */
export function countsSomething({ gates }: RulePack): boolean {
  return gates.some(
    (gate) =>
      gate.kind === 'basis' && gate.carriedBy.some((c) => c.conditions.some((x) => x.kind === 'count')),
  );
}

/** The counts that decide a route, whether or not its own transfers are among what is counted. */
export function askedCounts(law: Law, route: Route): string[] {
  return law.packs.flatMap((pack) =>
    pack.gates.flatMap((gate) =>
      gate.kind !== 'basis'
        ? []
        : gate.carriedBy.flatMap((c) =>
            c.conditions.flatMap((x) => (x.kind === 'count' ? [countKey(law, pack, gate, x, route)] : [])),
          ),
    ),
  );
}
