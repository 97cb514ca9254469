import { USER } from '../model/case.js';
import type { Route } from '../model/flow.js';
import type { Gate, RulePack } from '../model/rule-pack.js';
import { recipientPlace, type Law } from './law.js';

/** Whether a gate's `when` holds, and to which places outside the zone the data goes (none where it does not leave). */
export interface Destination {
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly places: readonly string[];
}

/** What a gate's `when`, and where it looks (`to`), say of a route; no dates. */
export function destinationOf(law: Law, pack: RulePack, gate: Gate, route: Route): Destination {
  if (gate.when === 'collection' || route.sender === USER) {
    return {
      holds: (gate.when === 'collection') === (route.sender === USER) ? 'yes' : 'no',
      places: [recipientPlace(law, route)],
    };
  }
  if (gate.when === 'third_party') return { holds: 'yes', places: [recipientPlace(law, route)] };
  const to = gate.kind === 'basis' ? gate.to : null;
  const places = to === null ? [recipientPlace(law, route)] : placesOf(law, route.recipient, to.fact);
  if (places === null) return { holds: to?.unrecorded === 'silent' ? 'no' : 'unknown', places: [] };
  const outside = places.filter((p) => !law.atlas.matches(p, pack.zone));
  return { holds: outside.length > 0 ? 'yes' : 'no', places: outside };
}

/** The places that a fact of a processor lists; null when nobody recorded it. */
function placesOf(law: Law, processor: string, fact: string): string[] | null {
  const cell = law.processors.get(processor)?.facts.get(fact);
  return cell === undefined ? null : itemsOf(cell);
}

/** The items of a fact that is a list. */
export function itemsOf(cell: string): string[] {
  return cell
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
