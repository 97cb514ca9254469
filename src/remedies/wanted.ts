import { factEquals, testRecord, type Asked, type RecordAsked } from '../law/carriers.js';
import { itemsOf } from '../law/destination.js';
import type { Facts } from '../model/case.js';
import type { Carrier } from '../model/rule-pack.js';

type RecordCarrier = Extract<Carrier, { by: 'consent' | 'contract' }>;

/** Facts that a record must have: a word, or items of a list. */
export type Wanted = ReadonlyMap<string, string | ReadonlySet<string>>;

/** Facts as a change file writes them. */
export type WrittenFacts = Record<string, boolean | string | string[]>;

/**
 * What several carriers ask of one record, put together as far as they agree. Where they contradict each other there are
 * several answers, each the most that goes with one of them.
 *
 * @param possible whether a fact can be supposed to have a word
 */
export function wantedTogether(
  asked: readonly RecordAsked[],
  possible: (fact: string, word: string) => boolean,
): Wanted[] {
  const each = [...new Set(asked)].flatMap((a) => ownWants(a, possible) ?? []);
  const found = new Map<string, Wanted>();
  for (const seed of each) {
    const all = each.reduce((sum, next) => (agree(sum, next) ? merged(sum, next) : sum), seed);
    found.set(JSON.stringify(written(all)), all);
  }
  return [...found.values()];
}

/** True when what a carrier asks goes with what is wanted. */
export function goesWith(wanted: Wanted, asked: RecordAsked): boolean {
  const own = ownWants(asked, () => true);
  return own !== null && agree(wanted, own);
}

/** What one carrier asks; null where it cannot be supposed. */
function ownWants(
  { requires, lists }: RecordAsked,
  possible: (fact: string, word: string) => boolean,
): Wanted | null {
  const wanted = new Map<string, string | ReadonlySet<string>>(requires);
  for (const [fact, items] of lists) {
    if (wanted.has(fact)) return null;
    wanted.set(fact, new Set(items));
  }
  for (const [fact, want] of wanted) {
    const words = typeof want === 'string' ? [want] : [...want];
    if (!words.every((word) => possible(fact, word))) return null;
  }
  return wanted;
}

function agree(a: Wanted, b: Wanted): boolean {
  return [...b].every(([fact, want]) => {
    const known = a.get(fact);
    if (known === undefined) return true;
    return typeof known === 'string' || typeof want === 'string' ? known === want : true;
  });
}

function merged(a: Wanted, b: Wanted): Wanted {
  const sum = new Map(a);
  for (const [fact, want] of b) {
    const known = sum.get(fact);
    const lists = typeof known === 'object' && typeof want === 'object';
    sum.set(fact, lists ? new Set([...known, ...want]) : want);
  }
  return sum;
}

/** What is wanted, put together from carriers that agree. */
export function wantedOf(asked: readonly RecordAsked[]): Wanted {
  return [...new Set(asked)].reduce<Wanted>(
    (sum, a) => merged(sum, ownWants(a, () => true) ?? new Map()),
    new Map(),
  );
}

/** Wanted facts as a change file writes them: true and false without quotes. */
export function written(wanted: Wanted): WrittenFacts {
  return Object.fromEntries(
    [...wanted].map(([fact, want]) => [fact, typeof want === 'string' ? writtenWord(want) : [...want]]),
  );
}

function writtenWord(word: string): string | boolean {
  return word === 'true' || word === 'false' ? word === 'true' : word;
}

/** The facts that a record lacks for what is asked of it: whole lists, as a change file replaces them. */
export function lacking(facts: Facts, wanted: Wanted, asked: Asked): WrittenFacts {
  const words = new Map([...wanted].flatMap(([f, w]) => (typeof w === 'string' ? [[f, w] as const] : [])));
  const lists = new Map(
    [...wanted].flatMap(([f, w]) => (typeof w === 'string' ? [] : [[f, [...w]] as const])),
  );
  const failing = testRecord(facts, { requires: words, lists }, asked).filter((t) => t.is !== 'yes');
  return Object.fromEntries(
    failing.map((t): [string, WrittenFacts[string]] => {
      if (words.has(t.fact)) return [t.fact, writtenWord(words.get(t.fact) ?? '')];
      return [t.fact, [...new Set([...itemsOf(t.found ?? ''), ...t.wanted])]];
    }),
  );
}

/**
 * True when no carrier loses by facts that are set anew: none asks for a word that is overwritten. So whatever else is
 * supposed, mending one record never breaks what it carries.
 *
 * @param carriers all that ask records of this sort
 */
export function isHarmless(
  facts: Facts,
  set: WrittenFacts,
  carriers: readonly RecordCarrier[],
  asked: Asked,
): boolean {
  return Object.entries(set).every(([fact, now]) => {
    const before = facts.get(fact);
    if (before === undefined) return true;
    return carriers.every((c) => {
      if (typeof now !== 'object' && c.lists.has(fact)) return false;
      const wanted = c.requires.get(fact);
      return wanted === undefined || !factEquals(fact, before, wanted, asked);
    });
  });
}
