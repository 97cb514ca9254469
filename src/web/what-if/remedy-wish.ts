import type { Query } from '../api/types.js';

/** Kinds of remedies. */
export const KINDS = ['contracts', 'notices', 'cuts'] as const;
export type Kind = (typeof KINDS)[number];

/** As the API has it. */
export const MOST_WEIGHT = 1000;

/** Among which remedies the fewest are sought, as a form has it: what is written may be wrong. */
export interface RemedyWish {
  readonly kinds: ReadonlySet<Kind>;
  readonly weights: Readonly<Record<Kind, string>>;
}

/** As the API has it where nothing is said. */
export const PLAIN: RemedyWish = {
  kinds: new Set(KINDS),
  weights: { contracts: '1', notices: '1', cuts: '100' },
};

export const isWeight = (text: string): boolean => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= MOST_WEIGHT;

/** What is asked of the API: only what differs from the usual; null while the form cannot be asked for. */
export function remedyQuery({ kinds, weights }: RemedyWish): Query<'getRemedies'> | null {
  const only = KINDS.filter((kind) => kinds.has(kind));
  if (only.length === 0 || !only.every((kind) => isWeight(weights[kind]))) return null;
  const names = { contracts: 'contractWeight', notices: 'noticeWeight', cuts: 'cutWeight' } as const;
  return {
    ...(only.length === KINDS.length ? {} : { only }),
    ...Object.fromEntries(
      only
        .filter((kind) => weights[kind] !== PLAIN.weights[kind])
        .map((kind) => [names[kind], weights[kind]]),
    ),
  };
}
