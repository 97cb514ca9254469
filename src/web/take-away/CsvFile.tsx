import { useState, type ReactNode } from 'react';
import { fileAt, hasToken } from '../api/client.js';
import { useTexts } from '../text/use-texts.js';
import { Icon } from '../ui/Icon.js';
import { saveAs } from './save-as.js';

/** A link to a table: a download. Where the server asks for a token, it is fetched with that. */
export function CsvFile({ address, name }: { readonly address: string; readonly name: string }): ReactNode {
  const { t } = useTexts();
  const [failure, setFailure] = useState<string | null>(null);
  const take = async () => {
    try {
      saveAs(`${name}.csv`, await fileAt(address));
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {failure !== null && (
        <span role="alert">
          {t.states.failed}: {failure}
        </span>
      )}
      <a
        className="plain-button"
        href={address}
        download
        aria-label={t.take.csvOf(name)}
        onClick={(event) => {
          if (!hasToken()) return;
          event.preventDefault();
          void take();
        }}
      >
        <Icon name="down" /> {t.take.csv}
      </a>
    </>
  );
}
