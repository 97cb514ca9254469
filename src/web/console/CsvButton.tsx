import type { ReactNode } from 'react';
import { addressOf, cypherCsv } from '../api/client.js';
import { useDesk } from '../app/desk.js';
import type { Ask } from '../state/view.js';
import { CsvFile } from '../take-away/CsvFile.js';
import { useTake } from '../take-away/use-take.js';
import { Icon } from '../ui/Icon.js';
import { boundValues } from './bound.js';
import { savedParams, savedQuery } from './use-run.js';

/** The answer as a CSV: a link where it has an address, else it is asked for again as a table. */
export function CsvButton({ ask }: { readonly ask: Ask }): ReactNode {
  const { caseId, speech } = useDesk();
  const { t } = speech;
  const [take, failure] = useTake();
  const name = t.take.csvOf(t.console.answer);
  if (ask.kind === 'saved') {
    const address = addressOf('runQuery', savedParams(caseId, ask.name), savedQuery(ask.given), 'csv');
    return <CsvFile address={address} name={t.console.answer} />;
  }
  const fetched = async () =>
    cypherCsv(caseId, { statement: ask.statement, parameters: boundValues(ask.given) });
  return (
    <>
      {failure}
      <button
        type="button"
        className="plain-button"
        aria-label={name}
        onClick={() => void take('answer.csv', fetched())}
      >
        <Icon name="down" /> {t.take.csv}
      </button>
    </>
  );
}
