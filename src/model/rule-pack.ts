import type { Method, Scope } from './terms.js';
import type { Instant } from './instant.js';

export type Effect = 'breach' | 'advisory';
/** third_party: the sender is a processor; collection: it is the person; leaves: third_party and out of the zone. */
export type When = 'third_party' | 'collection' | 'leaves';

/** What a carrier asks of the facts of a notice or contract: column → word (`true`, `false` or any other). */
export type Requires = ReadonlyMap<string, string>;

export type Carrier =
  | {
      readonly by: 'consent';
      readonly scope: Scope;
      readonly requires: Requires;
      readonly cite: string | null;
    }
  | {
      readonly by: 'contract';
      readonly kind: string;
      readonly requires: Requires;
      readonly cite: string | null;
    }
  | { readonly by: 'adequacy'; readonly cite: string | null };

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
}

export type Gate =
  | (GateBase & { readonly kind: 'basis'; readonly carriedBy: readonly Carrier[] })
  | (GateBase & { readonly kind: 'necessity' })
  | (GateBase & { readonly kind: 'protection'; readonly weak: ReadonlySet<Method> })
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
  readonly gates: readonly Gate[];
}
