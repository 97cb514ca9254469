import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ApiError } from '../api/errors.js';
import { useAnswer } from '../api/use-answer.js';
import { useDesk } from '../app/desk.js';
import { EvidenceDrawer } from '../evidence/EvidenceDrawer.js';
import type { Ask } from '../state/view.js';
import { Pending } from '../ui/Pending.js';
import { parametersIn } from './bound.js';
import type { SavedQuery } from './columns.js';
import { OpenQuestion } from './OpenQuestion.js';
import { QueryList } from './QueryList.js';
import { ResultPane } from './ResultPane.js';
import { givenOf, isFilled } from './SavedForm.js';
import { spoken } from './spoken.js';
import { useRun, type Run } from './use-run.js';
import { useRunKeys } from './use-run-keys.js';
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
  const [ask, setAsk] = useDraft(asked, key);
  const query = ask?.kind === 'saved' ? queries.find(({ name }) => name === ask.name) : undefined;

  const started = useRef('');
  const begin = (next: Ask) => {
    started.current = JSON.stringify(next);
    change({ ask: next, chosen: null });
    start(next);
  };
  const runNow = (typed?: string) => {
    const next = ask === null ? null : toRun(ask, query, typed);
    if (next !== null) begin(next);
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
        <OpenQuestion
          ask={ask}
          query={query}
          mayAsk={me.answer?.role !== 'viewer'}
          error={error}
          onChange={setAsk}
          onRun={runNow}
          onEdit={(statement) => {
            change({ ask: statement, chosen: null });
          }}
        />
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

/** The question that an empty console opens with. */
function firstOf(queries: readonly SavedQuery[]): Ask | null {
  const first = queries.find(({ name }) => name === 'lineage/reach') ?? queries[0];
  return first === undefined ? null : { kind: 'saved', name: first.name, given: {} };
}

/** What is being filled in; what the address says counts anew each time that its key changes. */
function useDraft(asked: Ask | null, key: string): readonly [Ask | null, (ask: Ask) => void] {
  const [draft, setDraft] = useState<{ readonly key: string; readonly ask: Ask | null }>({
    key: '',
    ask: null,
  });
  if (draft.key !== key) setDraft({ key, ask: asked });
  return [
    draft.key === key ? draft.ask : asked,
    (ask) => {
      setDraft({ key, ask });
    },
  ];
}

/**
 * A question as it is sent, with what belongs to its parameters; null while the query that it names is not known.
 *
 * @param typed the statement as the editor has it just now
 */
function toRun(ask: Ask, query: SavedQuery | undefined, typed: string | undefined): Ask | null {
  if (ask.kind === 'saved') return query === undefined ? null : { ...ask, given: givenOf(query, ask.given) };
  const statement = typed ?? ask.statement;
  const given = parametersIn(statement).map((name) => [name, ask.given[name] ?? ['']] as const);
  return { ...ask, statement, given: Object.fromEntries(given) };
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
