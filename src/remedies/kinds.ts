import { z } from 'zod';

/** What may be supposed in order to leave nothing unsupported. */
export const REMEDY_KINDS = ['contracts', 'notices', 'cuts'] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** How much a remedy of each kind weighs: the sum is what is made least. */
export type Weights = Readonly<Record<RemedyKind, number>>;

export const MOST_WEIGHT = 1000;

/** A flow is cut only where fewer than a hundred contracts or notices would not do: who asks wants the business to go on. */
export const DEFAULT_WEIGHTS: Weights = { contracts: 1, notices: 1, cuts: 100 };

/** Nodes of the search tree before an answer is a bound. */
const DEFAULT_NODES = 10_000;

export interface RemedyOptions {
  readonly only: readonly RemedyKind[];
  readonly weights: Weights;
  readonly nodes: number;
}

const weight = z.int().min(1).max(MOST_WEIGHT);

export const weightsSchema = z
  .strictObject({ contracts: weight, notices: weight, cuts: weight })
  .meta({ description: 'How much one remedy of each kind weighs.' });

/** What is asked, with defaults for what is left out. */
export function remedyOptions(asked: {
  readonly only?: readonly RemedyKind[] | undefined;
  readonly weights?: Partial<Weights> | undefined;
  readonly nodes?: number | undefined;
}): RemedyOptions {
  return {
    only: REMEDY_KINDS.filter((k) => asked.only?.includes(k) ?? true),
    weights: { ...DEFAULT_WEIGHTS, ...asked.weights },
    nodes: asked.nodes ?? DEFAULT_NODES,
  };
}
