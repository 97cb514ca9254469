import { useState, type ReactNode } from 'react';
import { ApiError, Offline } from '../api/errors.js';
import { hasToken, setToken } from '../api/client.js';
import type { Asked } from '../api/use-answer.js';
import { stageSaid } from '../text/stages.js';
import { useTexts } from '../text/use-texts.js';

/** What is shown while an answer is not there: that it is on its way and how far, or what went wrong and what to do. */
export function Pending({ asked }: { readonly asked: Asked<unknown> }): ReactNode {
  const { t, n } = useTexts();
  if (asked.state === 'failed') return <Failure error={asked.error} again={asked.again} />;
  const { job } = asked;
  const share =
    job === undefined || job.total === 0 ? '' : `${n(Math.floor((100 * job.done) / job.total))} %`;
  return (
    <p className="pending" role="status">
      <span className="spinner" aria-hidden="true" />
      {job === undefined ? t.states.loading : t.states.working(stageSaid(job.stage, t), share)}
      {job !== undefined && job.ahead > 0 && ` · ${t.states.ahead(n(job.ahead))}`}
    </p>
  );
}

/** An error as the server says it, and a way to try again. */
export function Failure({
  error,
  again,
}: {
  readonly error: unknown;
  readonly again: () => void;
}): ReactNode {
  const { t } = useTexts();
  if (error instanceof ApiError && error.problem.status === 401)
    return <AskToken again={again} refusal={hasToken() ? error.problem.detail : undefined} />;
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <div className="failure" role="alert">
      <p className="failure-title">
        {error instanceof Offline ? t.states.offline : (problem?.title ?? t.states.failed)}
      </p>
      {problem !== undefined && (
        <p>
          {problem.detail} <code>{problem.code}</code>
        </p>
      )}
      {problem?.accepted !== undefined && <p>{problem.accepted}</p>}
      {problem?.advice !== undefined && <p>{problem.advice}</p>}
      {problem === undefined && !(error instanceof Offline) && <p>{String(error)}</p>}
      <button type="button" className="button" onClick={again}>
        {t.states.again}
      </button>
    </div>
  );
}

function AskToken({
  again,
  refusal,
}: {
  readonly again: () => void;
  /** What the server says of the token that was given. */
  readonly refusal: string | undefined;
}): ReactNode {
  const { t } = useTexts();
  const [token, change] = useState('');
  return (
    <form
      className="failure"
      onSubmit={(event) => {
        event.preventDefault();
        setToken(token);
        again();
      }}
    >
      <p className="failure-title">{t.states.token}</p>
      {refusal !== undefined && <p role="alert">{refusal}</p>}
      <label className="stacked">
        {t.states.tokenLabel}
        <input
          type="password"
          autoComplete="off"
          value={token}
          onChange={(event) => {
            change(event.target.value);
          }}
        />
      </label>
      <button type="submit" className="button">
        {t.states.tokenSend}
      </button>
    </form>
  );
}
