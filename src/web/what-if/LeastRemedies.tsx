import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Changes } from '../api/client.js';
import { useAnswer } from '../api/use-answer.js';
import { isMissing } from '../state/view.js';
import { Pending } from '../ui/Pending.js';
import { textOf } from './changes.js';
import { RemedyForm } from './RemedyForm.js';
import { PLAIN, remedyQuery } from './remedy-wish.js';

/** The least remedies, among those that are wished for: to be supposed, with what is proved of them. */
export function LeastRemedies(props: {
  readonly changes: Changes | null;
  /** Whether the suggestions are there; until then it is they that say what is waited for. */
  readonly isListed: boolean;
}): ReactNode {
  const { changes, isListed } = props;
  const { caseId, window, view, change, speech } = useDesk();
  const { t, n } = speech;
  const words = t.whatIf;
  // Of these answers alone: the suggestions stay whole, whatever remedies are sought among.
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
    <>
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
      {query !== null && sought.state !== 'ready' && isListed && <Pending asked={sought} />}
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
    </>
  );
}
