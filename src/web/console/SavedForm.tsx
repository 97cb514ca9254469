import type { ReactNode } from 'react';
import { ApiError } from '../api/errors.js';
import { useDesk } from '../app/desk.js';
import type { Given } from '../state/view.js';
import { Icon } from '../ui/Icon.js';
import type { SavedQuery } from './columns.js';
import { ParameterField } from './ParameterField.js';

/** A saved query: what it asks, its parameters to be filled in, and a way to its statement. */
export function SavedForm(props: {
  readonly query: SavedQuery;
  readonly given: Given;
  readonly error: unknown;
  readonly onChange: (given: Given) => void;
  readonly onRun: () => void;
  readonly onEdit: (() => void) | undefined;
}): ReactNode {
  const { query, given, error, onChange, onRun, onEdit } = props;
  const { speech } = useDesk();
  const { t } = speech;
  return (
    <form
      className="question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <h2>{query.title}</h2>
      <p className="about">{query.about}</p>
      {query.persons && <p className="note">{t.console.persons}</p>}
      {query.parameters.length > 0 && (
        <div className="parameters">
          {query.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={given[parameter.name]?.[0] ?? fallbackOf(parameter.default)}
              wrong={wrongOf(error, parameter.name)}
              onChange={(value) => {
                onChange({ ...given, [parameter.name]: [value] });
              }}
            />
          ))}
        </div>
      )}
      <div className="question-foot">
        <button type="submit" className="button main-button">
          <Icon name="play" /> {t.console.run}
        </button>
        {onEdit !== undefined && (
          <button type="button" className="plain-button" onClick={onEdit}>
            {t.console.edit}
          </button>
        )}
      </div>
    </form>
  );
}

/** A default as the text of a field; empty where there is none. */
export function fallbackOf(value: unknown): string {
  return typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);
}

/** What the server says against a parameter, with what it would accept. */
function wrongOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const issue = error.problem.errors?.find((one) => one.name === name);
  if (issue === undefined) return undefined;
  const { accepted } = error.problem;
  return accepted === undefined ? issue.detail : `${issue.detail}. ${accepted}`;
}

/** What a form fills in, as it is sent: only what differs from the defaults. */
export function givenOf(query: SavedQuery, draft: Given): Given {
  return Object.fromEntries(
    query.parameters.flatMap(({ name, default: fallback }) => {
      const [value] = draft[name] ?? [];
      return value === undefined || value === fallbackOf(fallback) ? [] : [[name, [value]]];
    }),
  );
}

/** True when nothing is missing that must be given. */
export function isFilled(query: SavedQuery, given: Given): boolean {
  return query.parameters.every(({ name, required }) => !required || (given[name]?.[0] ?? '') !== '');
}
