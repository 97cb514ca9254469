import type { GraphSchema } from '../api/types.js';
import { FUNCTIONS, KEYWORDS, MARKED } from './cypher-words.js';

/** Something that may stand where the cursor is. */
export interface Option {
  readonly label: string;
  readonly type: 'class' | 'type' | 'property' | 'keyword' | 'function' | 'variable';
  /** What it means, for people. */
  readonly info?: string;
  /** What is written, where that is not the label: names that are words of Cypher too stand in backticks. */
  readonly apply?: string;
}

/** What may stand from an offset on up to the cursor. */
export interface Options {
  readonly from: number;
  readonly options: readonly Option[];
}

/**
 * What may stand at the end of a text: labels after a colon between parentheses, types of relationships between brackets,
 * properties of what a variable stands for, and else words of Cypher and the statement's own variables. Linear in the text.
 *
 * @param before the statement up to the cursor
 * @param whole the whole statement, as variables may be declared after the cursor
 */
export function optionsAt(before: string, whole: string, schema: GraphSchema): Options | null {
  const [word = ''] = /[\p{L}\p{N}_]*$/u.exec(before) ?? [];
  const from = before.length - word.length;
  const head = before.slice(0, from).trimEnd();
  const open = openBracket(before.slice(0, from));
  if (/(?:'[^'\n]*|"[^"\n]*|\/\/[^\n]*|\$)$/.test(unquoted(before.slice(0, from)))) return null;
  if (open?.sign === '[' && /:(?:\s*\w+\s*\|\s*:?)*$/.test(head)) return { from, options: types(schema) };
  if (open?.sign !== '{' && /:(?:\s*!?\s*\w+\s*[|&])*\s*!?$/.test(head))
    return { from, options: labels(schema) };
  const owner = /([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(head)?.[1];
  if (owner !== undefined) return { from, options: properties(schema, kindOf(owner, whole)) };
  const map = open?.sign === '{' ? /:\s*`?(\w+)`?\s*$/.exec(before.slice(0, open.at))?.[1] : undefined;
  if (map !== undefined && /[{,]$/.test(head)) return { from, options: properties(schema, map) };
  if (word === '') return null;
  return { from, options: words(whole) };
}

/** The text with its closed quotes emptied, so that one that is open is found. */
function unquoted(text: string): string {
  return text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '');
}

/** The innermost bracket that is open at the end of a text. */
function openBracket(text: string): { readonly sign: string; readonly at: number } | undefined {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const sign = text.charAt(at);
    if (')]}'.includes(sign)) depth++;
    else if ('([{'.includes(sign) && depth-- === 0) return { sign, at };
  }
  return undefined;
}

/** The label or type that a variable is declared with: `(p:Processor`, `[s:SENDS`. */
function kindOf(variable: string, statement: string): string | undefined {
  return new RegExp(`[([]\\s*${variable}\\s*:\\s*\`?(\\w+)`, 'u').exec(statement)?.[1];
}

const labels = ({ nodes }: GraphSchema): Option[] =>
  nodes.map(({ label, about }) => ({ label, type: 'class', info: about, apply: quoted(label) }));

const quoted = (name: string): string => (MARKED.has(name.toUpperCase()) ? `\`${name}\`` : name);

const types = ({ relationships }: GraphSchema): Option[] =>
  relationships.map(({ type, about, joins }) => ({
    label: type,
    type: 'type',
    info: `${about}: ${joins.map((pair) => pair.join(' → ')).join(', ')}`,
  }));

/** Properties of a label or type; of all of them where it is not known. */
function properties({ nodes, relationships }: GraphSchema, kind: string | undefined): Option[] {
  const all = [
    ...nodes.map((node) => ({ name: node.label, properties: node.properties })),
    ...relationships.map((r) => ({ name: r.type, properties: r.properties })),
  ];
  const known = all.filter(({ name }) => name === kind);
  const found = new Map<string, Option>();
  for (const part of known.length > 0 ? known : all) {
    for (const { name, type, about } of part.properties) {
      if (!found.has(name)) found.set(name, { label: name, type: 'property', info: `${type}: ${about}` });
    }
  }
  return [...found.values()];
}

function words(statement: string): Option[] {
  const declared = [...statement.matchAll(/[([]\s*([a-z_]\w*)\s*[:)\]]|\b[aA][sS]\s+([a-z_]\w*)/g)];
  const variables = new Set(declared.flatMap(([, a, b]) => a ?? b ?? []));
  return [
    ...[...variables].map((label): Option => ({ label, type: 'variable' })),
    ...KEYWORDS.map((label): Option => ({ label, type: 'keyword' })),
    ...FUNCTIONS.map((label): Option => ({ label, type: 'function' })),
  ];
}
