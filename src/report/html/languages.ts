import type { Texts } from './texts.js';
import { ENGLISH } from './texts-en.js';
import { KOREAN } from './texts-ko.js';

/** The languages of reports by their code (BCP 47). */
export const REPORT_TEXTS: ReadonlyMap<string, Texts> = new Map([ENGLISH, KOREAN].map((t) => [t.lang, t]));
