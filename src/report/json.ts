import { codesOf, type Code } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import { formatInstant } from '../model/instant.js';
import type { Analysis, Finding, Reach, Trail } from '../model/result.js';
import type { Effect } from '../model/rule-pack.js';
import { compareText } from '../model/text.js';

/** Items of a list that are put into text at once. */
const BATCH = 1000;

/**
 * What `wayleave analyze --json` prints (2-semantics, "What is printed"): one JSON object, times as text, no person's name;
 * in pieces, as a million trails are more than one string can hold.
 */
export function* printedText(a: Analysis): Generator<string> {
  const head = JSON.stringify({
    case: a.title,
    complete: a.complete,
    cut: a.complete ? null : { by: 'maxTrails', maxTrails: a.maxTrails, hops: a.hops },
    sources: a.sources,
    ...(a.imports.length === 0 ? {} : { imports: a.imports }),
    people: a.people,
    cohorts: a.cohorts.length,
  });
  yield head.slice(0, -1);
  yield* printedList('flows', a.flows, printedFlow);
  yield* printedList('trails', a.trails, (t) => printedTrail(a, t));
  yield* printedList('reach', a.reach, printedReach);
  yield* printedList('findings', a.findings, (f) => printedFinding(a, f));
  yield '}\n';
}

function* printedList<T>(
  name: string,
  items: readonly T[],
  printed: (item: T) => unknown,
): Generator<string> {
  yield `,"${name}":[`;
  for (let i = 0; i < items.length; i += BATCH) {
    const texts = items.slice(i, i + BATCH).map((item) => JSON.stringify(printed(item)));
    yield `${i === 0 ? '' : ','}${texts.join(',')}`;
  }
  yield ']';
}

function fileOf(a: Analysis, index: number): string {
  return a.files[index] ?? '';
}

function printedTrail(a: Analysis, t: Trail): Record<string, unknown> {
  return {
    id: t.id,
    processors: t.processors,
    jurisdictions: t.jurisdictions,
    flows: t.flows,
    fieldChains: t.fieldChains,
    hops: t.flows.length,
    people: t.people,
    foreign: t.foreign,
    verdict: t.verdict,
    unsupportedHops: t.unsupportedHops,
    witness: t.witness.map((w) => ({ file: fileOf(a, w.file), row: w.row, at: formatInstant(w.at) })),
  };
}

/** Reach, times as text. */
export function printedReach(r: Reach) {
  return {
    origin: r.origin,
    field: r.field,
    recipient: r.recipient,
    jurisdiction: r.jurisdiction,
    people: r.people,
    firstArrival: formatInstant(r.firstArrival),
    lastArrival: formatInstant(r.lastArrival),
  };
}

function printedFinding(a: Analysis, f: Finding): Record<string, unknown> {
  return {
    ...findingFacts(f),
    samples: f.samples.map((s) => ({ file: fileOf(a, s.file), row: s.row })),
  };
}

/** A finding without its samples. */
export function findingFacts(f: Finding) {
  return {
    id: f.id,
    pack: f.pack,
    gate: f.gate,
    code: f.code,
    effect: f.effect,
    severity: f.severity,
    sender: f.sender,
    recipient: f.recipient,
    field: f.field,
    purpose: f.purpose,
    crossBorder: f.crossBorder,
    records: f.records,
    people: f.people,
    firstAt: formatInstant(f.firstAt),
    lastAt: formatInstant(f.lastAt),
    flows: f.flows,
    provisions: f.provisions,
  };
}

/** A flow, times as text. */
export function printedFlow(f: Flow) {
  return {
    id: f.id,
    sender: f.sender,
    recipient: f.recipient,
    fields: f.fields,
    purpose: f.purpose,
    basis: f.basis,
    records: f.records,
    people: f.people,
    firstAt: formatInstant(f.firstAt),
    lastAt: formatInstant(f.lastAt),
    crossBorder: f.crossBorder,
    verdict: f.verdict,
    breaches: flowBreaches(f),
    questions: flowQuestions(f),
  };
}

/** A code that a gate gave for a field of a flow. */
export interface FlowBreach {
  readonly field: string;
  readonly pack: string;
  readonly gate: string;
  readonly code: Code;
  readonly effect: Effect;
}

/** The codes of a flow by field, pack and gate; where two entries of a gate differ in effect, breach. */
export function flowBreaches(f: Pick<Flow, 'decision'>): FlowBreach[] {
  const found = new Map<string, FlowBreach>();
  for (const { field, pack, gate, effect, answer } of f.decision.outcomes) {
    for (const code of codesOf(answer)) {
      const key = JSON.stringify([field, pack, gate, code]);
      if (effect === 'breach' || !found.has(key)) found.set(key, { field, pack, gate, code, effect });
    }
  }
  return sortedByKey(found);
}

/** The open questions of a flow; those of advisory gates are not printed. */
export function flowQuestions(
  f: Pick<Flow, 'decision'>,
): { field: string; pack: string; gate: string; of: string; fact: string }[] {
  const found = new Map<string, { field: string; pack: string; gate: string; of: string; fact: string }>();
  for (const { field, pack, gate, effect, answer } of f.decision.outcomes) {
    if (effect !== 'breach' || answer.is !== 'contested') continue;
    for (const { of, fact } of answer.questions) {
      found.set(JSON.stringify([field, pack, gate, of, fact]), { field, pack, gate, of, fact });
    }
  }
  return sortedByKey(found);
}

function sortedByKey<T>(items: ReadonlyMap<string, T>): T[] {
  return [...items].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}
