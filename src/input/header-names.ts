/** The names of columns are echoed up to this many. */
const SHOWN = 20;
const NAME = /^\p{L}[\p{L}\p{M}\p{N}_\-. ]*$/u;
/** What separates cells where a spreadsheet's language has commas in its numbers, and in exports of databases. */
const SEPARATORS = new Map([
  [';', ';'],
  ['\t', 'tabs'],
  ['|', '|'],
]);

/**
 * What is wrong with a header that lacks columns, in words that show no cell which might be somebody's data: without a header, the
 * first row is one of people.
 *
 * @param cells of the first row, trimmed
 * @param lacking the columns that it lacks
 * @param wanted all columns that it might have
 * @param isId says of a text whether a register has it as an id: such a cell stands in rows, not in headers
 */
export function lackingHeader(
  cells: readonly string[],
  lacking: readonly string[],
  wanted: ReadonlySet<string>,
  isId: (text: string) => boolean,
): { readonly what: string; readonly advice?: string } {
  const isName = (cell: string): boolean => wanted.has(cell) || (NAME.test(cell) && !isId(cell));
  const separator = otherSeparator(cells, wanted);
  if (separator !== undefined) {
    return {
      what: `separates its header by ${separator}: commas are needed`,
      advice: 'Export the file again with commas between the cells.',
    };
  }
  if (isNoHeader(cells, wanted, isId)) {
    return {
      what: `has no header: its first row of ${cells.length} cells holds no name of a column`,
      advice: 'Put a line with the names of the columns before the first row, separated by commas.',
    };
  }
  const names = cells.filter(isName);
  const others = cells.length - names.length;
  const more = others === 0 ? '' : `, and ${others} cells that look like no names`;
  const shown = `${names.slice(0, SHOWN).join(', ')}${more}`;
  return { what: `has no column ${lacking.join(', ')} in its header (${shown})` };
}

/** True for a first row that has none of the wanted names, and cells that are no names of columns. */
export function isNoHeader(
  cells: readonly string[],
  wanted: ReadonlySet<string>,
  isId: (text: string) => boolean,
): boolean {
  return !cells.some((c) => wanted.has(c)) && cells.some((c) => c !== '' && (!NAME.test(c) || isId(c)));
}

/** What separates the names in a header that should have commas; undefined when nothing else does. */
function otherSeparator(cells: readonly string[], wanted: ReadonlySet<string>): string | undefined {
  for (const [separator, word] of SEPARATORS) {
    const names = cells
      .join(',')
      .split(separator)
      .map((n) => n.trim().replace(/^"(.*)"$/, '$1'));
    if (names.length > 1 && names.some((n) => wanted.has(n))) return word;
  }
  return undefined;
}

/** The same of the only cell of a header, whatever the names. */
export function separatorWithin(cell: string): string | undefined {
  return [...SEPARATORS].find(([separator]) => cell.includes(separator))?.[1];
}
