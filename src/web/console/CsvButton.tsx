import { useState, type ReactNode } from 'react';
import { addressOf, cypherCsv } from '../api/client.js';
import { useDesk } from '../app/desk.js';
import type { Ask } from '../state/view.js';
import { CsvFile } from '../take-away/CsvFile.js';
import { saveAs } from '../take-away/save-as.js';
import { Icon } from '../ui/Icon.js';
import { boundValues } from './bound.js';
import { savedParams, savedQuery } from './use-run.js';

/** The answer as a CSV: a link where it has an address, else it is asked for again as a table. */
export function CsvButton({ ask }: { readonly ask: Ask }): ReactNode {
  const { caseId, speech } = useDesk();
  const { t } = speech;
  const [failure, setFailure] = useState<string | null>(null);
  const name = t.take.csvOf(t.console.answer);
  if (ask.kind === 'saved') {
    const address = addressOf('runQuery', savedParams(caseId, ask.name), savedQuery(ask.given), 'csv');
    return <CsvFile address={address} name={t.console.answer} />;
  }
  const take = async () => {
    try {
      const question = { statement: ask.statement, parameters: boundValues(ask.given) };
      saveAs('answer.csv', await cypherCsv(caseId, question));
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
      <button type="button" className="plain-button" aria-label={name} onClick={() => void take()}>
        <Icon name="down" /> {t.take.csv}
      </button>
    </>
  );
}
