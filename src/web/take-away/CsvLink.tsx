import type { ReactNode } from 'react';
import { addressOf, type Readable } from '../api/client.js';
import type { Params, Query } from '../api/types.js';
import { useTexts } from '../text/use-texts.js';
import { Icon } from '../ui/Icon.js';

/** The whole list as a table, under the same filters: a download. */
export function CsvLink<K extends Readable>(props: {
  readonly operation: K;
  readonly params: Params<K>;
  readonly query: Query<K>;
  readonly name: string;
}): ReactNode {
  const { t } = useTexts();
  return (
    <a
      className="plain-button"
      href={addressOf(props.operation, props.params, props.query, 'csv')}
      download
      aria-label={t.take.csvOf(props.name)}
    >
      <Icon name="down" /> {t.take.csv}
    </a>
  );
}
