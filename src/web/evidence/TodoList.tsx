import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { flowQuery } from '../app/queries.js';
import { usePages } from '../api/use-pages.js';
import { isNarrowed } from '../state/view.js';
import { Failure, Pending } from '../ui/Pending.js';
import { isolated } from '../ui/shown.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import { concerned, openQuestions } from './questions.js';

const KEY = 'wayleave-done';

/** Open questions as a to-do list; what is done is remembered by this browser. */
export function TodoList({ follow }: { readonly follow: readonly string[] | undefined }): ReactNode {
  const { caseId, view, speech, change } = useDesk();
  const { t, n } = speech;
  const pages = usePages('listFlows', { case: caseId }, { ...flowQuery(view, follow), order: '-people' });
  const [done, setDone] = useState(() => readDone(caseId));
  const questions = openQuestions(pages.items);
  const total = pages.total ?? 0;
  const more = total > pages.items.length;
  const toggle = (key: string) => {
    const next = new Set(done);
    if (!next.delete(key)) next.add(key);
    setDone(next);
    writeDone(caseId, next);
  };
  return (
    <section className="list" aria-label={t.todo.title}>
      <p className="note list-note">{t.todo.about}</p>
      {pages.state === 'failed' && <Failure error={pages.error} again={pages.again} />}
      {pages.state === 'loading' && <Pending asked={{ ...pages, state: 'loading', answer: undefined }} />}
      {pages.state === 'ready' && !more && questions.length === 0 && (
        <p className="empty">{isNarrowed(view) ? t.todo.empty : t.todo.emptyWhole}</p>
      )}
      <div className="scroller">
        <ul className="todo">
          {questions.map((question) => {
            const { key, of, fact, place, who, flows, decides } = question;
            const [first] = flows;
            return (
              <li key={key}>
                <label>
                  <input
                    type="checkbox"
                    checked={done.has(key)}
                    onChange={() => {
                      toggle(key);
                    }}
                  />
                  <span className={done.has(key) ? 'done' : ''}>
                    {who ? t.todo.askWho(isolated(of)) : t.todo.ask(isolated(fact), isolated(of))}
                  </span>
                </label>
                {place !== null && (
                  <p className="note cell">{t.todo.cell(`${place.file}:${place.line}`, place.column)}</p>
                )}
                <p className="note concerns">
                  {concerned(speech, question, more)}. {decides ? t.todo.alone : t.todo.notAlone}
                </p>
                {first !== undefined && (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      change({ chosen: { kind: 'flow', id: first.id } });
                    }}
                  >
                    {first.sender} → {first.recipient}, {first.purpose}{' '}
                    <VerdictMark verdict={first.verdict} />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {more && (
        <button type="button" className="button list-foot" onClick={pages.more}>
          {t.trailList.showing(n(pages.items.length), n(total))}
        </button>
      )}
    </section>
  );
}

function readDone(caseId: string): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`${KEY}:${caseId}`) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((k) => typeof k === 'string') : []);
  } catch {
    // What others wrote there is not ours to understand.
    return new Set();
  }
}

function writeDone(caseId: string, done: ReadonlySet<string>): void {
  try {
    localStorage.setItem(`${KEY}:${caseId}`, JSON.stringify([...done]));
  } catch {
    // Where nothing can be kept, it holds until the page is closed.
  }
}
