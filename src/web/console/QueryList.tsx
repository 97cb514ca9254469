import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useNarrow } from '../state/preferences.js';
import type { SavedQuery } from './columns.js';

/** The value that stands for a statement of one's own. */
const OWN = ' ';

/** The questions there are, by what they are about; on a narrow screen as one choice. */
export function QueryList(props: {
  readonly queries: readonly SavedQuery[];
  /** Name of the one that is open; null for a statement of one's own. */
  readonly open: string | null;
  readonly onChoose: (name: string | null) => void;
}): ReactNode {
  const { queries, open, onChoose } = props;
  const { speech } = useDesk();
  const { t } = speech;
  const narrow = useNarrow();
  const folders = byFolder(queries);
  const nameOf = (folder: string) => t.console.folders[folder] ?? folder;
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  if (narrow) {
    return (
      <label className="query-choice">
        <span className="unseen">{t.console.saved}</span>
        <select
          value={open ?? OWN}
          onChange={(event) => {
            onChoose(event.target.value === OWN ? null : event.target.value);
          }}
        >
          <option value={OWN}>{t.console.own}</option>
          {folders.map(([folder, some]) => (
            <optgroup key={folder} label={nameOf(folder)}>
              {some.map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    );
  }
  const entry = (name: string | null, title: string) => (
    <li key={name ?? OWN}>
      <button
        type="button"
        aria-current={open === name ? 'true' : undefined}
        onClick={() => {
          onChoose(name);
        }}
      >
        {title}
      </button>
    </li>
  );
  return (
    <nav className="query-list" ref={list} aria-label={t.console.saved}>
      <ul>{entry(null, t.console.own)}</ul>
      {folders.map(([folder, some]) => (
        <section key={folder}>
          <h3>{nameOf(folder)}</h3>
          <ul>{some.map(({ name, title }) => entry(name, title))}</ul>
        </section>
      ))}
    </nav>
  );
}

function byFolder(queries: readonly SavedQuery[]): readonly (readonly [string, readonly SavedQuery[]])[] {
  const folders = new Map<string, SavedQuery[]>();
  for (const query of queries) {
    const [folder = ''] = query.name.split('/', 1);
    folders.set(folder, [...(folders.get(folder) ?? []), query]);
  }
  return [...folders];
}
