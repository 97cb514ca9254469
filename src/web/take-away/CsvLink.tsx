import type { ReactNode } from 'react';
import { addressOf, type Readable } from '../api/client.js';
import type { Params, Query } from '../api/types.js';
import { CsvFile } from './CsvFile.js';

/** The whole list as a table, under the same filters: a download. */
export function CsvLink<K extends Readable>(props: {
  readonly operation: K;
  readonly params: Params<K>;
  readonly query: Query<K>;
  readonly name: string;
}): ReactNode {
  return <CsvFile address={addressOf(props.operation, props.params, props.query, 'csv')} name={props.name} />;
}
