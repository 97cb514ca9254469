import { useState, type ReactNode } from 'react';
import { useTexts } from '../text/use-texts.js';
import { saveAs } from './save-as.js';

/** Saves what is fetched as a file; should that fail, what went wrong is there to be shown. */
export function useTake(): readonly [
  take: (file: string, fetched: Promise<Blob>) => Promise<void>,
  ReactNode,
] {
  const { t } = useTexts();
  const [failure, setFailure] = useState<string | null>(null);
  const take = async (file: string, fetched: Promise<Blob>) => {
    try {
      saveAs(file, await fetched);
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const said = failure !== null && (
    <span role="alert">
      {t.states.failed}: {failure}
    </span>
  );
  return [take, said];
}
