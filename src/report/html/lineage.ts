import type { PeopleCounter } from '../../findings/people.js';
import { getOrMake, groupBy } from '../../model/collect.js';
import { USER, type Case } from '../../model/case.js';
import type { Verdict } from '../../model/decision.js';
import type { Flow } from '../../model/flow.js';
import type { Analysis } from '../../model/result.js';
import { compareText } from '../../model/text.js';
import { WORST_FIRST } from '../groups.js';

/** An entity with flows, or the persons themselves. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  /** Its jurisdiction; null for the persons. */
  readonly place: string | null;
  readonly home: boolean;
  readonly people: number;
}

/** All flows from one entity to another with one verdict. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  readonly people: number;
}

/** What a picture of the lineage shows. */
export interface Lineage {
  readonly entities: readonly Entity[];
  readonly arrows: readonly Arrow[];
  /** How many there are, shown or not. */
  readonly all: { readonly entities: number; readonly arrows: number };
}

/**
 * The entities that have flows, and what flows between them: those with most people, and of arrows the worst verdicts first.
 * Linear in flows but for sorting.
 */
export function lineageOf(
  kase: Case,
  { flows }: Analysis,
  counter: PeopleCounter,
  personsName: string,
  most: { readonly entities: number; readonly arrows: number },
): Lineage {
  const ids = new Map<string, string[]>();
  for (const f of flows) for (const id of [f.sender, f.recipient]) getOrMake(ids, id, () => []).push(f.id);
  const entities = [...ids]
    .map(([id, ofIt]) => entityOf(kase, id, counter.ofFlows(ofIt), personsName))
    .sort((a, b) => b.people - a.people || compareText(a.id, b.id));
  const arrows = [...groupBy(flows, (f) => JSON.stringify([f.sender, f.recipient, f.verdict])).values()]
    .flatMap((group) => arrowOf(group, counter))
    .sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) ||
        b.people - a.people ||
        compareText(a.from, b.from) ||
        compareText(a.to, b.to),
    );
  const shown = entities.slice(0, most.entities);
  const known = new Set(shown.map((e) => e.id));
  return {
    entities: shown,
    arrows: arrows.filter((a) => known.has(a.from) && known.has(a.to)).slice(0, most.arrows),
    all: { entities: entities.length, arrows: arrows.length },
  };
}

function entityOf(kase: Case, id: string, people: number, personsName: string): Entity {
  if (id === USER) return { id, name: personsName, place: null, home: true, people };
  const processor = kase.registers.processors.find((p) => p.id === id);
  const place = processor?.jurisdiction ?? '';
  return { id, name: processor?.name ?? id, place, home: isHome(kase, place), people };
}

function arrowOf(flows: readonly Flow[], counter: PeopleCounter): Arrow[] {
  const [first] = flows;
  if (first === undefined) return [];
  const { sender: from, recipient: to, verdict } = first;
  return [{ from, to, verdict, people: counter.ofFlows(flows.map((f) => f.id)) }];
}

/** The name of a jurisdiction with its code. */
export function placeName(kase: Case, code: string): string {
  const name = kase.registers.jurisdictions.find((j) => j.code === code)?.name ?? '';
  return name === '' ? code : `${name} (${code})`;
}

/** True for the home jurisdiction and its members. */
export function isHome(kase: Case, code: string): boolean {
  if (code === kase.home) return true;
  return kase.registers.jurisdictions.some((j) => j.code === code && j.memberOf.includes(kase.home));
}
