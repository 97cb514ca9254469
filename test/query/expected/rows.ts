import type { CatalogQuery } from '../../../src/query/catalog-query.js';
import { compareText } from '../../../src/model/text.js';
import { FINDINGS } from './findings.js';
import { LINEAGE } from './lineage.js';
import { OWNERSHIP } from './ownership.js';
import { found, type Params, type Row, type World } from './world.js';

/** What the definitions say of every query of the catalog. */
export const EXPECTED = { ...LINEAGE, ...FINDINGS, ...OWNERSHIP };

/** The rows that a query must answer, in its order, as lists of its columns. */
export function expectedRows(query: CatalogQuery, world: World, p: Params): unknown[][] {
  const rows = [...found(EXPECTED[query.name])(world, p)].sort((x, y) => compareRows(query, x, y));
  const columns = query.columns.map((c) => c.name);
  return rows.map((row) => columns.map((c) => (c in row ? row[c] : `no ${c}`)));
}

function compareRows({ order }: CatalogQuery, x: Row, y: Row): number {
  for (const { column, descending } of order) {
    const result = compareValues(x[column], y[column]);
    if (result !== 0) return descending ? -result : result;
  }
  return 0;
}

function compareValues(x: unknown, y: unknown): number {
  return typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y));
}
