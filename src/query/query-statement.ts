import type { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import type { OrderItem, QueryColumn, QueryParameter } from './catalog-query.js';

/** Makes the error that says where in the file what is wrong. */
export type Fail = (line: number, message: string, accepted: string) => WayleaveError;

interface Declared {
  readonly parameters: readonly QueryParameter[];
  readonly columns: readonly QueryColumn[];
}

/**
 * Checks the statement of a query file: it uses the declared parameters and no others, its last RETURN gives the declared
 * columns in their order, and the last thing in it is an ORDER BY of such columns. Clauses of the whole statement start at the
 * first character of a line, those of subqueries do not.
 *
 * @param start index of its first line
 * @returns what it is ordered by
 * @throws WayleaveError QUERY_INVALID
 */
export function readStatement(
  lines: readonly string[],
  start: number,
  { parameters, columns }: Declared,
  fail: Fail,
): OrderItem[] {
  const code = lines.map((l, i) => (i < start ? '' : withoutTexts(l)));
  const used = new Set<string>();
  code.forEach((line, i) => {
    for (const [, name = ''] of line.matchAll(/\$(\w+)/g)) {
      used.add(name);
      if (!parameters.some((p) => p.name === name)) {
        throw fail(
          i + 1,
          `the parameter $${name} is not declared`,
          suggest(
            name,
            parameters.map((p) => p.name),
          ),
        );
      }
    }
  });
  const idle = parameters.find((p) => !used.has(p.name));
  if (idle !== undefined) {
    throw fail(start, `the parameter ${idle.name} is not used`, 'parameters that the statement uses');
  }
  const returns = code.findLastIndex((l) => /^RETURN\b/.test(l));
  if (returns < 0) throw fail(lines.length, 'the statement returns nothing', 'RETURN … ORDER BY …');
  const orders = code.findLastIndex((l) => /^ORDER BY\b/.test(l));
  if (orders < returns) throw fail(returns + 1, 'the rows have no order', 'ORDER BY after RETURN');
  const returned = items(code.slice(returns, orders), 'RETURN').map((x) => /(\w+)$/.exec(x)?.[1] ?? x);
  if (returned.join(', ') !== columns.map((c) => c.name).join(', ')) {
    throw fail(
      returns + 1,
      `the statement returns ${returned.join(', ')}`,
      `the declared columns, in order: ${columns.map((c) => c.name).join(', ')}`,
    );
  }
  return items(code.slice(orders), 'ORDER BY').map((item) => {
    const [, name = '', way = ''] = /^(\w+)( DESC)?$/.exec(item) ?? [];
    if (!columns.some((c) => c.name === name)) {
      throw fail(orders + 1, `rows cannot be ordered by ${item}`, 'returned columns, each perhaps DESC');
    }
    return { column: name, descending: way !== '' };
  });
}

/** A line without comments and with texts emptied, so that neither is taken for code. */
function withoutTexts(line: string): string {
  return line.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''").replace(/\/\/.*/, '');
}

/** The items of a clause: what stands between commas that no bracket encloses. */
function items(lines: readonly string[], keyword: string): string[] {
  const text = lines.join(' ').replace(keyword, '');
  const found = [''];
  let depth = 0;
  for (const c of text) {
    if ('([{'.includes(c)) depth++;
    if (')]}'.includes(c)) depth--;
    if (c === ',' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${c}`);
  }
  return found.map((item) => item.trim());
}
