import type { Method, Scope } from './terms.js';
import type { Instant } from './instant.js';

/** Whether what fails at a gate has a part in verdicts. */
export type Effect = 'breach' | 'advisory';
/** third_party: the sender is a processor; collection: it is the person; leaves: third_party and out of the zone. */
export type When = 'third_party' | 'collection' | 'leaves';

/** What a carrier asks of the facts of a notice or contract: column → word (`true`, `false` or any other). */
export type Requires = ReadonlyMap<string, string>;

/** What a carrier asks of facts that are lists: column → items that must all be in it. */
export type RequiredLists = ReadonlyMap<string, readonly string[]>;

/** Whose facts a condition asks: the sender's, the recipient's, or those of what it is for. */
export type Party = 'exporter' | 'importer' | 'purpose';

/** A fact of a party must be one of these words; `exporter` and `importer` also stand for any name of theirs. */
export interface FactCondition {
  readonly kind: 'fact';
  readonly of: Party;
  readonly fact: string;
  readonly wanted: readonly string[];
}

/** What may be counted. */
export const UNITS = ['people', 'days'] as const;
/** Over which transfers is counted. */
export const ALONG = ['sender', 'pair', 'purpose'] as const;
/** Over which time is counted. */
export const WITHIN = ['year', '12 months', 'ever'] as const;

/** So far, fewer distinct persons (or days) than `below`, over transfers like this one (docs/rule-packs.md). */
export interface CountCondition {
  readonly kind: 'count';
  readonly of: (typeof UNITS)[number];
  /** Counted are transfers of the same sender; sender and recipient; or sender, recipient and purpose. */
  readonly along: (typeof ALONG)[number];
  /** Counted are transfers with such a field; null when any field will do. */
  readonly categories: readonly string[] | null;
  /** Since 1 January in the pack's zone; in the 12 months before; since the log begins. */
  readonly within: (typeof WITHIN)[number];
  readonly below: number;
}

/** Companies of these places hold less than `below` of the importer, and it is not established there. */
export interface HeldCondition {
  readonly kind: 'held';
  readonly by: readonly string[];
  /** 0..1 */
  readonly below: number;
}

/** What must hold of the transfer besides the record that carries it. */
export type Condition = FactCondition | CountCondition | HeldCondition;

/** How the author of a pack knows what a provision says: read in the statute, in the press, or from memory. */
export const KNOWN = ['statute', 'press', 'memory'] as const;
export type Known = (typeof KNOWN)[number];

interface CarrierBase {
  readonly conditions: readonly Condition[];
  /** What conditions come to whose facts nobody recorded: an open question, or the same as if they failed. */
  readonly unrecorded: 'contested' | 'fails';
  readonly cite: string | null;
  /** Null when the pack does not say; a carrier's is its gate's unless it says otherwise. */
  readonly known: Known | null;
}

/** What carriers ask of the notice or contract itself. */
interface RecordAsked {
  readonly requires: Requires;
  readonly lists: RequiredLists;
  /** Facts that are shown with the word that speaks for the carrier, and decide nothing. */
  readonly weighs: Requires;
}

export type Carrier =
  | (CarrierBase & RecordAsked & { readonly by: 'consent'; readonly scope: Scope })
  | (CarrierBase & RecordAsked & { readonly by: 'contract'; readonly kind: string })
  | (CarrierBase & { readonly by: 'adequacy' })
  | (CarrierBase & { readonly by: 'exemption'; readonly name: string });

interface GateBase {
  /** The gate's name; several entries of a pack may share it (dated differently, say) and are separate rules. */
  readonly gate: string;
  readonly when: When;
  /** Inclusive; -Infinity when open. */
  readonly since: Instant;
  /** Exclusive; Infinity when open. */
  readonly until: Instant;
  readonly effect: Effect;
  readonly cite: string | null;
  readonly known: Known | null;
  /** What the gate is about, in a sentence, for its page. */
  readonly note: string | null;
}

interface FieldGateBase extends GateBase {
  /** Prefixes of field categories; null when the gate looks at every field of the pack. */
  readonly categories: readonly string[] | null;
  /** Prefixes of categories at which it does not look. */
  readonly exceptCategories: readonly string[];
}

/** Where a gate `leaves` looks instead of the recipient's jurisdiction: a fact of the recipient that lists places. */
export interface Destination {
  readonly fact: string;
  /** What the gate does where nobody recorded the fact. */
  readonly unrecorded: 'contested' | 'silent';
}

export type Gate =
  | (FieldGateBase & {
      readonly kind: 'basis';
      readonly carriedBy: readonly Carrier[];
      readonly to: Destination | null;
    })
  | (FieldGateBase & { readonly kind: 'necessity' })
  | (FieldGateBase & { readonly kind: 'protection'; readonly weak: ReadonlySet<Method> })
  | (GateBase & { readonly kind: 'onward' })
  | (GateBase & { readonly kind: 'taint' });

/** Jurisdiction codes, or what codes are member of; `*` stands for everywhere. */
export type Places = '*' | readonly string[];

export interface RulePack {
  readonly id: string;
  readonly title: string;
  /** Path of the file, relative to the case, or `built in`. */
  readonly file: string;
  readonly applies: {
    readonly sender: Places | null;
    readonly people: readonly string[] | null;
    /** Prefixes of field categories; null when every field counts. */
    readonly categories: readonly string[] | null;
    /** Prefixes of which a flow must carry at least one; null when every flow counts. */
    readonly bundleHas: readonly string[] | null;
  };
  readonly zone: Places;
  /** Zone of the pack's dates. */
  readonly timezone: string;
  /** Date to which the law was read, as the pack states it. */
  readonly read: string | null;
  /** What the pack does not check, and what is uncertain, in sentences. */
  readonly notes: readonly string[];
  /** Facts of the registers that the pack asks for, and what they mean: `<register>.<column>` → sentence. */
  readonly facts: ReadonlyMap<string, string>;
  readonly gates: readonly Gate[];
}
