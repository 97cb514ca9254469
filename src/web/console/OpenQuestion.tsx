import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Ask } from '../state/view.js';
import type { SavedQuery } from './columns.js';
import { CypherForm } from './CypherForm.js';
import { fallbackOf, SavedForm } from './SavedForm.js';

/** The question that is open, as a form to be filled in; or why it cannot be asked. */
export function OpenQuestion(props: {
  readonly ask: Ask | null;
  /** The saved query that is asked; undefined for a statement, and for a name that no query has. */
  readonly query: SavedQuery | undefined;
  /** Whether the asker's role may ask in Cypher, and about persons. */
  readonly mayAsk: boolean;
  readonly error: unknown;
  readonly onChange: (ask: Ask) => void;
  /** Given the statement, where one is asked. */
  readonly onRun: (statement?: string) => void;
  /** Given a saved query as a statement to be changed. */
  readonly onEdit: (ask: Ask) => void;
}): ReactNode {
  const { ask, query, mayAsk, error, onChange, onRun, onEdit } = props;
  const { t } = useDesk().speech;
  if (ask === null) return null;
  if (ask.kind === 'cypher') {
    return mayAsk ? (
      <CypherForm
        statement={ask.statement}
        given={ask.given}
        error={error}
        onChange={(statement, given) => {
          onChange({ kind: 'cypher', statement, given });
        }}
        onRun={onRun}
      />
    ) : (
      <div className="question">
        <h2>{t.console.own}</h2>
        <p className="about">{t.console.notAllowed}</p>
      </div>
    );
  }
  if (query === undefined) {
    return (
      <div className="question">
        <p role="alert">{t.console.unknown(ask.name)}</p>
      </div>
    );
  }
  if (query.persons && !mayAsk) {
    return (
      <div className="question">
        <h2>{query.title}</h2>
        <p className="about">{query.about}</p>
        <p>{t.console.notAllowedPersons}</p>
      </div>
    );
  }
  return (
    <SavedForm
      query={query}
      given={ask.given}
      error={error}
      onChange={(given) => {
        onChange({ ...ask, given });
      }}
      onRun={() => {
        onRun();
      }}
      onEdit={
        mayAsk
          ? () => {
              onEdit(asCypher(query, ask));
            }
          : undefined
      }
    />
  );
}

/** A saved query as a statement to be changed, with what was filled in. */
function asCypher({ statement, parameters }: SavedQuery, { given }: Ask): Ask {
  const filled = parameters.map(
    ({ name, default: fallback }) => [name, given[name] ?? [fallbackOf(fallback)]] as const,
  );
  return { kind: 'cypher', statement, given: Object.fromEntries(filled) };
}
