import type { Ownership } from '../../../src/model/case.js';
import { atHome, allows, found, processor, time, type Expected, type World } from './world.js';

/** A processor and all that control it, the nearest first. */
function control(world: World, id: string): string[] {
  const chain: string[] = [];
  for (let at: string | null = id; at !== null; at = processor(world, at).parent) chain.push(at);
  return chain;
}

function ultimate(world: World, id: string): string {
  return found(control(world, id).at(-1));
}

/** Least number of holdings, at most six, all held at one time of the period, from a company of one group to one of these. */
function holdings(
  world: World,
  group: string,
  held: readonly string[],
  from: number,
  to: number,
): number | undefined {
  const lengths: number[] = [];
  const walk = (at: string, used: readonly Ownership[], since: number, until: number): void => {
    if (used.length > 0 && since <= to && since < until && from < until && held.includes(at))
      lengths.push(used.length);
    if (used.length === 6) return;
    for (const o of world.kase.registers.ownership) {
      if (o.owner !== at || used.includes(o)) continue;
      walk(o.owned, [...used, o], Math.max(since, o.since), Math.min(until, o.until));
    }
  };
  for (const { id } of world.kase.registers.processors) {
    if (ultimate(world, id) === group) walk(id, [], from, Infinity);
  }
  return lengths.length === 0 ? undefined : Math.min(...lengths);
}

/** How a recipient is tied to a sender at some time of a period. */
function ties(
  world: World,
  sender: string,
  recipient: string,
  from: number,
  to: number,
): { tie: string; holdings: number }[] {
  const [own, other] = [ultimate(world, sender), ultimate(world, recipient)];
  if (own === other) return [{ tie: 'controlled together', holdings: 0 }];
  const holds = holdings(world, other, control(world, sender), from, to);
  const held = holdings(world, own, control(world, recipient), from, to);
  return [
    ...(holds === undefined ? [] : [{ tie: 'holds the sender', holdings: holds }]),
    ...(held === undefined ? [] : [{ tie: 'held by the sender', holdings: held }]),
  ];
}

function parentOf(world: World, id: string): { parent: string; parentJurisdiction: string } {
  const parent = ultimate(world, id);
  return { parent, parentJurisdiction: processor(world, parent).jurisdiction };
}

export const OWNERSHIP: Readonly<Record<string, Expected>> = {
  'ownership/ultimate-parents': (world, p) =>
    world.kase.registers.processors
      .filter((x) => allows(p['processor'], x.id))
      .map((x) => ({
        processor: x.id,
        jurisdiction: x.jurisdiction,
        chain: control(world, x.id).slice(1),
        ...parentOf(world, x.id),
        parentHome: atHome(world, ultimate(world, x.id)),
      })),

  'ownership/group-flows': (world, p) =>
    world.a.flows
      .filter(
        (f) =>
          f.sender !== '@user' &&
          allows(p['sender'], f.sender) &&
          allows(p['foreign'], !atHome(world, f.recipient)),
      )
      .flatMap((f) =>
        ties(world, f.sender, f.recipient, f.firstAt, f.lastAt).map((tie) => ({
          ...{ flow: f.id, sender: f.sender, recipient: f.recipient, ...tie },
          jurisdiction: processor(world, f.recipient).jurisdiction,
          ...parentOf(world, f.recipient),
          ...{ fields: f.fields, verdict: f.verdict, people: f.people },
          ...{ firstAt: time(f.firstAt), lastAt: time(f.lastAt) },
        })),
      ),

  'ownership/group-reach': (world, p) =>
    world.a.reach
      .filter((r) => allows(p['origin'], r.origin) && allows(p['field'], r.field))
      .flatMap((r) =>
        ties(world, r.origin, r.recipient, r.firstArrival, r.lastArrival).map((tie) => ({
          ...{ origin: r.origin, field: r.field, recipient: r.recipient, ...tie },
          jurisdiction: r.jurisdiction,
          ...parentOf(world, r.recipient),
          people: r.people,
          ...{ firstArrival: time(r.firstArrival), lastArrival: time(r.lastArrival) },
        })),
      ),
};
