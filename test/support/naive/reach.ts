import type { NaiveCase } from './case.js';
import { isHome, placeOf } from './decide.js';
import type { Event } from './flows.js';
import { sortBy } from './text.js';
import { printedTime } from './time.js';
import { continues, sourcesOf } from './trails.js';

interface Arrivals {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  readonly people: Set<string>;
  readonly at: number[];
}

/** Reach by following, for every person, source and field, every row that data can go on by, until nothing new is found. */
export function reachOf(kase: NaiveCase, events: readonly Event[]): Record<string, unknown>[] {
  const found = new Map<string, Arrivals>();
  for (const user of new Set(events.map((e) => e.x.user))) {
    const mine = events.filter((e) => e.x.user === user);
    for (const origin of sourcesOf(kase, events)) {
      const sent = mine.filter((e) => e.x.sender === origin);
      for (const field of new Set(sent.flatMap((e) => e.x.fields))) {
        for (const { x } of follow(kase, mine, origin, field)) {
          if (x.recipient === origin || isHome(kase, x.recipient)) continue;
          const key = JSON.stringify([origin, field, x.recipient]);
          const arrivals = found.get(key) ?? {
            origin,
            field,
            recipient: x.recipient,
            people: new Set(),
            at: [],
          };
          arrivals.people.add(user);
          arrivals.at.push(x.at);
          found.set(key, arrivals);
        }
      }
    }
  }
  return sortBy(
    [...found.values()],
    (a) => a.origin,
    (a) => a.field,
    (a) => a.recipient,
  ).map((a) => ({
    origin: a.origin,
    field: a.field,
    recipient: a.recipient,
    jurisdiction: placeOf(kase, a.recipient),
    people: a.people.size,
    firstArrival: printedTime(Math.min(...a.at)),
    lastArrival: printedTime(Math.max(...a.at)),
  }));
}

/** Rows by which data arrives that the origin sent as the field. */
function follow(kase: NaiveCase, mine: readonly Event[], origin: string, field: string): Event[] {
  const reached = new Map<string, { event: Event; as: string }>();
  const arrive = (event: Event, as: string): void => {
    const key = `${mine.indexOf(event)} ${as}`;
    if (!reached.has(key)) reached.set(key, { event, as });
  };
  for (const e of mine) if (e.x.sender === origin && e.x.fields.includes(field)) arrive(e, field);
  // A Map iterates over what is added on the way.
  for (const { event, as } of reached.values()) {
    for (const next of mine) {
      if (next.x.sender !== event.x.recipient || next.x.at < event.x.at) continue;
      for (const f of next.x.fields) if (continues(kase, as, f)) arrive(next, f);
    }
  }
  return [...reached.values()].map((r) => r.event);
}
