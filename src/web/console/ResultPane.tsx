import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { Failure } from '../ui/Pending.js';
import { columnsOf, type SavedQuery } from './columns.js';
import { CsvButton } from './CsvButton.js';
import { drawingOf } from './drawing.js';
import { ResultTable } from './ResultTable.js';
import type { QueryAnswer, Run } from './use-run.js';

// The drawing brings sigma with it; who reads tables does not wait for that.
const ResultGraph = lazy(() => import('./ResultGraph.js'));

/** What a query answered: how much of it there is, what cut it, what it took; as a table or as a graph. */
export function ResultPane(props: {
  readonly run: Run;
  readonly queries: readonly SavedQuery[];
  readonly onCancel: () => void;
  readonly onAgain: () => void;
}): ReactNode {
  const { run, queries, onCancel, onAgain } = props;
  const { speech } = useDesk();
  const { t } = speech;
  switch (run.state) {
    case 'idle':
      return <p className="result-note note">{t.console.idle}</p>;
    case 'cancelled':
      return <p className="result-note">{t.console.cancelled}</p>;
    case 'running':
      return <Running since={run.since} onCancel={onCancel} />;
    case 'failed':
      return (
        <div className="result-note">
          <Failure error={run.error} again={onAgain} />
        </div>
      );
    case 'done': {
      const { ask, answer } = run;
      const query = ask.kind === 'saved' ? queries.find(({ name }) => name === ask.name) : undefined;
      return <Result answer={answer} query={query} csv={<CsvButton ask={ask} />} />;
    }
  }
}

function Running({ since, onCancel }: { readonly since: number; readonly onCancel: () => void }): ReactNode {
  const { speech } = useDesk();
  const { t, n } = speech;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds(Math.floor((Date.now() - since) / 1000));
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [since]);
  return (
    <div className="result-note running" role="status">
      <span className="spinner" aria-hidden="true" /> {t.console.running(n(seconds))}
      <button type="button" className="button" onClick={onCancel}>
        {t.console.cancel}
      </button>
    </div>
  );
}

function Result(props: {
  readonly answer: QueryAnswer;
  readonly query: SavedQuery | undefined;
  readonly csv: ReactNode;
}): ReactNode {
  const { answer, query, csv } = props;
  const { view, change, speech, nameOf } = useDesk();
  const { t, n } = speech;
  const { rows, columns: names } = answer;
  const columns = useMemo(() => columnsOf(names, rows, query, nameOf), [names, rows, query, nameOf]);
  const drawing = useMemo(() => drawingOf(answer, query, nameOf), [answer, query, nameOf]);
  const cut = answer.cuts.find(({ by }) => by === 'maxRows');
  return (
    <section className="result" aria-label={t.console.answer}>
      <div className="result-head">
        <p role="status" data-testid="result-said">
          {t.console.rows(n(rows.length))} · {t.console.took(n(answer.milliseconds))} ·{' '}
          {cut === undefined ? t.console.complete : <strong>{t.console.cut(n(rows.length))}</strong>}
        </p>
        <div className="choice" role="group" aria-label={t.console.shownAs}>
          {([false, true] as const).map((drawn) => (
            <button
              key={String(drawn)}
              type="button"
              aria-pressed={view.drawn === drawn}
              onClick={() => {
                change({ drawn }, 'replace');
              }}
            >
              {drawn ? t.console.asGraph : t.console.asTable}
            </button>
          ))}
        </div>
        {csv}
      </div>
      {rows.length === 0 && <p className="empty">{t.console.noRows}</p>}
      {rows.length > 0 && !view.drawn && (
        <ResultTable columns={columns} rows={rows} label={query?.title ?? t.console.answer} />
      )}
      {rows.length > 0 && view.drawn && drawing.nodes.length === 0 && (
        <p className="empty">{t.console.nothingToDraw}</p>
      )}
      {view.drawn && drawing.nodes.length > 0 && (
        <Suspense fallback={<p className="pending">{t.states.loading}</p>}>
          <ResultGraph drawing={drawing} />
        </Suspense>
      )}
    </section>
  );
}
