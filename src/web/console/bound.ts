import type { Given } from '../state/view.js';

/** A value that is bound to a parameter of a statement. */
type Value = string | number | boolean | null;

/** Names of the parameters that a statement uses, each once, in the order in which they come; not those in texts and comments. */
export function parametersIn(statement: string): string[] {
  const bare = statement.replace(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    ' ',
  );
  return [...new Set([...bare.matchAll(/\$(\w+)/g)].flatMap(([, name]) => name ?? []))];
}

/** What a person wrote for a parameter: a number, `true`, `false`, nothing for null; in quotes, or else, a text. */
export function boundValue(text: string): Value {
  if (text === '') return null;
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

export function boundValues(given: Given): Record<string, Value> {
  return Object.fromEntries(Object.entries(given).map(([name, [text = '']]) => [name, boundValue(text)]));
}
