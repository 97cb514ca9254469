import type { Instant } from './instant.js';
import type { Method } from './terms.js';

/** What a name of a document stands for in the registers; null: for nothing of interest (no personal data, say). */
export type Dictionary = Readonly<Record<string, string | null>>;

/** OpenLineage run events, read as transfers. */
export interface LineageTransfers {
  readonly format: 'openlineage';
  /** Columns of datasets → fields. A key is `namespace/name#column`, `name#column`, `column`, or `*` for all others. */
  readonly fields: Dictionary;
  /** Names of jobs → purposes, for events whose facet names none. */
  readonly purposes: Dictionary;
}

/** ISO/IEC TS 27560 consent records, read as consents. */
export interface ConsentRecords {
  readonly format: 'iso-27560';
  /** Which notice a purpose of a record is consented to by. The first that fits counts. */
  readonly notices: readonly {
    readonly purpose: string;
    /** Only records that show this notice; null: any. */
    readonly privacyNotice: string | null;
    readonly notice: string | null;
  }[];
  /** Words of `event_state` that say that consent is given from then on, or is not. */
  readonly given: readonly string[];
  readonly ended: readonly string[];
}

/** A log of IAB TCF strings, read as consents. */
export interface TcfStrings {
  readonly format: 'tcf';
  /** What the file calls the columns of the person and of the string. */
  readonly columns: { readonly user_id: string; readonly tc_string: string };
  /** Which notice a consent of a string is to; a string may speak of several. */
  readonly notices: readonly {
    /** Number of a purpose. */
    readonly purpose: number;
    /** Number of a vendor that must be consented to as well; null: the purpose alone. */
    readonly vendor: number | null;
    readonly notice: string;
  }[];
}

/** How the documents of a log are turned into rows. */
export type LogImport = LineageTransfers | ConsentRecords | TcfStrings;

/** How the texts of a document are cut: JSON documents one after another or in a list, one on each line, or CSV. */
export type Container = 'json' | 'jsonl' | 'csv';

/** The `columnLineage` facets of OpenLineage run events, read as what fields are derived from. */
export interface LineageFields {
  readonly format: 'openlineage';
  readonly fields: Dictionary;
  /** Descriptions of transformations → methods. */
  readonly methods: Readonly<Record<string, Method>>;
}

/** Records of processing (GDPR, Article 30) as CSV, read as rows of a register. */
export interface ProcessingRecords {
  readonly format: 'article-30';
  /** Our columns → columns of the file. */
  readonly columns: Readonly<Record<string, string>>;
  /** Our columns → one word for every row. */
  readonly constants: Readonly<Record<string, string>>;
  /** Our columns → texts of the file → our words; null: of no interest. */
  readonly words: Readonly<Record<string, Dictionary>>;
  /** What separates the items of a cell. */
  readonly separator: string;
}

/** A consent, or its end, as a document of another format tells it. */
export interface ConsentEvent {
  readonly userId: string | null;
  readonly notice: string | null;
  /** As written. */
  readonly time: string | null;
  /** The same; null when it is no time. */
  readonly at: Instant | null;
  readonly given: boolean;
  /** When a consent ends by itself, as text. */
  readonly expires: string | null;
}

/** What documents of a format cannot show; reports say it in words. */
export type ImportLimitCode =
  /** An event tells what a job wrote, not whose rows they were: people are known where its facet lists them. */
  | 'people_as_groups'
  /** Lineage tells what values come from, not how well they are protected. */
  | 'methods_as_described'
  /** What a record shows is that somebody agreed, not what they were told. */
  | 'notice_as_registered'
  /** A string names no country, no recipient but vendors, and no time for which data is kept. */
  | 'no_country'
  /** The time of a string is a day. */
  | 'days_only'
  /** What is meant to happen, not what happened; whom it happened to is not said. */
  | 'no_transfers';

/** What is read from documents of one format, and what they cannot show. */
export interface ImportLimit {
  readonly format: string;
  readonly files: number;
  readonly limits: readonly ImportLimitCode[];
  /** Facts of notices that rules ask for and that neither the documents nor the register tell: they stay open. */
  readonly open: readonly { readonly of: string; readonly facts: readonly string[] }[];
}
