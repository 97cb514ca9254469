import type { Code, Severity, Verdict } from '../api/types.js';
import { SEVERITIES, VERDICTS } from '../api/types.js';
import { askOf, putAsk } from './ask-url.js';
import {
  FINDING_FILTERS,
  FINDING_ORDERS,
  GROUPS,
  MAP_FILTERS,
  ROOMS,
  SIDES,
  START,
  TRAIL_ORDERS,
  endsOfPair,
  pairOf,
  type Chosen,
  type ListFilter,
  type Room,
  type View,
} from './view.js';

/** Where a room is, after the case: with `.json` at its end, the address of most of them is that of their data. */
const PATH_OF: Readonly<Record<Room, string>> = {
  map: 'lineage',
  findings: 'findings',
  query: 'queries',
  'what-if': 'what-if',
};

const ALL_FILTERS: readonly ListFilter[] = [...new Set([...MAP_FILTERS, ...FINDING_FILTERS])];

/** Of those of the map, the ones that the trails beside it take alone. */
const TRAIL_FILTERS: readonly ListFilter[] = ['origin', 'destination'];

/**
 * Filters that a room has in the search of its address: those that hold there, as the address of its data takes no others.
 * What is set for another room is kept in the fragment.
 */
const SEARCHED: Readonly<Record<Room, readonly ListFilter[]>> = {
  map: MAP_FILTERS.filter((name) => !TRAIL_FILTERS.includes(name)),
  findings: FINDING_FILTERS,
  query: MAP_FILTERS,
  'what-if': MAP_FILTERS,
};

/** The parts of an address of the page. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/**
 * What an address says of a view: path and search, what is asked, in the words of the API; the fragment, how it is looked
 * at. What it does not say, or says wrongly, is as at the start.
 */
export function viewOf({ pathname, search, hash }: Address): View {
  const q = new URLSearchParams(search);
  const look = new URLSearchParams(hash.replace(/^#/, ''));
  const [, caseId, path] = /^\/cases\/([^/]+)(?:\/([^/]+))?/.exec(pathname) ?? [];
  const to = month(q.get('to'));
  const all = (name: ListFilter | 'expand') => [...q.getAll(name), ...look.getAll(name)];
  const one = (name: string) => q.get(name) ?? look.get(name);
  return {
    case: caseId === undefined ? null : decodeURIComponent(caseId),
    room: ROOMS.find((room) => PATH_OF[room] === path) ?? START.room,
    side: oneOf(SIDES, look.get('side')) ?? START.side,
    filters: {
      processor: all('processor'),
      origin: all('origin'),
      destination: all('destination'),
      jurisdiction: all('jurisdiction'),
      field: all('field'),
      verdict: all('verdict').filter((v): v is Verdict => VERDICTS.some((known) => known === v)),
      code: all('code').filter((c): c is Code => /^[A-Z_]{3,40}$/.test(c)),
      severity: all('severity').filter((s): s is Severity => SEVERITIES.some((known) => known === s)),
      sender: all('sender'),
      recipient: all('recipient'),
      purpose: all('purpose'),
      pack: all('pack'),
      gate: all('gate'),
      minPeople: wholeNumber(q.get('minPeople')),
    },
    chosen: chosenOf(look.get('chosen')),
    from: month(q.get('from')),
    to: to === null ? null : monthsFrom(to, -1),
    focus: one('focus'),
    up: wholeNumber(one('upstream')) ?? START.up,
    down: wholeNumber(one('downstream')) ?? START.down,
    expanded: all('expand'),
    group: oneOf(GROUPS, one('group')) ?? null,
    open: look.getAll('open'),
    table: look.get('table') === 'true',
    order: oneOf(TRAIL_ORDERS, look.get('order')) ?? START.order,
    findingOrder: oneOf(FINDING_ORDERS, q.get('order') ?? look.get('findingOrder')) ?? START.findingOrder,
    follow: look.get('follow'),
    ask: askOf(look),
    suppose: look.get('suppose'),
    drawn: look.get('drawn') === 'true',
  };
}

/** The address of a view: only what differs from the start. */
export function addressOfView(view: View): string {
  const q = new URLSearchParams();
  const look = new URLSearchParams();
  for (const name of ALL_FILTERS) {
    const to = SEARCHED[view.room].includes(name) ? q : look;
    for (const value of view.filters[name]) to.append(name, value);
  }
  const put = (to: URLSearchParams, name: string, value: string | number | null, usual: unknown = null) => {
    if (value !== null && value !== usual) to.set(name, String(value));
  };
  const { from, to } = windowOf(view);
  put(q, 'minPeople', view.filters.minPeople);
  put(q, 'from', from ?? null);
  put(q, 'to', to ?? null);
  const map = view.room === 'findings' ? look : q;
  put(map, 'focus', view.focus);
  if (view.focus !== null) {
    map.set('upstream', String(view.up));
    map.set('downstream', String(view.down));
    for (const id of view.expanded) map.append('expand', id);
  }
  put(map, 'group', view.group);
  if (view.room === 'findings') put(q, 'order', view.findingOrder, START.findingOrder);
  else put(look, 'findingOrder', view.findingOrder, START.findingOrder);
  put(look, 'side', view.side, START.side);
  put(look, 'chosen', view.chosen === null ? null : chosenText(view.chosen));
  for (const pair of view.open) look.append('open', pair);
  if (view.table) look.set('table', 'true');
  put(look, 'order', view.order, START.order);
  put(look, 'follow', view.follow);
  putAsk(look, view.ask);
  put(look, 'suppose', view.suppose);
  if (view.drawn) look.set('drawn', 'true');
  const path = view.case === null ? '/' : `/cases/${encodeURIComponent(view.case)}/${PATH_OF[view.room]}`;
  const [search, hash] = [q.toString(), look.toString()];
  return `${path}${search === '' ? '' : `?${search}`}${hash === '' ? '' : `#${hash}`}`;
}

/** The window of the months of a view, as the API takes it: from the start of the first to the end of the last, in UTC. */
export function windowOf(view: Pick<View, 'from' | 'to'>): { from?: string; to?: string } {
  return {
    ...(view.from === null ? {} : { from: `${view.from}-01T00:00:00Z` }),
    ...(view.to === null ? {} : { to: `${monthsFrom(view.to, 1)}-01T00:00:00Z` }),
  };
}

/** The month so many months from another: one after `2023-12` is `2024-01`. */
function monthsFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

function chosenText(chosen: Chosen): string {
  if (chosen.kind !== 'edge') return `${chosen.kind}:${chosen.id}`;
  return `edge:${pairOf(chosen.source, chosen.target)}`;
}

function chosenOf(text: string | null): Chosen | null {
  const [, kind, rest] = /^(edge|flow|trail|finding|processor):(.+)$/s.exec(text ?? '') ?? [];
  if (kind === undefined || rest === undefined) return null;
  if (kind !== 'edge') return { kind: kind as 'flow' | 'trail' | 'finding' | 'processor', id: rest };
  const ends = endsOfPair(rest);
  return ends === null ? null : { kind: 'edge', source: ends[0], target: ends[1] };
}

function oneOf<T extends string>(words: readonly T[], text: string | null): T | undefined {
  return words.find((word) => word === text);
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** The month of an instant in an address, such as `2024-05-01T00:00:00Z`. */
function month(text: string | null): string | null {
  return /^(\d{4}-(?:0[1-9]|1[0-2]))-01(?:T00:00:00Z)?$/.exec(text ?? '')?.[1] ?? null;
}
