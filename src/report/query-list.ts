import type { CatalogQuery } from '../query/catalog-query.js';
import { narrow } from './text.js';
import type { Style } from './style.js';

/** The queries of the catalog, each with what it asks and its parameters: at most 80 columns. */
export function queryList(queries: readonly CatalogQuery[], style: Style): string {
  return queries
    .map((q) => {
      const parameters = q.parameters.map((p) => {
        const fallback = p.fallback === null ? '' : ` = ${p.fallbackText ?? ''}`;
        const needed = p.required ? ' (required)' : '';
        return indented(`${p.name}${needed}: ${p.type.text}${fallback}. ${p.about}`);
      });
      return `${[`${style('bold', q.name)}  ${q.title}`, indented(q.about), ...parameters].join('\n')}\n`;
    })
    .join('\n');
}

function indented(text: string): string {
  return narrow(`  ${text}`, 80);
}

/** The same as JSON. */
export function printedQueries(queries: readonly CatalogQuery[]): unknown {
  return queries.map(({ name, title, about, parameters, columns }) => ({
    name,
    title,
    about,
    parameters: parameters.map((p) => ({
      name: p.name,
      type: p.type.text,
      required: p.required,
      default: p.fallback,
      about: p.about,
    })),
    columns: columns.map((c) => ({ name: c.name, type: c.type.text, about: c.about })),
  }));
}
