import type { NaiveCase } from './case.js';
import { isHome } from './decide.js';
import type { Event, Flow } from './flows.js';
import { byCodePoints, byItems } from './text.js';

export interface Trail {
  readonly flows: readonly Flow[];
  readonly people: ReadonlySet<string>;
  /** The least chain of rows. */
  readonly witness: readonly Event[];
  readonly foreign: boolean;
}

/** What a field may go on as: itself, and what is derived from it in one or more steps. */
export function continues(kase: NaiveCase, from: string, to: string): boolean {
  if (from === to) return true;
  return (kase.fields.get(to)?.derivedFrom ?? []).some((parent) => continues(kase, from, parent));
}

/** The field chains along flows, from the first. */
export function chainsOf(kase: NaiveCase, flows: readonly Flow[]): string[][] {
  let chains: string[][] = [[]];
  for (const flow of flows) {
    chains = chains.flatMap((chain) => {
      const last = chain.at(-1);
      return flow.fields
        .filter((f) => last === undefined || continues(kase, last, f))
        .map((f) => [...chain, f]);
    });
  }
  return chains;
}

/** Where trails may start: home processors, and those that collect. */
export function sourcesOf(kase: NaiveCase, events: readonly Event[]): Set<string> {
  const collectors = events.filter((e) => e.x.sender === '@user').map((e) => e.x.recipient);
  return new Set([...[...kase.processors.keys()].filter((p) => isHome(kase, p)), ...collectors]);
}

/**
 * All trails of at most maxHops flows by enumerating every chain of rows of every person, and of them those that are left
 * under maxTrails and are reported.
 */
export function trailsOf(kase: NaiveCase, events: readonly Event[]): { reported: Trail[]; hops: number } {
  const sources = sourcesOf(kase, events);
  const found = new Map<string, { flows: Flow[]; people: Set<string>; witness: Event[] }>();
  const visit = (chain: Event[], mine: readonly Event[]): void => {
    const flows = chain.map((e) => e.flow);
    const key = keyOf(flows);
    const known = found.get(key);
    const [first] = chain;
    if (first === undefined) return;
    if (known === undefined) found.set(key, { flows, people: new Set([first.x.user]), witness: chain });
    else {
      known.people.add(first.x.user);
      if (compareChains(chain, known.witness) < 0) known.witness = chain;
    }
    const last = chain.at(-1) ?? first;
    if (chain.length === kase.maxHops) return;
    for (const next of mine) {
      const visited = [first.x.sender, ...chain.map((e) => e.x.recipient)];
      if (next.x.sender !== last.x.recipient || next.x.at < last.x.at) continue;
      if (visited.includes(next.x.recipient)) continue;
      if (chainsOf(kase, [...flows, next.flow]).length === 0) continue;
      visit([...chain, next], mine);
    }
  };
  for (const user of new Set(events.map((e) => e.x.user))) {
    const mine = events.filter((e) => e.x.user === user);
    for (const e of mine) if (e.x.sender !== '@user' && sources.has(e.x.sender)) visit([e], mine);
  }
  const all = [...found.values()];
  let hops = kase.maxHops;
  while (hops > 0 && all.filter((t) => t.flows.length <= hops).length > kase.maxTrails) hops--;
  const listed = all
    .filter((t) => t.flows.length <= hops)
    .map((t): Trail => ({ ...t, foreign: !isHome(kase, t.flows.at(-1)?.recipient ?? '') }));
  const wanted = new Set<string>();
  for (const t of listed) {
    if (!t.foreign && kase.ends !== 'any') continue;
    t.flows.forEach((_, i) => wanted.add(keyOf(t.flows.slice(0, i + 1))));
  }
  return { reported: listed.filter((t) => wanted.has(keyOf(t.flows))), hops };
}

function keyOf(flows: readonly Flow[]): string {
  return flows.map((f) => f.index).join();
}

/** Time of the last row, then the person, then hop by hop time, file, row. */
function compareChains(a: readonly Event[], b: readonly Event[]): number {
  return (
    (a.at(-1)?.x.at ?? 0) - (b.at(-1)?.x.at ?? 0) ||
    byCodePoints(a[0]?.x.user ?? '', b[0]?.x.user ?? '') ||
    byItems(a, b, compareRows)
  );
}

/** By time, file in listing order, row. */
export function compareRows(a: Event, b: Event): number {
  return a.x.at - b.x.at || a.x.place[0] - b.x.place[0] || a.x.place[1] - b.x.place[1];
}
