import { useMemo } from 'react';
import { useLanguage } from '../state/preferences.js';
import { en } from './en.js';
import { ko } from './ko.js';
import type { Texts } from './texts.js';

const LANGUAGES = { en, ko };

/** The texts of the language, and how it writes numbers, days and places. */
export interface Speech {
  readonly t: Texts;
  /** `4,045`. */
  readonly n: (value: number) => string;
  /** The day of an instant as the API writes it (UTC). */
  readonly day: (instant: string) => string;
  /** `2024-05` as the language writes a month. */
  readonly month: (month: string) => string;
  /** Name of a country by its code; the code itself where there is none. */
  readonly place: (code: string) => string;
}

export function useTexts(): Speech {
  const [language] = useLanguage();
  return useMemo(() => {
    const t = LANGUAGES[language];
    const number = new Intl.NumberFormat(t.locale);
    const months = new Intl.DateTimeFormat(t.locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
    const places = new Intl.DisplayNames([t.locale], { type: 'region', fallback: 'code' });
    return {
      t,
      n: (value) => number.format(value),
      day: (instant) => instant.slice(0, 10),
      month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
      place: (code) => (/^[A-Z]{2}$/.test(code) ? (places.of(code) ?? code) : code),
    };
  }, [language]);
}
