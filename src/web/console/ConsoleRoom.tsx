import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ApiError } from '../api/errors.js';
import { useAnswer } from '../api/use-answer.js';
import { useDesk } from '../app/desk.js';
import { EvidenceDrawer } from '../evidence/EvidenceDrawer.js';
import type { Ask } from '../state/view.js';
import { Pending } from '../ui/Pending.js';
import { parametersIn } from './bound.js';
import { CypherForm } from './CypherForm.js';
import type { SavedQuery } from './columns.js';
import { spoken } from './spoken.js';
import { QueryList } from './QueryList.js';
import { ResultPane } from './ResultPane.js';
import { fallbackOf, givenOf, isFilled, SavedForm } from './SavedForm.js';
import { useRun, type Run } from './use-run.js';
import '../styles/console.css';

/** What the editor opens with. */
const FIRST_STATEMENT = `MATCH way = (s:Processor)-[:SENDS]->(f:Flow)-[:TO]->(r:Processor)
WHERE f.crossBorder
RETURN way
ORDER BY f.people DESC
LIMIT 25`;

const NOTHING: readonly SavedQuery[] = [];

/** Questions to the graph: those that are saved, and one's own in Cypher. What was asked stands in the address. */
export default function ConsoleRoom(): ReactNode {
  const { caseId, view, change, speech } = useDesk();
  const { t } = speech;
  const listed = useAnswer('listQueries', { params: { case: caseId }, query: {} });
  const me = useAnswer('getMe', { params: {}, query: {} });
  const { run, start, cancel, clear } = useRun(caseId);
  const items = listed.answer?.items ?? NOTHING;
  const queries = useMemo(() => items.map((query) => spoken(query, t.console.catalog)), [items, t]);
  const asked = view.ask ?? firstOf(queries);
  const key = JSON.stringify(asked);
  // What is being filled in; what the address says counts anew each time that changes.
  const [draft, setDraft] = useState<{ readonly key: string; readonly ask: Ask | null }>({
    key: '',
    ask: null,
  });
  if (draft.key !== key) setDraft({ key, ask: asked });
  const ask = draft.key === key ? draft.ask : asked;
  const mayAsk = me.answer?.role !== 'viewer';
  const query = ask?.kind === 'saved' ? queries.find(({ name }) => name === ask.name) : undefined;

  const started = useRef('');
  const begin = (next: Ask) => {
    started.current = JSON.stringify(next);
    change({ ask: next, chosen: null });
    start(next);
  };
  const runNow = (typed?: string) => {
    if (ask === null) return;
    if (ask.kind === 'saved') {
      if (query !== undefined) begin({ ...ask, given: givenOf(query, ask.given) });
      return;
    }
    const statement = typed ?? ask.statement;
    const names = parametersIn(statement);
    begin({
      ...ask,
      statement,
      given: Object.fromEntries(names.map((name) => [name, ask.given[name] ?? ['']])),
    });
  };
  useRunKeys(runNow);
  useEffect(() => {
    if (asked === null || items === NOTHING || started.current === key) return;
    started.current = key;
    // A question that is opened is answered at once, unless it is somebody's statement or names persons: whoever runs
    // those is noted, so they wait for that person to say so.
    const opened = asked.kind === 'saved' ? queries.find(({ name }) => name === asked.name) : undefined;
    if (opened !== undefined && !opened.persons && isFilled(opened, asked.given)) start(asked);
    else clear();
    // The key says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, items, start, clear]);

  if (listed.answer === undefined) {
    return (
      <div className="console">
        <Pending asked={listed} />
      </div>
    );
  }
  const error = errorOf(run, ask);
  return (
    <div className="console">
      <QueryList
        queries={queries}
        open={ask?.kind === 'saved' ? ask.name : null}
        onChoose={(name) => {
          const next: Ask =
            name === null
              ? { kind: 'cypher', statement: FIRST_STATEMENT, given: {} }
              : { kind: 'saved', name, given: {} };
          change({ ask: next, chosen: null });
        }}
      />
      <div className="console-desk">
        {ask?.kind === 'cypher' && !mayAsk && (
          <div className="question">
            <h2>{t.console.own}</h2>
            <p className="about">{t.console.notAllowed}</p>
          </div>
        )}
        {ask?.kind === 'cypher' && mayAsk && (
          <CypherForm
            statement={ask.statement}
            given={ask.given}
            error={error}
            onChange={(statement, given) => {
              setDraft({ key, ask: { kind: 'cypher', statement, given } });
            }}
            onRun={runNow}
          />
        )}
        {ask?.kind === 'saved' && query === undefined && (
          <div className="question">
            <p role="alert">{t.console.unknown(ask.name)}</p>
          </div>
        )}
        {ask?.kind === 'saved' && query !== undefined && query.persons && !mayAsk && (
          <div className="question">
            <h2>{query.title}</h2>
            <p className="about">{query.about}</p>
            <p>{t.console.notAllowedPersons}</p>
          </div>
        )}
        {ask?.kind === 'saved' && query !== undefined && (!query.persons || mayAsk) && (
          <SavedForm
            query={query}
            given={ask.given}
            error={error}
            onChange={(given) => {
              setDraft({ key, ask: { ...ask, given } });
            }}
            onRun={() => {
              runNow();
            }}
            onEdit={
              mayAsk
                ? () => {
                    change({ ask: asCypher(query, ask), chosen: null });
                  }
                : undefined
            }
          />
        )}
        {!isAtField(error) && (
          <ResultPane
            run={run}
            queries={queries}
            onCancel={cancel}
            onAgain={() => {
              runNow();
            }}
          />
        )}
      </div>
      {view.chosen !== null && <EvidenceDrawer covers={false} />}
    </div>
  );
}

/** Ctrl or Cmd with Enter runs, wherever in the room somebody is. */
function useRunKeys(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // The editor takes the same keys itself.
      if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** The question that an empty console opens with. */
function firstOf(queries: readonly SavedQuery[]): Ask | null {
  const first = queries.find(({ name }) => name === 'lineage/reach') ?? queries[0];
  return first === undefined ? null : { kind: 'saved', name: first.name, given: {} };
}

/** A saved query as a statement to be changed, with what was filled in. */
function asCypher({ statement, parameters }: SavedQuery, { given }: Ask): Ask {
  const filled = parameters.map(({ name, default: fallback }) => [
    name,
    given[name] ?? [fallbackOf(fallback)],
  ]);
  return { kind: 'cypher', statement, given: Object.fromEntries(filled) as Ask['given'] };
}

/** What went wrong with what is open; what is being changed is not wrong yet. */
function errorOf(run: Run, open: Ask | null): unknown {
  if (run.state !== 'failed') return undefined;
  const changed =
    run.ask.kind === 'cypher' && open?.kind === 'cypher' && run.ask.statement !== open.statement;
  return changed ? undefined : run.error;
}

/** True when what is wrong is said at a field of the form. */
function isAtField(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.problem.code === 'QUERY_PARAMETER' &&
    error.problem.errors !== undefined
  );
}
