import { WayleaveError } from '../errors.js';
import type { CatalogQuery, QueryColumn, QueryParameter } from './catalog-query.js';
import { convert } from './convert.js';
import { readStatement, type Fail } from './query-statement.js';
import { ACCEPTED_TYPES, parseType, type ValueType } from './value-type.js';

const PARAMETER = /^@param (\w+): (.+?)(?: = (\S+))?\. (\S.*)$/;
const COLUMN = /^@returns (\w+): (.+?)\. (\S.*)$/;

/**
 * Reads a file of the catalog, and checks that it keeps the rules of docs/queries.md: the title, a blank line, what it asks in
 * sentences, a blank line, its parameters and columns, all as comments; then the statement, which returns these columns,
 * uses these parameters and ends in a total ORDER BY.
 *
 * @param name path below `queries` without suffix
 * @param file path for errors
 * @throws WayleaveError QUERY_INVALID with file and line
 */
export function parseQueryFile(name: string, file: string, text: string): CatalogQuery {
  const fail: Fail = (line, message, accepted) =>
    new WayleaveError('QUERY_INVALID', message, { place: { file, line }, accepted });
  const lines = text.split(/\r?\n/);
  const length = lines.findIndex((l) => !l.startsWith('//'));
  const comments = lines.slice(0, length).map((l) => l.slice(2).trim());
  const [title = '', blank, ...rest] = comments;
  if (title === '') throw fail(1, 'the file does not open with a title', '// and the title');
  if (blank !== '') throw fail(2, 'no blank line follows the title', '//');
  const sentences = rest.indexOf('');
  if (sentences < 1) throw fail(3, 'what the query asks is not said', 'sentences, and a blank comment line');
  const parameters: QueryParameter[] = [];
  const columns: QueryColumn[] = [];
  rest.slice(sentences + 1).forEach((comment, i) => {
    const line = sentences + 4 + i;
    if (comment.startsWith('@param ')) parameters.push(parameter(comment, line, fail));
    else if (comment.startsWith('@returns ')) columns.push(column(comment, line, fail));
    else throw fail(line, 'the line is neither a parameter nor a column', '@param … or @returns …');
    const of = comment.startsWith('@param ') ? parameters : columns;
    const last = of.at(-1)?.name;
    if (of.filter((x) => x.name === last).length > 1) {
      throw fail(line, `${last ?? ''} is declared twice`, 'each name once');
    }
  });
  if (columns.length === 0) throw fail(length, 'no column is declared', '// @returns name: type. Meaning.');
  const order = readStatement(lines, length, { parameters, columns }, fail);
  const about = rest.slice(0, sentences).join(' ');
  return { name, title, about, parameters, columns, order, statement: text };
}

function parameter(comment: string, line: number, fail: Fail): QueryParameter {
  const [, name = '', typeText = '', fallbackText, about = ''] = PARAMETER.exec(comment) ?? [];
  if (name === '') {
    throw fail(line, 'the parameter is not declared in full', '@param name: type = default. Meaning.');
  }
  const type = typeOf(typeText, line, fail);
  const required = fallbackText === undefined;
  const fallback = required || fallbackText === 'null' ? null : convert(fallbackText, type);
  if (fallback === undefined)
    throw fail(line, `the default ${fallbackText ?? ''} is no ${typeText}`, typeText);
  return { name, type, required, fallback, fallbackText: fallbackText ?? null, about };
}

function column(comment: string, line: number, fail: Fail): QueryColumn {
  const [, name = '', typeText = '', about = ''] = COLUMN.exec(comment) ?? [];
  if (name === '') throw fail(line, 'the column is not declared in full', '@returns name: type. Meaning.');
  return { name, type: typeOf(typeText, line, fail), about };
}

function typeOf(text: string, line: number, fail: Fail): ValueType {
  const type = parseType(text);
  if (type === null) throw fail(line, `there is no type ${text}`, ACCEPTED_TYPES);
  return type;
}
