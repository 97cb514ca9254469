import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Changes } from '../api/client.js';
import { useAnswer } from '../api/use-answer.js';
import { Failure, Pending } from '../ui/Pending.js';
import { ChosenCut } from './ChosenCut.js';
import { LeastRemedies } from './LeastRemedies.js';
import { OpenFacts } from './OpenFacts.js';
import { Outcome } from './Outcome.js';
import { ScanNote } from './ScanNote.js';
import { Suggestions } from './Suggestions.js';
import type { Supposition } from './use-what-if.js';

interface PanelProps {
  /** What is supposed; null where nothing is, or it cannot be read. */
  readonly changes: Changes | null;
  /** What would be. */
  readonly asked: Supposition;
  /** Asks for the logs to be read. */
  readonly onScan: () => void;
}

/** What can be ticked, and what it comes to. */
export function WhatIfPanel({ changes, asked, onScan }: PanelProps): ReactNode {
  const { caseId, window, speech } = useDesk();
  const words = speech.t.whatIf;
  const remedies = useAnswer('getRemedies', { params: { case: caseId }, query: window });
  const known = remedies.answer;
  return (
    <div className="what-if-panel">
      <p className="note">{words.about}</p>
      <LeastRemedies changes={changes} isListed={remedies.state === 'ready'} />
      <OutcomeOf changes={changes} asked={asked} onScan={onScan} />
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

/** What a supposition comes to, as far as it is known. */
function OutcomeOf({ changes, asked, onScan }: PanelProps): ReactNode {
  const { speech } = useDesk();
  const words = speech.t.whatIf;
  return (
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
  );
}
