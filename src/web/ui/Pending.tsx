import { useState, type ReactNode } from 'react';
import { ApiError, Offline } from '../api/errors.js';
import type { CaseEntry } from '../api/types.js';
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
  return (
    <div className="failure" role="alert">
      {error instanceof ApiError ? (
        <ProblemSaid problem={error.problem} title={error.problem.title} />
      ) : (
        <>
          <p className="failure-title">{error instanceof Offline ? t.states.offline : t.states.failed}</p>
          {!(error instanceof Offline) && <p>{String(error)}</p>}
        </>
      )}
      <button type="button" className="button" onClick={again}>
        {t.states.again}
      </button>
    </div>
  );
}

/** What the server says of an error: what happened and where, what it would accept, what to do. */
export function ProblemSaid({
  problem: { code, detail, place, accepted, advice },
  title,
}: {
  readonly problem: NonNullable<CaseEntry['problem']>;
  /** What happened, where the language has no words of its own for the code; left out where the detail says it. */
  readonly title?: string;
}): ReactNode {
  const { states } = useTexts().t;
  const heading = states.errors[code] ?? title;
  return (
    <>
      {heading !== undefined && <p className="failure-title">{heading}</p>}
      <p>
        {detail} <code>{code}</code>
      </p>
      {place !== undefined && <p>{states.errorAt(place)}</p>}
      {accepted !== undefined && <p>{states.errorAccepted(accepted)}</p>}
      {advice !== undefined && <p>{advice}</p>}
    </>
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
