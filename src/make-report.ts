import { statSync } from 'node:fs';
import type { Limits } from './config.js';
import { explainFlow } from './findings/explain.js';
import { lawOf } from './law/decide.js';
import { at } from './model/collect.js';
import type { Analysis } from './model/result.js';
import { caseReport, rowsOfReport } from './report/html/case-report.js';
import { REPORT_TEXTS } from './report/html/languages.js';
import { rowKey } from './report/html/report-input.js';
import { ENGLISH } from './report/html/texts-en.js';
import type { Session } from './session.js';
import { shownRows } from './shown-rows.js';
import type { Store } from './store/store.js';

interface Options {
  /** BCP 47; English for a language that there is not. */
  readonly lang: string;
  readonly limits: Limits;
  /** Whose key makes the pseudonyms; the session's store when it is left out. */
  readonly names?: Store;
}

/** A report, and what of the logs it shows. */
export interface MadeReport {
  readonly html: string;
  readonly rows: number;
  /** Pseudonyms of those whose rows it shows. */
  readonly persons: readonly string[];
}

/**
 * The report of a session's analysis; the rows that it shows as evidence are read from the logs.
 *
 * @param analysis the session's current one
 */
export async function reportOf(
  session: Session,
  analysis: Analysis,
  { lang, ...reading }: Options,
): Promise<MadeReport> {
  const refs = rowsOfReport(analysis);
  const shown = await shownRows(session, analysis, refs, reading);
  const law = lawOf(session.kase, analysis.counts);
  const html = caseReport({
    kase: session.kase,
    analysis,
    fingerprint: session.fingerprint,
    analyzedAt: statSync(session.store.current()?.path ?? session.store.dir).mtime,
    explain: (flow) => explainFlow(law, flow),
    rows: new Map(refs.map((ref, i) => [rowKey(ref), at(shown, i)])),
    texts: REPORT_TEXTS.get(lang) ?? ENGLISH,
  });
  return { html, rows: shown.length, persons: [...new Set(shown.map((row) => row.person))] };
}
