import type { DataField, Query } from '../api/types.js';
import type { View } from '../state/view.js';
import { windowOf } from '../state/view-url.js';

/** The field that is followed and those derived from it; undefined when none is, or it is not known yet. */
export function followed(
  view: View,
  fields: readonly DataField[] | undefined,
): readonly string[] | undefined {
  if (view.follow === null) return undefined;
  const field = fields?.find(({ id }) => id === view.follow);
  return [view.follow, ...(field?.derived ?? [])];
}

function fieldFilter(view: View, follow: readonly string[] | undefined): readonly string[] {
  if (follow === undefined) return view.filters.field;
  return view.filters.field.length === 0 ? follow : view.filters.field.filter((f) => follow.includes(f));
}

const some = <T>(list: readonly T[]): T[] | undefined => (list.length === 0 ? undefined : [...list]);

/** What is left out is not asked. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
function given<T extends object>(query: T): Given<T> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** The filters of a view, as lists of flows and the map take them. */
export function flowQuery(view: View, follow: readonly string[] | undefined) {
  const { filters } = view;
  return given({
    ...windowOf(view),
    processor: some(filters.processor),
    jurisdiction: some(filters.jurisdiction),
    field: some(fieldFilter(view, follow)),
    verdict: some(filters.verdict),
    code: some(filters.code),
    minPeople: filters.minPeople === null ? undefined : String(filters.minPeople),
  }) satisfies Query<'listFlows'>;
}

/** The filters of a view, as the list of trails takes them: trails abroad. */
export function trailQuery(view: View, follow: readonly string[] | undefined) {
  const { filters } = view;
  return given({
    ...windowOf(view),
    foreign: 'true' as const,
    through: some(filters.processor),
    origin: some(filters.origin),
    destination: some(filters.destination),
    jurisdiction: some(filters.jurisdiction),
    field: some(fieldFilter(view, follow)),
    verdict: some(filters.verdict),
    code: some(filters.code),
    minPeople: filters.minPeople === null ? undefined : String(filters.minPeople),
    order: view.order,
  }) satisfies Query<'listTrails'>;
}

/** The filters of a view, as the list of findings takes them. */
export function findingQuery(view: View) {
  const { filters } = view;
  return given({
    ...windowOf(view),
    severity: some(filters.severity),
    processor: some(filters.processor),
    sender: some(filters.sender),
    recipient: some(filters.recipient),
    jurisdiction: some(filters.jurisdiction),
    field: some(filters.field),
    purpose: some(filters.purpose),
    code: some(filters.code),
    pack: some(filters.pack),
    gate: some(filters.gate),
    minPeople: filters.minPeople === null ? undefined : String(filters.minPeople),
    order: view.findingOrder,
  }) satisfies Query<'listFindings'>;
}

/** Edges that the API gives at most. */
export const MOST_EDGES = '20000';

/**
 * The map of a view. Of a case that is small, or of groups, all edges: without filters that is what gives everything its place,
 * and is asked once for both.
 */
export function lineageQuery(
  view: View,
  follow: readonly string[] | undefined,
  group: 'none' | 'jurisdiction' | 'owner',
) {
  return given({
    ...flowQuery(view, follow),
    group: group === 'none' ? undefined : group,
    limit: group !== 'none' || (view.group === null && view.focus === null) ? MOST_EDGES : undefined,
    ...(view.focus === null
      ? {}
      : {
          focus: view.focus,
          upstream: String(view.up),
          downstream: String(view.down),
          expand: some(view.expanded),
        }),
  }) satisfies Query<'getLineage'>;
}
