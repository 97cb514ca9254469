import type { CellPlace } from '../../model/cells.js';
import type { ImportLimitCode } from '../../model/imports.js';
import type { Code, Verdict } from '../../model/decision.js';
import type { Severity } from '../../model/result.js';
import type { Carrier, CountCondition } from '../../model/rule-pack.js';
import type { RowSays, ShownRow } from '../shown-row.js';

/** Everything that a report says in its own words, in one language. Names of the case, codes and citations are as they are. */
export interface Texts {
  readonly lang: string;
  readonly report: string;
  readonly disclaimer: string;
  readonly contents: string;
  readonly summary: string;
  readonly picture: string;
  readonly parties: string;
  readonly trails: string;
  readonly findings: string;
  readonly questions: string;
  readonly method: string;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly verdictMeans: Readonly<Record<Verdict, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly code: Readonly<Record<Code, string>>;
  readonly word: Readonly<Record<Word, string>>;
  readonly trailCount: (n: string) => string;
  readonly entityCount: (n: string) => string;
  readonly people: (n: string, one: boolean) => string;
  readonly shown: (shown: string, all: string) => string;
  readonly cut: (hops: number, maxTrails: string) => string;
  readonly headline: (people: string, trails: string, entities: string) => string;
  readonly unsupportedPeople: (n: string, of: string) => string;
  readonly noForeign: string;
  /** Where trails were cut, so that others may. */
  readonly noForeignListed: string;
  readonly atLeast: (trails: string) => string;
  readonly noFindings: string;
  readonly noQuestions: string;
  readonly pictureNote: string;
  readonly pictureCut: (entities: number, ofEntities: number, arrows: number, ofArrows: number) => string;
  readonly trailsNote: string;
  readonly alike: (n: string) => string;
  readonly findingsNote: string;
  readonly questionsNote: string;
  readonly asked: (fact: string, of: string, who?: boolean) => string;
  readonly methodText: readonly string[];
  readonly packNotes: string;
  readonly importNotes: string;
  /** Of a fact that is asked of a record: how it stands. */
  readonly factor: Readonly<Record<'yes' | 'no' | 'unknown' | 'weighed', string>>;
  readonly lacks: (items: string) => string;
  readonly cell: (place: CellPlace) => string;
  readonly importLimit: Readonly<Record<ImportLimitCode, string>>;
  readonly importOpen: (of: string, facts: string) => string;
  /** Where a log row stands. */
  readonly rowAt: (row: Pick<ShownRow, 'file' | 'row' | 'line'>) => string;
  /** What it says; null where it is not there any more. */
  readonly rowSays: (row: RowSays | null) => string;
  readonly witness: string;
  readonly samples: string;
  readonly share: (owner: string, percent: string, since: string | null, until: string | null) => string;
  readonly carried: (by: string) => string;
  readonly contested: string;
  readonly tried: string;
  /** Of a carrier that says no without a code: an exemption may be on record and its conditions fail, a decision may be over. */
  readonly noReason: Readonly<Record<Carrier['by'], string>>;
  /** Before the conditions by which a carrier fails. */
  readonly fails: (what: string) => string;
  readonly asks: {
    readonly held: (by: string, percent: number) => string;
    readonly fewer: (counted: CountCondition) => string;
  };
  readonly onwardHere: string;
}

/** Single words and short names of columns. */
export type Word =
  | 'case'
  | 'home'
  | 'analyzed'
  | 'period'
  | 'fingerprint'
  | 'rules'
  | 'readOn'
  | 'complete'
  | 'yes'
  | 'no'
  | 'log'
  | 'read'
  | 'accepted'
  | 'rejected'
  | 'verdict'
  | 'flows'
  | 'records'
  | 'people'
  | 'processor'
  | 'place'
  | 'parent'
  | 'holdings'
  | 'foreign'
  | 'atHome'
  | 'way'
  | 'fields'
  | 'purpose'
  | 'basis'
  | 'gate'
  | 'provisions'
  | 'from'
  | 'to'
  | 'hop'
  | 'row'
  | 'person'
  | 'time'
  | 'content'
  | 'transfers'
  | 'consents'
  | 'question'
  | 'cell'
  | 'severity'
  | 'none'
  | 'persons'
  | 'legend'
  | 'adequacy'
  | 'consent'
  | 'contract'
  | 'exemption'
  | 'notice'
  | 'advisory'
  | 'reasons';
