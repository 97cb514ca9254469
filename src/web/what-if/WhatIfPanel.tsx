import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Changes } from '../api/client.js';
import { useAnswer } from '../api/use-answer.js';
import { isMissing } from '../state/view.js';
import { Failure, Pending } from '../ui/Pending.js';
import { textOf } from './changes.js';
import { ChosenCut } from './ChosenCut.js';
import { OpenFacts } from './OpenFacts.js';
import { Outcome } from './Outcome.js';
import { ScanNote } from './ScanNote.js';
import { RemedyForm } from './RemedyForm.js';
import { PLAIN, remedyQuery } from './remedy-wish.js';
import { Suggestions } from './Suggestions.js';
import type { Supposition } from './use-what-if.js';

/** What can be ticked, and what it comes to. */
export function WhatIfPanel(props: {
  readonly changes: Changes | null;
  readonly asked: Supposition;
  readonly onScan: () => void;
}): ReactNode {
  const { changes, asked, onScan } = props;
  const { caseId, window, view, change, speech } = useDesk();
  const { t, n } = speech;
  const words = t.whatIf;
  const remedies = useAnswer('getRemedies', { params: { case: caseId }, query: window });
  const known = remedies.answer;
  // What is suggested stays whole whatever the remedies are sought among.
  const [wish, setWish] = useState(PLAIN);
  const query = remedyQuery(wish);
  const sought = useAnswer(
    'getRemedies',
    query === null ? null : { params: { case: caseId }, query: { ...window, ...query } },
  );
  const least = query === null || sought.state !== 'ready' ? undefined : sought.answer;
  const [found, setFound] = useState(false);
  const left = least?.unsupported.after?.people ?? 0;
  return (
    <div className="what-if-panel">
      <p className="note">{words.about}</p>
      <div className="what-if-tools">
        <button
          type="button"
          className="button"
          disabled={least?.changes == null}
          onClick={() => {
            setFound(true);
            change({ suppose: textOf(least?.changes ?? {}) });
          }}
        >
          {words.least}
        </button>
        <button
          type="button"
          className="button"
          disabled={view.suppose === null}
          onClick={() => {
            setFound(false);
            change({ suppose: null });
          }}
        >
          {words.reset}
        </button>
      </div>
      {view.suppose !== null && changes === null && (
        <p className="failure" role="alert">
          {isMissing(view.suppose) ? words.notHeld : words.unreadable}
        </p>
      )}
      <RemedyForm wish={wish} onChange={setWish} />
      {query !== null && sought.state !== 'ready' && remedies.state === 'ready' && <Pending asked={sought} />}
      {least?.changes === null && least.unsupported.before.trails > 0 && (
        <p className="note" role="status">
          {words.remains(t.people(n(least.unsupported.before.people)))}
        </p>
      )}
      {least !== undefined && found && view.suppose === textOf(least.changes ?? {}) && (
        <p className="note" data-testid="proof">
          {least.optimal
            ? words.proved(n(least.remedies.length))
            : words.bounded(n(least.remedies.length), n(least.bound))}{' '}
          {left > 0 && words.remains(t.people(n(left)))}
        </p>
      )}
      <section className="what-if-outcome" aria-busy={asked.state === 'loading'}>
        <h2>{words.outcome}</h2>
        {asked.state === 'idle' && <p className="note">{words.idle}</p>}
        {asked.state === 'failed' && <Failure error={asked.error} again={asked.again} />}
        {asked.state === 'loading' && (asked.answer === undefined || asked.job !== undefined) && (
          <Pending asked={{ ...asked, state: 'loading' }} />
        )}
        {changes !== null && asked.answer?.scanNeeded === true && (
          <ScanNote answer={asked.answer} onScan={onScan} busy={asked.state === 'loading'} />
        )}
        {changes !== null && asked.answer?.scanNeeded === false && <Outcome answer={asked.answer} />}
      </section>
      <section>
        <h2>{words.suggestions}</h2>
        <ChosenCut changes={changes} />
        {known === undefined ? (
          <Pending asked={remedies} />
        ) : (
          <Suggestions
            items={known.suggestions.items}
            total={known.candidates}
            changes={changes}
            empty={known.unsupported.before.trails === 0 ? words.noUnsupported : words.none}
          />
        )}
      </section>
      <OpenFacts changes={changes} />
      {changes !== null && (
        <>
          <p className="note">{words.past}</p>
          <details className="what-if-file">
            <summary>{words.file}</summary>
            {/* It scrolls by keyboard, too. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre tabIndex={0}>{JSON.stringify(changes, null, 2)}</pre>
          </details>
        </>
      )}
    </div>
  );
}
