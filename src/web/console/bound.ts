import type { Given } from '../state/view.js';

/** A value that is bound to a parameter of a statement. */
type One = string | number | boolean | null;
export type Value = One | Value[];

/** Names of the parameters that a statement uses, each once, in the order in which they come; not those in texts and comments. */
export function parametersIn(statement: string): string[] {
  const bare = statement.replace(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    ' ',
  );
  return [...new Set([...bare.matchAll(/\$(\w+)/g)].flatMap(([, name]) => name ?? []))];
}

/**
 * What a person wrote for a parameter: a number, `true`, `false`, nothing for null; `[1, 'two']` for a list; in quotes, or
 * else, a text.
 */
export function boundValue(text: string): Value {
  return /^\[.*\]$/s.test(text) ? (listIn(text) ?? text) : oneValue(text);
}

function oneValue(text: string): One {
  if (text === '') return null;
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

/** Items of a list: what stands in quotes or in brackets is one. Undefined where brackets or quotes are not closed. */
function listIn(text: string): Value[] | undefined {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  for (const [part] of text.slice(1, -1).matchAll(/'[^']*'|"[^"]*"|[\s\S]/g)) {
    if (part === '[') depth++;
    if (part === ']' && --depth < 0) return undefined;
    if (part === "'" || part === '"') return undefined;
    if (part === ',' && depth === 0) {
      items.push(item);
      item = '';
    } else item += part;
  }
  if (depth > 0) return undefined;
  if (items.length > 0 || item.trim() !== '') items.push(item);
  return items.map((one) => boundValue(one.trim()));
}

/** What parameters of a statement are bound to: the first text of each, read as `boundValue` does. */
export function boundValues(given: Given): Record<string, Value> {
  return Object.fromEntries(Object.entries(given).map(([name, [text = '']]) => [name, boundValue(text)]));
}
