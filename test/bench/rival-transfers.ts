/** A row of the log; `at` in seconds since 1970. */
export interface Transfer {
  readonly user: string;
  readonly at: number;
  readonly sender: string;
  readonly recipient: string;
}

export const MAX_HOPS = 4;

const HOMES = 7;
const ABROAD = 5;

export const PROCESSORS: readonly { readonly id: string; readonly home: boolean }[] = [
  ...Array.from({ length: HOMES }, (_, i) => ({ id: `home${i}`, home: true })),
  ...Array.from({ length: ABROAD }, (_, i) => ({ id: `abroad${i}`, home: false })),
];

const DAY = 86_400;
const START = Date.UTC(2023, 0, 2) / 1000;
const ROUNDS = 5;

/**
 * Ten transfers for each person: every two weeks in bulk from a home processor to one at home or abroad, and onward abroad a
 * day later. One in twenty goes anywhere. The same in every run; ordered by time, and handed over send by send.
 */
export function* madeSends(people: number): Generator<Transfer[]> {
  const random = generator(1);
  for (let k = 0; k < ROUNDS; k++) {
    const first: Transfer[] = [];
    const second: Transfer[] = [];
    for (let u = 0; u < people; u++) {
      const from = u % HOMES;
      const via = (k + (u % 13)) % 3 === 0 ? (from + 1 + (k % 2)) % HOMES : HOMES + (((u >> 3) + k) % ABROAD);
      const to = HOMES + (((u >> 3) + k + 1 + (u % 4)) % ABROAD);
      const at = START + k * 14 * DAY + (u % 3600);
      first.push(transfer(u, at, from, via, random));
      second.push(transfer(u, at + DAY, via, to, random));
    }
    yield byTime(first);
    yield byTime(second);
  }
}

function transfer(u: number, at: number, from: number, to: number, random: () => number): Transfer {
  const count = PROCESSORS.length;
  const stray = random() < 0.05;
  const sender = stray ? Math.floor(random() * count) : from;
  const wanted = stray ? Math.floor(random() * count) : to;
  // Nobody sends to themselves.
  const recipient = wanted === sender ? (wanted + 1) % count : wanted;
  return { user: `user-${u}`, at, sender: idOf(sender), recipient: idOf(recipient) };
}

function idOf(processor: number): string {
  return PROCESSORS[processor]?.id ?? '';
}

function byTime(transfers: readonly Transfer[]): Transfer[] {
  return [...transfers].sort((a, b) => a.at - b.at);
}

/** Numbers from 0 up to 1, by a linear congruence modulo 2^32 (Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
