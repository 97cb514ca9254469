import { useSyncExternalStore } from 'react';
import type { Language, Theme } from './looks.js';

/** What a person set for themselves; null: as their system says. */
interface Preferences {
  readonly theme: Theme | null;
  readonly language: Language | null;
}

const KEY = 'wayleave-preferences';
const listeners = new Set<() => void>();
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Preferences {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<string, unknown>>;
    const theme = value['theme'] === 'light' || value['theme'] === 'dark' ? value['theme'] : null;
    const language = value['language'] === 'en' || value['language'] === 'ko' ? value['language'] : null;
    return { theme, language };
  } catch {
    // A browser that keeps nothing, or something that others wrote there: the system's ways it is.
    return { theme: null, language: null };
  }
}

let current = stored();

function change(partial: Partial<Preferences>): void {
  current = { ...current, ...partial };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Where nothing can be kept, it holds until the page is closed.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener('change', listener);
  };
}

const themeNow = (): Theme => current.theme ?? (dark.matches ? 'dark' : 'light');
const languageNow = (): Language => current.language ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');

/** Makes the document's colours follow what was set. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = current.theme ?? 'system';
}

/** The theme: that which was chosen, else the system's, which it follows. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [
    useSyncExternalStore(subscribe, themeNow),
    (theme) => {
      change({ theme });
    },
  ];
}

/** The language: that which was chosen, else the browser's, if the page speaks it. */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  return [
    useSyncExternalStore(subscribe, languageNow),
    (language) => {
      change({ language });
    },
  ];
}

/** True when the person asked for less motion. */
export function useReducedMotion(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}

/** True while the page is printed: then whole lists are drawn, not what is seen of them. */
export function usePrinted(): boolean {
  return useMedia('print');
}

/** True on a screen too narrow for map and lists side by side. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 860px)');
}

/** Whether a media query holds, also when that changes. */
function useMedia(media: string): boolean {
  const query = window.matchMedia(media);
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => {
        query.removeEventListener('change', listener);
      };
    },
    () => query.matches,
  );
}
