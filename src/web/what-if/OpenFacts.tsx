import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Changes } from '../api/client.js';
import { useAnswer } from '../api/use-answer.js';
import { usePages } from '../api/use-pages.js';
import { concerned, openQuestions } from '../evidence/questions.js';
import { Failure } from '../ui/Pending.js';
import { openFacts, ticksOfFact, type OpenFact } from './open-facts.js';
import { Box } from './Suggestions.js';

/** Facts that are shown; the open questions beside the map are all of them. */
const MOST = 24;

/** Facts that nobody recorded and that leave a verdict open: each can be supposed to be as the rules ask, or not. */
export function OpenFacts({ changes }: { readonly changes: Changes | null }): ReactNode {
  const { caseId, window, speech } = useDesk();
  const words = speech.t.whatIf;
  const query = { ...window, verdict: ['contested' as const], order: '-people' as const };
  const pages = usePages('listFlows', { case: caseId }, query);
  if (pages.state === 'failed') return <Failure error={pages.error} again={pages.again} />;
  const facts = openFacts(openQuestions(pages.items));
  if (facts.length === 0) return null;
  const unread = (pages.total ?? 0) > pages.items.length;
  const more = facts.length > MOST || unread;
  return (
    <section className="what-if-open" aria-label={words.open}>
      <h2>{words.open}</h2>
      <p className="note">{words.openAbout}</p>
      {facts.slice(0, MOST).map((fact) => (
        <OpenFactBoxes key={fact.question.key} fact={fact} unread={unread} changes={changes} />
      ))}
      {more && <p className="note">{words.openMore}</p>}
    </section>
  );
}

function OpenFactBoxes({
  fact,
  unread,
  changes,
}: {
  readonly fact: OpenFact;
  /** Whether there are flows that were not looked at. */
  readonly unread: boolean;
  readonly changes: Changes | null;
}): ReactNode {
  const { caseId, window, speech } = useDesk();
  const { question, flow } = fact;
  const explained = useAnswer('explain', { params: { case: caseId, id: flow.id }, query: window });
  const ticks = explained.answer === undefined ? [] : ticksOfFact(fact, explained.answer.explanation);
  if (explained.answer !== undefined && ticks.length === 0) return null;
  return (
    <fieldset className="what-if-record" aria-busy={explained.state === 'loading'}>
      <legend>
        <strong>{question.of}</strong>{' '}
        <span className="note">
          {concerned(speech, question, unread, 'leavesOpen')}
          {question.place !== null && ` · ${question.place.file}:${question.place.line}`}
        </span>
      </legend>
      {ticks.map((tick) => (
        <Box key={JSON.stringify(tick)} tick={tick} changes={changes} />
      ))}
    </fieldset>
  );
}
