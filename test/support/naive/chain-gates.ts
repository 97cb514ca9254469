import type { NaiveCase } from './case.js';
import { applies } from './decide.js';
import type { Flow } from './flows.js';
import { chainsOf } from './trails.js';

/** An onward or taint gate that the last hop of a trail breaks, for the field with which some chain arrives. */
export interface ChainBreach {
  readonly pack: string;
  readonly entry: number;
  readonly gate: string;
  readonly effect: string;
  readonly code: string;
  readonly field: string;
}

/** What the last hop of a trail breaks, and whether an onward gate of effect breach is among it. */
export function breachesOf(
  kase: NaiveCase,
  flows: readonly Flow[],
): { breaches: ChainBreach[]; onward: boolean } {
  const breaches: ChainBreach[] = [];
  const last = flows.at(-1);
  const [first] = flows;
  if (first === undefined || last === undefined || flows.length < 2) return { breaches, onward: false };
  for (const chain of chainsOf(kase, flows)) {
    const field = chain.at(-1) ?? '';
    breaches.push(...onwardBreaches(kase, flows, chain));
    const here = last.verdicts.get(field) === 'unsupported' || breaksOnward(kase, flows, chain);
    const before = chain.slice(0, -1).some((f, j) => {
      const prefix = flows.slice(0, j + 1);
      return flows[j]?.verdicts.get(f) === 'unsupported' || breaksOnward(kase, prefix, chain.slice(0, j + 1));
    });
    if (here || !before) continue;
    for (const g of gatesOf(kase, flows, chain, 'taint')) breaches.push({ ...g, code: 'TAINTED', field });
  }
  return { breaches, onward: breaches.some((b) => b.gate === 'onward' && b.effect === 'breach') };
}

function breaksOnward(kase: NaiveCase, flows: readonly Flow[], chain: readonly string[]): boolean {
  return onwardBreaches(kase, flows, chain).some((b) => b.effect === 'breach');
}

/** Onward gates that the last of the flows breaks for this chain of fields. */
function onwardBreaches(kase: NaiveCase, flows: readonly Flow[], chain: readonly string[]): ChainBreach[] {
  const last = flows.at(-1);
  const before = flows.at(-2);
  const [first] = flows;
  if (first === undefined || last === undefined || before === undefined) return [];
  const names = (list: readonly string[]): boolean => list.includes('*') || list.includes(last.recipient);
  const permitted =
    kase.contracts.some((c) => before.decision.contracts.includes(c.id) && names(c.onward)) ||
    kase.notices.some((n) => n.controller === first.sender && names(n.recipients));
  if (permitted) return [];
  const field = chain.at(-1) ?? '';
  return gatesOf(kase, flows, chain, 'onward').map((g) => ({ ...g, code: 'ONWARD_NOT_PERMITTED', field }));
}

/** Gates of a kind that are asked of the last of the flows: `applies` is asked of the first flow and field. */
function gatesOf(
  kase: NaiveCase,
  flows: readonly Flow[],
  chain: readonly string[],
  kind: string,
): Omit<ChainBreach, 'code' | 'field'>[] {
  const [first] = flows;
  const last = flows.at(-1);
  if (first === undefined || last === undefined) return [];
  return last.decision.chainGates.flatMap(({ pack: id, entry }) => {
    const pack = kase.packs.find((p) => p.id === id);
    const gate = pack?.gates[entry];
    if (pack === undefined || gate?.gate !== kind || !applies(kase, pack, first, chain[0] ?? '')) return [];
    return [{ pack: id, entry, gate: kind, effect: gate.effect }];
  });
}
