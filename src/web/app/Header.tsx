import type { ReactNode } from 'react';
import type { CaseEntry } from '../api/types.js';
import { Search } from '../map/Search.js';
import { useLanguage, useTheme } from '../state/preferences.js';
import { START, type Room } from '../state/view.js';
import { Icon } from '../ui/Icon.js';
import { useDesk } from './desk.js';

/** Rooms that there are. */
const SHOWN: readonly Room[] = ['map', 'findings', 'query', 'what-if'];

/** The bar on top: the case, the rooms, search, language and theme. */
export function Header(props: {
  readonly cases: readonly CaseEntry[];
  readonly entry: CaseEntry;
}): ReactNode {
  const { cases, entry } = props;
  const { speech, view, change } = useDesk();
  const { t } = speech;
  return (
    <header className="header">
      <p className="brand" title={t.appAbout}>
        <svg className="brand-mark" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <path d="M7 9.5c3 9 5.5 12.5 9 12.5s6-3.5 9-12.5" />
          <circle cx="7" cy="9.500" r="3" />
          <circle cx="16" cy="22" r="3" />
          <circle cx="25" cy="9.500" r="3" />
        </svg>
        Wayleave
      </p>
      {cases.length > 1 && (
        <select
          className="case-choice"
          aria-label={t.chooseCase}
          value={entry.id}
          onChange={(event) => {
            change({ ...START, case: event.target.value });
          }}
        >
          {cases.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      <nav className="rooms" aria-label={t.navRooms}>
        {SHOWN.map((room) => (
          <button
            key={room}
            type="button"
            aria-current={view.room === room ? 'page' : undefined}
            onClick={() => {
              change({ room });
            }}
          >
            {t.rooms[room]}
          </button>
        ))}
      </nav>
      <Search />
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}

function LanguageSwitch(): ReactNode {
  const { speech } = useDesk();
  const [language, set] = useLanguage();
  const other = language === 'en' ? 'ko' : 'en';
  return (
    <button
      type="button"
      className="plain-button"
      lang={other}
      aria-label={`${speech.t.language}: ${speech.t.languages[other]}`}
      onClick={() => {
        set(other);
      }}
    >
      {other === 'ko' ? '한국어' : 'English'}
    </button>
  );
}

function ThemeSwitch(): ReactNode {
  const { speech } = useDesk();
  const [theme, set] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${speech.t.theme}: ${speech.t.themes[other]}`}
      title={speech.t.themes[other]}
      onClick={() => {
        set(other);
      }}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
