import type { Code, FailedCondition, Finding, Verdict } from '../api/types.js';
import type { Language, Theme } from '../state/looks.js';
import type { ConsoleTexts } from './console.js';
import type { RecordTested } from '../api/types.js';
import type { WhatIfTexts } from './what-if.js';
import type { FINDING_ORDERS, Filters, GROUPS, Room, Side, TRAIL_ORDERS } from '../state/view.js';

/** Text that takes words which are formatted already: numbers with their separators, dates. */
type Say = (...words: readonly string[]) => string;
type Words<K extends string> = Readonly<Record<K, string>>;
type Column =
  | 'firstArrival'
  | 'sender'
  | 'recipient'
  | 'jurisdiction'
  | 'processor'
  | 'verdict'
  | 'people'
  | 'records'
  | 'flows'
  | 'fields'
  | 'purpose'
  | 'basis'
  | 'first'
  | 'period'
  | 'last'
  | 'hops'
  | 'way'
  | 'month'
  | 'file'
  | 'row'
  | 'person'
  | 'at'
  | 'owner'
  | 'hidden';

type RecordState = RecordTested['state'];
type Condition<K extends FailedCondition['kind']> = Extract<FailedCondition, { kind: K }>;

/** Every text of the page, once for each language: a language that lacks one does not compile. */
export interface Texts {
  readonly locale: string;
  readonly appAbout: string;
  readonly skip: string;
  /** Said on paper only. */
  readonly printed: string;
  readonly printedPart: (shown: string, total: string) => string;
  /** What the navigations lead to: each is named. */
  readonly navRooms: string;
  readonly navSides: string;
  readonly rooms: Words<Room>;
  readonly sides: Words<Side>;
  readonly verdicts: Words<Verdict>;
  readonly verdictsAbout: Words<Verdict>;
  readonly codes: Words<Code>;
  readonly theme: string;
  readonly themes: Words<Theme>;
  readonly language: string;
  readonly languages: Words<Language>;
  readonly chooseCase: string;
  readonly people: (n: string) => string;
  readonly records: (n: string) => string;
  readonly flows: (n: string) => string;
  readonly trails: (n: string) => string;
  readonly hops: (n: string) => string;
  readonly fields: (n: string) => string;
  /** Sentences; what stands between asterisks is set apart. */
  readonly headline: {
    readonly went: (people: string, sender: string, recipient: string, place: string) => string;
    /** @param one whether it went for one person alone */
    readonly noneFor: (one: boolean) => string;
    readonly lacking: (people: string) => string;
    readonly open: (people: string) => string;
    readonly someOpen: (people: string) => string;
    readonly trailLacking: (people: string) => string;
    readonly trailOpen: (people: string) => string;
    readonly supported: string;
    readonly noRule: string;
    readonly rejected: (rejected: string, read: string) => string;
    readonly reached: (people: string, place: string) => string;
    readonly abroad: (people: string, countries: string) => string;
    readonly nothing: string;
    readonly unknown: string;
    readonly collected: (people: string, recipient: string, place: string) => string;
    readonly noTrail: string;
    /** An end is empty where it is open and nothing was counted. */
    readonly window: (from: string, to: string) => string;
  };
  readonly figures: Words<'people' | 'peopleThen' | 'abroad' | 'unsupported' | 'trails' | 'findings'> & {
    readonly atLeast: (n: string) => string;
    readonly inAll: (n: string) => string;
  };
  readonly person: string;
  readonly personAbout: string;
  readonly home: string;
  readonly abroad: string;
  readonly map: Words<
    | 'label'
    | 'help'
    | 'zoomIn'
    | 'zoomOut'
    | 'fit'
    | 'asTable'
    | 'asMap'
    | 'legend'
    | 'width'
    | 'search'
    | 'noHit'
    | 'group'
    | 'focus'
    | 'whole'
    | 'up'
    | 'down'
    | 'open'
    | 'close'
    | 'nodes'
    | 'edges'
    | 'empty'
    | 'emptyWhole'
    | 'expand'
    | 'collapse'
    | 'broken'
  > & {
    readonly groups: Words<(typeof GROUPS)[number]>;
    readonly hidden: (n: string) => string;
    readonly hiddenHere: (n: string) => string;
    readonly searched: (n: string, total: string, kind: string) => string;
    readonly hits: (n: string, total: string, kind: string) => string;
    readonly looking: string;
    readonly hiddenUp: (n: string) => string;
    readonly hiddenDown: (n: string) => string;
    readonly openedMost: (n: string) => string;
    readonly partial: (shown: string, total: string) => string;
    /** @param bad flows among them without recorded basis; null for none */
    readonly within: (flows: string, bad: string | null) => string;
  };
  readonly columns: Words<Column>;
  readonly filters: Words<'title' | 'clear' | 'minPeople' | 'any'> & {
    readonly remove: (what: string) => string;
    readonly several: (n: string) => string;
    readonly names: Words<keyof Filters>;
  };
  readonly trailList: Words<
    'title' | 'sort' | 'empty' | 'emptyWhole' | 'emptyCut' | 'follow' | 'followAll'
  > & {
    readonly orders: Words<(typeof TRAIL_ORDERS)[number]>;
    readonly showing: (shown: string, total: string) => string;
    readonly following: (field: string) => string;
    readonly from: (day: string) => string;
  };
  readonly evidence: Words<
    | 'title'
    | 'close'
    | 'back'
    | 'byFlow'
    | 'gates'
    | 'tried'
    | 'advisory'
    | 'provisions'
    | 'rows'
    | 'rowsAbout'
    | 'showRows'
    | 'months'
    | 'trailsThrough'
    | 'noneCarried'
    | 'fieldsCarried'
    | 'holds'
    | 'onward'
  > & {
    readonly answers: Words<'carried' | 'contested' | 'unsupported' | 'passed' | 'breached'>;
    readonly carrier: Words<'yes' | 'unknown' | 'no'>;
    readonly kinds: Words<'consent' | 'contract' | 'adequacy' | 'exemption'>;
    readonly missing: (fact: string, of: string) => string;
    readonly factors: Words<'fact' | 'wanted' | 'recorded' | 'cell' | 'nobody' | 'weighed' | 'other'>;
    readonly recordStates: Words<RecordState>;
    readonly lacks: (items: string) => string;
    readonly noReason: Words<'consent' | 'contract' | 'adequacy' | 'exemption'>;
    /** Why a condition fails. */
    readonly fails: {
      readonly fact: (of: Condition<'fact'>['of'], fact: string, wanted: readonly string[]) => string;
      readonly held: (by: readonly string[], percent: string) => string;
      readonly count: (counted: Condition<'count'>, below: string) => string;
    };
    readonly from: (names: string) => string;
    readonly since: (day: string) => string;
    readonly hop: (n: string) => string;
  };
  readonly replay: Words<'title' | 'play' | 'pause' | 'before' | 'next' | 'witness' | 'witnessAt'> & {
    readonly at: (hop: string, hops: string) => string;
  };
  readonly todo: Words<'title' | 'about' | 'empty' | 'emptyWhole' | 'alone' | 'notAlone'> & {
    readonly ask: (fact: string, of: string) => string;
    readonly askWho: (of: string) => string;
    readonly cell: (row: string, column: string) => string;
    readonly atLeast: (flows: string) => string;
    readonly concerns: (flows: string, people: string, exact: boolean) => string;
    readonly leavesOpen: (flows: string, people: string, exact: boolean) => string;
  };
  readonly time: Words<'title' | 'from' | 'to' | 'all' | 'drag' | 'none'> & {
    readonly range: (from: string, to: string) => string;
  };
  readonly take: Words<'title' | 'png' | 'svg' | 'link' | 'copied' | 'csv' | 'report'> & {
    readonly csvOf: (what: string) => string;
  };
  readonly states: Words<
    | 'loading'
    | 'failed'
    | 'again'
    | 'offline'
    | 'stale'
    | 'token'
    | 'tokenLabel'
    | 'tokenSend'
    | 'noCases'
    | 'served'
    | 'analyzing'
  > & {
    /** What the server calls the stages of its work, where the language has words of its own for them. */
    readonly stages: Readonly<Partial<Record<string, string>>>;
    /** What happened, by the code of an error, where the language has words of its own for it. */
    readonly errors: Readonly<Partial<Record<string, string>>>;
    readonly errorAt: (place: string) => string;
    readonly errorAccepted: (what: string) => string;
    /** While work has no stage yet. */
    readonly starting: string;
    readonly working: Say;
    readonly cutTrails: Say;
    readonly ahead: (n: string) => string;
    readonly noCase: (id: string) => string;
  };
  readonly findingList: Words<'title' | 'sort' | 'empty' | 'emptyWhole'> & {
    readonly orders: Words<(typeof FINDING_ORDERS)[number]>;
    readonly total: (n: string) => string;
  };
  readonly severities: Words<Finding['severity']>;
  readonly legendAbout: string;
  readonly console: ConsoleTexts;
  readonly whatIf: WhatIfTexts;
}

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
