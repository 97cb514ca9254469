import type { Instant } from '../model/instant.js';
import type { Law } from './law.js';

/** Shares are decimals: sums of them are compared with room for what binary fractions lose. */
const EPSILON = 1e-9;

/**
 * Whether companies of some places hold at least a share of a company, or it is established there: `unknown` where the
 * shares that nobody recorded could tip the scales. An owner that is itself held so counts with its whole share; an owner
 * of whom no holder is recorded counts by where it is established.
 *
 * @param by codes, or what codes are member of
 * @param share 0..1, reached when it is met
 * @param path companies on the way down, lest a circle of holdings never ends
 */
export function isHeld(
  law: Law,
  company: string,
  by: readonly string[],
  share: number,
  at: Instant,
  path: readonly string[] = [],
): 'yes' | 'no' | 'unknown' {
  const place = law.jurisdiction.get(company);
  if (place !== undefined && law.atlas.matches(place, by)) return 'yes';
  if (path.includes(company)) return 'unknown';
  const holdings = holdingsAt(law, company, at);
  if (holdings.length === 0) return path.length === 0 ? 'unknown' : 'no';
  let inside = 0;
  let outside = 0;
  for (const { owner, part } of holdings) {
    const held = isHeld(law, owner, by, share, at, [...path, company]);
    if (held === 'yes') inside += part;
    else if (held === 'no') outside += part;
  }
  if (inside >= share - EPSILON) return 'yes';
  return 1 - outside < share - EPSILON ? 'no' : 'unknown';
}

/** Who holds how much: the dated holdings and, where they never name the parent, what the processor says of it. */
function holdingsAt(law: Law, company: string, at: Instant): { owner: string; part: number }[] {
  const dated = law.ownership.filter((o) => o.owned === company);
  const { parent = null, share = null } = law.processors.get(company) ?? {};
  const listed = dated
    .filter((o) => o.since <= at && at < o.until)
    .map((o) => ({ owner: o.owner, part: o.share }));
  if (parent === null || dated.some((o) => o.owner === parent)) return listed;
  // A parent whose share nobody recorded is a holder all the same: of nothing that is known.
  return [...listed, { owner: parent, part: share ?? 0 }];
}
