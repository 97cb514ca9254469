import { useEffect, type ReactNode } from 'react';
import type { CaseEntry } from '../api/types.js';
import { useAnswer } from '../api/use-answer.js';
import { useLanguage, useTheme } from '../state/preferences.js';
import { useView } from '../state/use-view.js';
import { addressOfView } from '../state/view-url.js';
import { START } from '../state/view.js';
import { stageSaid } from '../text/stages.js';
import { useTexts } from '../text/use-texts.js';
import { PALETTES } from '../ui/palette.js';
import { shownText } from '../ui/shown.js';
import { Pending, ProblemSaid } from '../ui/Pending.js';
import { CasePage } from './CasePage.js';

/** Milliseconds after which the server is asked whether a case has a new analysis. */
const LOOK_EVERY = 30_000;

/** The page: finds the case that is asked for, or the first. */
export function App(): ReactNode {
  const speech = useTexts();
  const [theme] = useTheme();
  const [language] = useLanguage();
  const [view, change] = useView();
  const cases = useAnswer('listCases', { params: {}, query: {} });
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const items = cases.answer?.items;
  // An address that names no case is that of the first; one that names another must not show it as if it were that.
  const entry = view.case === null ? items?.[0] : items?.find(({ id }) => id === view.case);
  const id = entry?.id;
  useEffect(() => {
    if (id !== undefined && id !== view.case) change({ case: id }, 'replace');
  }, [id, view.case, change]);
  const title = entry?.title;
  useEffect(() => {
    document.title = title === undefined ? 'Wayleave' : `${shownText(title)} · Wayleave`;
  }, [title]);
  const waits = entry?.state === 'analyzing';
  const { again } = cases;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(again, 1500);
    return () => {
      clearTimeout(timer);
    };
  }, [waits, again, cases.answer]);

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    const timer = setInterval(look, LOOK_EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [again]);

  if (items === undefined) {
    return (
      <main className="lonely">
        <Pending asked={cases} />
      </main>
    );
  }
  if (entry === undefined && view.case !== null && items.length > 0) {
    return <NoCase id={view.case} cases={items} />;
  }
  if (entry === undefined) return <main className="lonely">{speech.t.states.noCases}</main>;
  if (entry.state !== 'ready') return <NotReady entry={entry} cases={items} />;
  return (
    <CasePage
      key={entry.id}
      entry={entry}
      cases={items}
      view={view}
      change={change}
      speech={speech}
      palette={PALETTES[theme]}
    />
  );
}

/** A case that is being analyzed, or whose analysis came to an error. */
function NotReady({
  entry: { id, title, problem, progress },
  cases,
}: {
  readonly entry: CaseEntry;
  readonly cases: readonly CaseEntry[];
}): ReactNode {
  const { t } = useTexts();
  return (
    <main className="lonely">
      <h1>{title}</h1>
      {problem === null ? (
        <p role="status">
          <span className="spinner" aria-hidden="true" /> {t.states.analyzing}{' '}
          {progress !== null && stageSaid(progress.stage, t)}
        </p>
      ) : (
        <div className="failure" role="alert">
          <ProblemSaid problem={problem} />
        </div>
      )}
      <Served cases={cases.filter((one) => one.id !== id)} />
    </main>
  );
}

function NoCase({ id, cases }: { readonly id: string; readonly cases: readonly CaseEntry[] }): ReactNode {
  const { states } = useTexts().t;
  return (
    <main className="lonely">
      <h1>{states.noCase(id)}</h1>
      <Served cases={cases} />
    </main>
  );
}

/** The way to cases that are served; nothing where there is none. */
function Served({ cases }: { readonly cases: readonly CaseEntry[] }): ReactNode {
  const { states } = useTexts().t;
  if (cases.length === 0) return null;
  return (
    <>
      <p>{states.served}</p>
      <ul className="served">
        {cases.map((one) => (
          <li key={one.id}>
            <a href={addressOfView({ ...START, case: one.id })}>{one.title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
