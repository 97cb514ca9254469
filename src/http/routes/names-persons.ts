import type { CatalogQuery } from '../../query/catalog-query.js';

/** True when a query names persons, or rows of theirs: those are for analysts. */
export function namesPersons({ name, parameters, columns }: CatalogQuery): boolean {
  return (
    name.startsWith('evidence/') ||
    [...parameters, ...columns].some(
      ({ type: { scalar } }) => scalar.kind === 'node' && scalar.labels.includes('User'),
    )
  );
}
