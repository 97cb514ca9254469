import type { CatalogQuery } from '../query/catalog-query.js';
import { wrap } from './text.js';
import type { Style } from './style.js';

/** The queries of the catalog, each with what it asks and its parameters. */
export function queryList(queries: readonly CatalogQuery[], style: Style): string {
  return queries
    .map((q) => {
      const parameters = q.parameters.map((p) => {
        const fallback = p.fallbackText === null || p.fallbackText === 'null' ? '' : ` = ${p.fallbackText}`;
        return wrap(
          `  ${p.name}${p.required ? ' (required)' : ''}: ${p.type.text}${fallback}. ${p.about}`,
          100,
        );
      });
      return [`${style('bold', q.name)}  ${q.title}`, wrap(`  ${q.about}`, 100), ...parameters, ''].join(
        '\n',
      );
    })
    .join('\n');
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
