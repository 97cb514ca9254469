import type { Code, Severity, Verdict } from '../api/types.js';

/** Rooms of the page. */
export const ROOMS = ['map', 'findings', 'query', 'what-if'] as const;
export type Room = (typeof ROOMS)[number];

/** What is looked at beside the map. On a narrow screen, `map` itself is one of them. */
export const SIDES = ['map', 'trails', 'todo', 'time'] as const;
export type Side = (typeof SIDES)[number];

/** Something that is chosen, and that the evidence is shown of. */
export type Chosen =
  | { readonly kind: 'edge'; readonly source: string; readonly target: string }
  | { readonly kind: 'flow' | 'trail' | 'finding' | 'processor'; readonly id: string };

/** Filters, in the words of the API. */
export interface Filters {
  readonly processor: readonly string[];
  /** Where trails begin and end: of trails alone, not of the map. */
  readonly origin: readonly string[];
  readonly destination: readonly string[];
  readonly jurisdiction: readonly string[];
  readonly field: readonly string[];
  readonly verdict: readonly Verdict[];
  readonly code: readonly Code[];
  /** Of findings alone. */
  readonly severity: readonly Severity[];
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  readonly purpose: readonly string[];
  readonly pack: readonly string[];
  readonly gate: readonly string[];
  readonly minPeople: number | null;
}

/** Filters of which several values may hold. */
export type ListFilter = Exclude<keyof Filters, 'minPeople'>;

/** Those of the map and of the lists beside it, in the order in which they are offered. */
export const MAP_FILTERS = [
  'processor',
  'jurisdiction',
  'field',
  'verdict',
  'code',
  'origin',
  'destination',
] as const satisfies readonly ListFilter[];

/** Those of the list of findings. */
export const FINDING_FILTERS = [
  'severity',
  'processor',
  'sender',
  'recipient',
  'jurisdiction',
  'field',
  'purpose',
  'code',
  'pack',
  'gate',
] as const satisfies readonly ListFilter[];

export const GROUPS = ['none', 'jurisdiction', 'owner'] as const;
export const FINDING_ORDERS = ['-severity', '-people', 'firstAt', '-firstAt', 'listed'] as const;
export const TRAIL_ORDERS = ['-people', '-verdict', 'hops', '-hops', 'firstArrival', 'listed'] as const;

/** All that the address of the page says: whoever opens it sees the same. */
export interface View {
  readonly case: string | null;
  readonly room: Room;
  readonly side: Side;
  readonly filters: Filters;
  readonly chosen: Chosen | null;
  /** First and last month that are counted, as `2024-05`; null where open. */
  readonly from: string | null;
  readonly to: string | null;
  readonly focus: string | null;
  readonly up: number;
  readonly down: number;
  /** Processors whose neighbours are shown whatever the depth. */
  readonly expanded: readonly string[];
  /** Null: chosen by the size of the case. */
  readonly group: (typeof GROUPS)[number] | null;
  /** Pairs whose bundle is opened into flows, as `source>target`. */
  readonly open: readonly string[];
  /** The map as tables. */
  readonly table: boolean;
  readonly order: (typeof TRAIL_ORDERS)[number];
  readonly findingOrder: (typeof FINDING_ORDERS)[number];
  /** Field that is followed, with what is derived from it. */
  readonly follow: string | null;
  readonly ask: Ask | null;
  /** What is supposed, as JSON of a change file; null where nothing is. */
  readonly suppose: string | null;
  /** The answer of a query as a drawing. */
  readonly drawn: boolean;
}

/** Values of parameters by name; those that are lists have several. */
export type Given = Readonly<Record<string, readonly string[]>>;

/** What is asked of the graph: a query by its name, or a statement of somebody's own. */
export type Ask =
  | { readonly kind: 'saved'; readonly name: string; readonly given: Given }
  | { readonly kind: 'cypher'; readonly statement: string; readonly given: Given };

export const NO_FILTERS: Filters = {
  processor: [],
  origin: [],
  destination: [],
  jurisdiction: [],
  field: [],
  verdict: [],
  code: [],
  severity: [],
  sender: [],
  recipient: [],
  purpose: [],
  pack: [],
  gate: [],
  minPeople: null,
};

export const START: View = {
  case: null,
  room: 'map',
  side: 'trails',
  filters: NO_FILTERS,
  chosen: null,
  from: null,
  to: null,
  focus: null,
  up: 1,
  down: 2,
  expanded: [],
  group: null,
  open: [],
  table: false,
  order: '-people',
  findingOrder: '-severity',
  follow: null,
  ask: null,
  suppose: null,
  drawn: false,
};

/**
 * True when less than the whole case is looked at: "nothing" is then said of the filters, not of the case.
 *
 * @param names filters that hold where it is said
 */
export function isNarrowed(view: View, names: readonly ListFilter[] = MAP_FILTERS): boolean {
  const { filters, from, to, follow } = view;
  const followed = names === MAP_FILTERS && (follow !== null || view.focus !== null);
  return (
    followed ||
    from !== null ||
    to !== null ||
    filters.minPeople !== null ||
    names.some((name) => filters[name].length > 0)
  );
}

/** Names a pair of processors, in an address too: an id may hold what stands between the two. */
export const pairOf = (source: string, target: string): string => `${endText(source)}>${endText(target)}`;
const endText = (id: string): string => id.replaceAll('%', '%25').replaceAll('>', '%3E');

/** The two of a pair; null where a text names none. */
export function endsOfPair(pair: string): readonly [string, string] | null {
  const [source, target] = pair.split('>').map((end) => end.replaceAll('%3E', '>').replaceAll('%25', '%'));
  return source === undefined || target === undefined ? null : [source, target];
}

/** Characters of a supposition from which on no address holds it: thousands of remedies are more than any link bears. */
const MOST_IN_ADDRESS = 8000;

const KEPT = 'kept-';

/** True when a supposition is too long for an address: the history of the browser keeps it then, and a link does not. */
export function isKept(suppose: string): boolean {
  return new URLSearchParams({ suppose }).toString().length > MOST_IN_ADDRESS;
}

/** The name under which an address has a supposition that it does not hold: another one has another. */
export function keptAs(suppose: string): string {
  let sum = 0;
  for (let i = 0; i < suppose.length; i++) sum = (Math.imul(sum, 31) + suppose.charCodeAt(i)) | 0;
  return `${KEPT}${suppose.length}-${(sum >>> 0).toString(36)}`;
}

/** True when an address names a supposition that this browser does not hold. */
export function isMissing(suppose: string | null): boolean {
  return suppose?.startsWith(KEPT) === true;
}
