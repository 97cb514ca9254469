import assert from 'node:assert/strict';
import { atlasOf } from '../../../src/law/places.js';
import type { Case, Processor } from '../../../src/model/case.js';
import type { Flow } from '../../../src/model/flow.js';
import { formatInstant, type Instant } from '../../../src/model/instant.js';
import type { Analysis, Cohort, Trail } from '../../../src/model/result.js';
import { compareText } from '../../../src/model/text.js';

/** A case and its analysis, from which the rows that queries must answer are worked out without any graph. */
export interface World {
  readonly kase: Case;
  readonly a: Analysis;
  /** Cohort by pseudonym. */
  readonly persons: ReadonlyMap<string, Cohort>;
}

export type Row = Readonly<Record<string, unknown>>;
/** Bound parameters by name. */
export type Params = Readonly<Record<string, unknown>>;
/** The rows of a query, in any order. */
export type Expected = (world: World, p: Params) => readonly Row[];

/** Distinct persons of the cohorts that satisfy a condition. */
export function people({ a }: World, which: (c: Cohort) => boolean): number {
  return a.cohorts.filter(which).reduce((sum, c) => sum + c.people, 0);
}

/** Distinct persons who had one of the flows. */
export function peopleOfFlows(world: World, flows: readonly Flow[]): number {
  const ids = new Set(flows.map((f) => f.id));
  return people(world, (c) => c.flows.some((f) => ids.has(f)));
}

export function processor({ kase }: World, id: string): Processor {
  return found(kase.registers.processors.find((p) => p.id === id));
}

export function flow({ a }: World, id: unknown): Flow {
  return found(a.flows.find((f) => f.id === id));
}

export function trail({ a }: World, id: unknown): Trail {
  return found(a.trails.find((t) => t.id === id));
}

export function found<T>(item: T | undefined): T {
  assert.ok(item !== undefined);
  return item;
}

/** True when a processor is at home. */
export function atHome(world: World, id: string): boolean {
  const { registers, home } = world.kase;
  return atlasOf(registers.jurisdictions, home).isHome(processor(world, id).jurisdiction);
}

/** True when a filter is absent or holds. */
export function allows(filter: unknown, value: unknown): boolean {
  return filter === null || filter === value;
}

/** The same for a list that must hold the value. */
export function has(filter: unknown, values: readonly unknown[]): boolean {
  return filter === null || values.includes(filter);
}

/** An instant as text; null where it is open. */
export function time(at: Instant): string | null {
  return Number.isFinite(at) ? formatInstant(at) : null;
}

export function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareText);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((x, y) => x + y, 0);
}

/** Processors and jurisdictions in the order of the trail. */
export function origin(t: Trail): string {
  return found(t.processors[0]);
}

export function destination(t: Trail): string {
  return found(t.processors.at(-1));
}

export function jurisdiction(t: Trail): string {
  return found(t.jurisdictions.at(-1));
}

export function chains(t: Trail): string[] {
  return t.fieldChains.map((c) => c.join(' > '));
}

/** What carries gates of a flow by a notice or contract, each once. */
export function bases(f: Flow): { field: string; gate: string; pack: string; id: string; kind: string }[] {
  const all = f.decision.outcomes.flatMap(({ field, gate, pack, answer }) =>
    answer.is === 'carried' && (answer.by.kind === 'notice' || answer.by.kind === 'contract')
      ? [{ field, gate, pack, id: answer.by.id, kind: answer.by.kind }]
      : [],
  );
  return once(all);
}

/** What breach gates of a flow hang on, each once. */
export function questions(
  f: Flow,
): { field: string; gate: string; pack: string; of: string; fact: string; register: string | null }[] {
  const all = f.decision.outcomes.flatMap(({ field, gate, pack, effect, answer }) =>
    answer.is === 'contested' && effect === 'breach'
      ? answer.questions.map(({ of, fact, register }) => ({
          field,
          gate,
          pack,
          of,
          fact,
          register: register ?? null,
        }))
      : [],
  );
  return once(all);
}

/** A question as the graph writes it. */
export function questionText({
  of,
  fact,
  register,
}: {
  of: string;
  fact: string;
  register: string | null;
}): string {
  return register === null ? `${of}: ${fact}` : `${register} ${of}: ${fact}`;
}

/** Items that differ in content. */
export function once<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
