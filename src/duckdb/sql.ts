import { readAsset } from '../assets.js';
import { getOrMake } from '../model/collect.js';

const files = new Map<string, string>();

/**
 * The text of an `.sql` file of this package, with its `{{name}}` places filled.
 *
 * Values never go in here: they are bound. What is filled in is what SQL does not let one bind: names of columns and
 * tables (quoted by `quoteName`), paths in view definitions (quoted by `quoteText`), and choices between fragments.
 *
 * @param path relative to src, for example `ingest/sql/stage-csv.sql`
 * @throws RangeError when a place has no fragment, or a fragment no place
 */
export function sqlFile(path: string, fragments: Readonly<Record<string, string>> = {}): string {
  const text = getOrMake(files, path, () => readAsset(`src/${path}`));
  const unused = new Set(Object.keys(fragments));
  const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new RangeError(`${path}: nothing to fill {{${name}}} with`);
    unused.delete(name);
    return fragment;
  });
  if (unused.size > 0) throw new RangeError(`${path} has no place for ${[...unused].join(', ')}`);
  return filled;
}

/** An identifier, quoted: any text is a legal name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal, quoted. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Text literals as a list. */
export function quoteTexts(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(', ')}]`;
}
