import type { GraphRows, GraphStore, GraphValue, Parameter, QueryLimits } from '../graph/graph-store.js';
import { formatInstant } from '../model/instant.js';
import { bindParameters, type Given } from './bind.js';
import type { CatalogQuery } from './catalog-query.js';
import { checkNodes } from './check-nodes.js';

/** The answer to a query. Times are ISO 8601. */
export interface QueryAnswer extends GraphRows {
  /** Name in the catalog; null for a query of somebody's own. */
  readonly query: string | null;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/**
 * Runs a query of the catalog.
 *
 * @param given parameters as text or JSON values
 * @throws WayleaveError QUERY_PARAMETER, and what the store throws
 */
export async function runQuery(
  store: GraphStore,
  query: CatalogQuery,
  given: Given,
  limits: QueryLimits,
): Promise<QueryAnswer> {
  const parameters = bindParameters(query, given);
  await checkNodes(store, query, parameters, limits);
  // A file ends in its ORDER BY: no more rows are made than are wanted.
  const statement = `${query.statement}\nLIMIT $_rows`;
  const answer = await store.query(statement, { ...parameters, _rows: limits.maxRows + 1 }, limits);
  const times = query.columns.map((c) => c.type.scalar.kind === 'time');
  const columns = query.columns.map((c) => c.name);
  const rows = answer.rows.map((row) => row.map((v, i) => (times[i] === true ? timeOf(v) : v)));
  return { ...answer, query: query.name, parameters, columns, rows };
}

/** Runs a query of somebody's own, read-only as every query is. */
export async function runCypher(
  store: GraphStore,
  statement: string,
  parameters: Readonly<Record<string, Parameter>>,
  limits: QueryLimits,
): Promise<QueryAnswer> {
  return { query: null, parameters, ...(await store.query(statement, parameters, limits)) };
}

function timeOf(value: GraphValue): GraphValue {
  return typeof value === 'number' ? formatInstant(value) : value;
}
