/** What a parameter or a column of a query holds, as the catalog writes it: `Processor[]`, `'high' | 'low'`, `time`. */
export type Kind =
  | { readonly of: 'string' | 'integer' | 'float' | 'boolean' | 'time' }
  | { readonly of: 'words'; readonly words: readonly string[] }
  | { readonly of: 'node'; readonly labels: readonly string[] };

export type ValueType = Kind & { readonly list: boolean };

const PLAIN = ['string', 'integer', 'float', 'boolean', 'time'] as const;

/** Reads the type of a parameter or a column. Whatever is none of the plain ones names labels of the graph. */
export function valueType(text: string): ValueType {
  const list = text.endsWith('[]');
  const item = list ? text.slice(0, -2) : text;
  const plain = PLAIN.find((word) => word === item);
  if (plain !== undefined) return { of: plain, list };
  const parts = item.split(' | ');
  const words = parts.flatMap((part) => /^'(.+)'$/.exec(part)?.[1] ?? []);
  return words.length === parts.length ? { of: 'words', words, list } : { of: 'node', labels: parts, list };
}
