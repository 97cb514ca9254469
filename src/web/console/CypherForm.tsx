import { useMemo, type ReactNode } from 'react';
import { ApiError } from '../api/errors.js';
import { useAnswer } from '../api/use-answer.js';
import { useDesk } from '../app/desk.js';
import type { Given } from '../state/view.js';
import { Icon } from '../ui/Icon.js';
import { parametersIn } from './bound.js';
import { CypherEditor } from './CypherEditor.js';
import { wrongPlace } from './wrong-place.js';

/** A statement of one's own: the editor, and a field for each parameter that the statement uses. */
export function CypherForm(props: {
  readonly statement: string;
  readonly given: Given;
  readonly error: unknown;
  readonly onChange: (statement: string, given: Given) => void;
  readonly onRun: (statement: string) => void;
}): ReactNode {
  const { statement, given, error, onChange, onRun } = props;
  const { speech } = useDesk();
  const { t } = speech;
  const schema = useAnswer('getSchema', { params: {}, query: {} }).answer;
  const names = parametersIn(statement);
  const message = error instanceof ApiError ? error.problem.detail : undefined;
  const wrong = useMemo(
    () => (message === undefined ? null : wrongPlace(message, statement)),
    [message, statement],
  );
  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault();
        onRun(statement);
      }}
    >
      <h2>{t.console.own}</h2>
      <p className="about">{t.console.ownAbout}</p>
      <CypherEditor
        value={statement}
        label={t.console.statement}
        schema={schema}
        wrong={wrong}
        onChange={(next) => {
          onChange(next, given);
        }}
        onRun={onRun}
      />
      {names.length > 0 && (
        <div className="parameters">
          {names.map((name) => (
            <label key={name} className="parameter">
              <code>${name}</code>
              <input
                type="text"
                autoComplete="off"
                spellCheck={false}
                placeholder="5, true, text, ['a', 'b']"
                value={given[name]?.[0] ?? ''}
                onChange={(event) => {
                  onChange(statement, { ...given, [name]: [event.target.value] });
                }}
              />
            </label>
          ))}
        </div>
      )}
      <div className="question-foot">
        <button type="submit" className="button main-button">
          <Icon name="play" /> {t.console.run}
        </button>
        <span className="note">{t.console.keys}</span>
      </div>
    </form>
  );
}
