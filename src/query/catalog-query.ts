import type { Parameter } from '../graph/graph-store.js';
import type { ValueType } from './value-type.js';

export interface QueryParameter {
  readonly name: string;
  readonly type: ValueType;
  readonly required: boolean;
  /** What it is when it is not given; null for none. */
  readonly fallback: Parameter;
  /** The same as the file says it; null when the parameter is required. */
  readonly fallbackText: string | null;
  readonly about: string;
}

export interface QueryColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly about: string;
}

/** A column that rows are ordered by. */
export interface OrderItem {
  readonly column: string;
  readonly descending: boolean;
}

/** A query of the catalog: a Cypher file that says what it asks, what it takes and what it answers. */
export interface CatalogQuery {
  /** Path of the file below `queries`, without its suffix: `lineage/reach`. */
  readonly name: string;
  readonly title: string;
  /** One or more sentences. */
  readonly about: string;
  readonly parameters: readonly QueryParameter[];
  readonly columns: readonly QueryColumn[];
  /** A total order: no two rows agree in all of these. */
  readonly order: readonly OrderItem[];
  /** The whole text of the file, which both stores run as it is. */
  readonly statement: string;
}
