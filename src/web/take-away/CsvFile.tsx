import type { ReactNode } from 'react';
import { fileAt, hasToken } from '../api/client.js';
import { useTexts } from '../text/use-texts.js';
import { Icon } from '../ui/Icon.js';
import { useTake } from './use-take.js';

/** A link to a table: a download. Where the server asks for a token, it is fetched with that. */
export function CsvFile({ address, name }: { readonly address: string; readonly name: string }): ReactNode {
  const { t } = useTexts();
  const [take, failure] = useTake();
  return (
    <>
      {failure}
      <a
        className="plain-button"
        href={address}
        download
        aria-label={t.take.csvOf(name)}
        onClick={(event) => {
          if (!hasToken()) return;
          event.preventDefault();
          void take(`${name}.csv`, fileAt(address));
        }}
      >
        <Icon name="down" /> {t.take.csv}
      </a>
    </>
  );
}
