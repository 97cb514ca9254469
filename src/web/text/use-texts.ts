import { useMemo } from 'react';
import { useLanguage } from '../state/preferences.js';
import { en } from './en.js';
import { ko } from './ko.js';
import type { Speech } from './texts.js';

const LANGUAGES = { en, ko };

/** Of the language that is chosen. */
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
