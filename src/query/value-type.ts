import { LABELS, type Label } from '../graph/schema.js';

/** What a parameter or a column of a query holds. */
export type ScalarType =
  | { readonly kind: 'string' | 'integer' | 'float' | 'boolean' }
  /** An instant: ISO 8601 outside of the query, microseconds since 1970 UTC within. */
  | { readonly kind: 'time' }
  /** The key of a node of one of these labels. */
  | { readonly kind: 'node'; readonly labels: readonly Label[] }
  /** One of these words. */
  | { readonly kind: 'words'; readonly words: readonly string[] };

export interface ValueType {
  readonly scalar: ScalarType;
  readonly list: boolean;
  /** As the file says it. */
  readonly text: string;
}

const PLAIN = ['string', 'integer', 'float', 'boolean', 'time'] as const;

/** What a type may be, for people. */
export const ACCEPTED_TYPES = `${PLAIN.join(', ')}, a label of the graph (${LABELS.join(', ')}), labels or 'words' with | between them; [] behind it makes a list`;

/**
 * Reads a type: `integer`, `Processor`, `Notice | Contract`, `'high' | 'low'`, and each of them followed by `[]`.
 *
 * @returns null when it is none
 */
export function parseType(text: string): ValueType | null {
  const list = text.endsWith('[]');
  const item = list ? text.slice(0, -2) : text;
  const scalar = parseScalar(item);
  return scalar === null ? null : { scalar, list, text };
}

function parseScalar(text: string): ScalarType | null {
  const plain = PLAIN.find((p) => p === text);
  if (plain !== undefined) return { kind: plain };
  const parts = text.split(' | ');
  const words = parts.flatMap((p) => /^'([^']+)'$/.exec(p)?.[1] ?? []);
  if (words.length === parts.length) return { kind: 'words', words };
  const labels = parts.flatMap((p) => LABELS.find((label) => label === p) ?? []);
  return labels.length === parts.length ? { kind: 'node', labels } : null;
}

/** What a value of the type looks like, for people. */
export function typeInWords({ scalar, list }: ValueType): string {
  const one = scalarInWords(scalar);
  return list ? `a list of ${one}, with | between them` : one;
}

function scalarInWords(scalar: ScalarType): string {
  switch (scalar.kind) {
    case 'string':
      return 'a text';
    case 'integer':
      return 'a whole number';
    case 'float':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'time':
      return 'a time in ISO 8601, such as 2024-05-22 or 2024-05-22T09:00:00+09:00';
    case 'node':
      return `the key of a ${scalar.labels.join(' or ')}`;
    case 'words':
      return scalar.words.join(', ');
  }
}
