import { Temporal } from 'temporal-polyfill';
import type { NaiveCase } from './case.js';
import { applies, looksAt, matches, placeOf, whenOf } from './decide.js';
import type { Transfer } from './logs.js';
import type { Carrier, Count, Gate, Pack } from './pack.js';

export interface Question {
  readonly of: string;
  readonly fact: string;
}

/** What a transfer has to be asked about beside itself. */
export interface World {
  readonly kase: NaiveCase;
  readonly all: readonly Transfer[];
}

type One = 'yes' | 'no' | Question;

/** Whether what a carrier asks besides its record holds: yes, no, or the open questions. */
export function conditions(
  world: World,
  pack: Pack,
  gate: Gate,
  carrier: Carrier,
  x: Transfer,
): 'yes' | 'no' | Question[] {
  const answers: One[] = [
    ...carrier.party.map(({ of, fact, wanted }) => partyFact(world.kase, of, fact, wanted, x)),
    ...carrier.counts.map((c): One => (countAt(world, pack, gate, c, x) < c.below ? 'yes' : 'no')),
    ...(carrier.held === null ? [] : [notHeld(world.kase, carrier.held.by, carrier.held.below, x)]),
  ];
  const open = answers.filter((a) => typeof a === 'object');
  if (answers.includes('no') || (open.length > 0 && carrier.unrecorded === 'fails')) return 'no';
  return open.length > 0 ? open : 'yes';
}

function partyFact(kase: NaiveCase, of: string, fact: string, wanted: readonly string[], x: Transfer): One {
  const id = of === 'purpose' ? x.purpose : of === 'exporter' ? x.sender : x.recipient;
  if (id === '@user') return 'no';
  const register = of === 'purpose' ? kase.purposeFacts : kase.processorFacts;
  const cell = register.get(id)?.get(fact) ?? null;
  if (cell === null) return { of: id, fact };
  const isNameOf = (processor: string): boolean =>
    cell === processor || (cell !== '' && kase.aliases.get(cell) === processor);
  const holds = wanted.some(
    (w) =>
      w === cell ||
      (w === 'exporter' && x.sender !== '@user' && isNameOf(x.sender)) ||
      (w === 'importer' && isNameOf(x.recipient)),
  );
  return holds ? 'yes' : 'no';
}

/**
 * Distinct persons or days of the transfers that count with this one, up to and at its instant. Where nobody recorded whether this
 * one leaves, all of its kind count as if they left; else those alone that surely do.
 */
function countAt(world: World, pack: Pack, gate: Gate, count: Count, x: Transfer): number {
  const local = (at: number): Temporal.PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000))
      .toZonedDateTimeISO(pack.timezone)
      .toPlainDate();
  const recent = (y: Transfer): boolean => {
    if (count.within === 'ever') return true;
    if (count.within === 'year') return local(y.at).year === local(x.at).year;
    const ms = Math.floor(y.at / 1000);
    const end = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').add({ months: 12 });
    return x.at < end.epochMilliseconds * 1000 + (y.at - ms * 1000);
  };
  const isOpen = whenOf(world.kase, pack, gate, x).holds === 'unknown';
  const counted = world.all.filter(
    (y) =>
      y.at <= x.at &&
      recent(y) &&
      y.sender === x.sender &&
      (count.along === 'sender' || y.recipient === x.recipient) &&
      (count.along !== 'purpose' || y.purpose === x.purpose) &&
      (isOpen ? ['yes', 'unknown'] : ['yes']).includes(whenOf(world.kase, pack, gate, y).holds) &&
      y.fields.some(
        (f) =>
          applies(world.kase, pack, y, f) &&
          looksAt(world.kase, gate, f) &&
          (count.categories === null || startsWith(world.kase, f, count.categories)),
      ),
  );
  return new Set(counted.map((y) => (count.of === 'people' ? y.user : local(y.at).toString()))).size;
}

export function startsWith(kase: NaiveCase, field: string, prefixes: readonly string[]): boolean {
  const category = kase.fields.get(field)?.category ?? null;
  return category !== null && prefixes.some((p) => category.startsWith(p));
}

/** Holds when the recipient is neither established in the places nor held by companies of them. */
function notHeld(kase: NaiveCase, by: readonly string[], share: number, x: Transfer): One {
  const held = (company: string, above: readonly string[]): boolean | null => {
    if (matches(kase, placeOf(kase, company), by)) return true;
    if (above.includes(company)) return null;
    const dated = kase.ownership.filter((o) => o.owned === company);
    const parent = kase.parents.get(company);
    const holders = dated.filter((o) => o.since <= x.at && x.at < o.until);
    if (parent !== undefined && !dated.some((o) => o.owner === parent.id))
      holders.push({ owner: parent.id, owned: company, share: parent.share, since: 0, until: 0 });
    if (holders.length === 0) return above.length === 0 ? null : false;
    const sum = (answer: boolean): number =>
      holders
        .filter((h) => held(h.owner, [...above, company]) === answer)
        .reduce((total, h) => total + h.share, 0);
    if (sum(true) + 1e-9 >= share) return true;
    return 1 - sum(false) + 1e-9 < share ? false : null;
  };
  const answer = held(x.recipient, []);
  return answer === null ? { of: x.recipient, fact: 'share' } : answer ? 'no' : 'yes';
}
