import type { Instant } from '../model/instant.js';
import type { Law } from './law.js';

/** Shares are decimals: sums of them are compared with room for what binary fractions lose. */
const EPSILON = 1e-9;

type Held = 'yes' | 'no' | 'unknown';

/**
 * Whether companies of some places hold at least a share of a company, or it is established there: `unknown` where the
 * shares that nobody recorded could tip the scales. An owner that is itself held so counts with its whole share; an owner
 * of whom no holder is recorded counts by where it is established.
 *
 * The least fixed point, by rounds (https://en.wikipedia.org/wiki/Kleene_fixed-point_theorem): at first nothing is known of
 * anyone, and each round says what follows from the one before. Companies may hold one another in circles, and over more
 * paths than could be followed one by one.
 *
 * @param by codes, or what codes are member of
 * @param share 0..1, reached when it is met
 */
export function isHeld(law: Law, company: string, by: readonly string[], share: number, at: Instant): Held {
  const isThere = (c: string): boolean => law.atlas.matches(law.jurisdiction.get(c) ?? '', by);
  if (isThere(company)) return 'yes';
  const known = new Map<string, Held>([[company, 'unknown']]);
  const asked: { readonly owned: string; readonly holdings: readonly Holding[] }[] = [];
  // A Map iterates over what is added on the way, so this is a breadth-first search.
  for (const [owned, held] of known) {
    if (held !== 'unknown') continue;
    const holdings = holdingsAt(law, owned, at);
    if (holdings.length > 0) asked.push({ owned, holdings });
    else if (owned !== company) known.set(owned, 'no');
    for (const { owner } of holdings) {
      if (!known.has(owner)) known.set(owner, isThere(owner) ? 'yes' : 'unknown');
    }
  }
  // Each round settles one company at least, or none any more. Registers of more than all shares might never settle.
  for (let left = asked.length; left > 0; left--) {
    const said = asked.map(({ owned, holdings }) => [owned, heldBy(holdings, known, share)] as const);
    if (said.every(([owned, held]) => known.get(owned) === held)) break;
    for (const [owned, held] of said) known.set(owned, held);
  }
  return known.get(company) ?? 'unknown';
}

interface Holding {
  readonly owner: string;
  readonly part: number;
}

/** What follows for a company from what is known of its owners. */
function heldBy(holdings: readonly Holding[], known: ReadonlyMap<string, Held>, share: number): Held {
  let inside = 0;
  let outside = 0;
  for (const { owner, part } of holdings) {
    const held = known.get(owner);
    if (held === 'yes') inside += part;
    else if (held === 'no') outside += part;
  }
  if (inside >= share - EPSILON) return 'yes';
  return 1 - outside < share - EPSILON ? 'no' : 'unknown';
}

/** Who holds how much: the dated holdings and, where they never name the parent, what the processor says of it. */
function holdingsAt(law: Law, company: string, at: Instant): Holding[] {
  const dated = law.ownership.filter((o) => o.owned === company);
  const { parent = null, share = null } = law.processors.get(company) ?? {};
  const listed = dated
    .filter((o) => o.since <= at && at < o.until)
    .map((o) => ({ owner: o.owner, part: o.share }));
  if (parent === null || dated.some((o) => o.owner === parent)) return listed;
  // A parent whose share nobody recorded is a holder all the same: of nothing that is known.
  return [...listed, { owner: parent, part: share ?? 0 }];
}
