import { readCase, type NaiveCase } from './case.js';
import { breachesOf } from './chain-gates.js';
import { placeOf } from './decide.js';
import { findingsOf } from './findings.js';
import { flowsOf, worst, type Event, type Flow } from './flows.js';
import { readConsents, readTransfers, type Reject } from './logs.js';
import { reachOf } from './reach.js';
import { byCodePoints, byItems, sortBy } from './text.js';
import { printedTime } from './time.js';
import { chainsOf, trailsOf, type Trail } from './trails.js';

/**
 * The definitions of the specification, word by word and row by row, with no thought of speed: what `analyze --json` has to
 * print of a case, flows being named by their place, and the rows that have to be rejected.
 */
export async function analyzeNaively(
  dir: string,
  builtInPacks: string,
): Promise<{ printed: Record<string, unknown>; rejects: Reject[] }> {
  const kase = await readCase(dir, builtInPacks);
  const transfers = readTransfers(kase);
  const consents = readConsents(kase);
  const { flows, events } = flowsOf(kase, transfers.accepted, consents.accepted);
  const { reported, hops } = trailsOf(kase, events);
  const complete = hops === kase.maxHops;
  const count = (log: {
    accepted: readonly unknown[];
    rejects: readonly unknown[];
  }): Record<string, number> => ({
    read: log.accepted.length + log.rejects.length,
    accepted: log.accepted.length,
    rejected: log.rejects.length,
  });
  return {
    printed: {
      case: kase.title,
      complete,
      cut: complete ? null : { by: 'maxTrails', maxTrails: kase.maxTrails, hops },
      sources: { transfers: count(transfers), consents: count(consents) },
      people: new Set(events.map((e) => e.x.user)).size,
      cohorts: cohorts(events, reported),
      flows: sortFlows(flows).map(printedFlow),
      trails: [...reported]
        .sort((a, b) => byItems(processors(a.flows), processors(b.flows), byCodePoints))
        .map((t) => printedTrail(kase, t)),
      reach: reachOf(kase, events),
      findings: findingsOf(kase, flows, reported),
    },
    rejects: [...transfers.rejects, ...consents.rejects],
  };
}

function sortFlows(flows: readonly Flow[]): Flow[] {
  return sortBy(flows, (f) => firstAt(f)).sort(
    (a, b) =>
      byCodePoints(a.sender, b.sender) ||
      byCodePoints(a.recipient, b.recipient) ||
      byCodePoints(a.purpose, b.purpose) ||
      byItems(a.fields, b.fields, byCodePoints) ||
      Number(a.basis !== null) - Number(b.basis !== null) ||
      byCodePoints(a.basis ?? '', b.basis ?? ''),
  );
}

function firstAt(flow: Flow): number {
  return Math.min(...flow.rows.map((x) => x.at));
}

/** How many different sets of flows and reported trails persons have. */
function cohorts(events: readonly Event[], trails: readonly Trail[]): number {
  const users = new Set(events.map((e) => e.x.user));
  const signatures = [...users].map((user) => {
    const flows = new Set(events.filter((e) => e.x.user === user).map((e) => e.flow.index));
    const taken = trails.flatMap((t, i) => (t.people.has(user) ? [i] : []));
    return JSON.stringify([[...flows].sort((a, b) => a - b), taken]);
  });
  return new Set(signatures).size;
}

/** A flow as it is printed. */
export function printedFlow(f: Flow): Record<string, unknown> {
  const breaches = new Map<string, Record<string, unknown>>();
  const questions = new Map<string, Record<string, unknown>>();
  for (const { field, pack, gate, effect, codes, questions: open } of f.decision.outcomes) {
    for (const code of codes) {
      const key = JSON.stringify([field, pack, gate, code]);
      if (effect === 'breach' || !breaches.has(key)) breaches.set(key, { field, pack, gate, code, effect });
    }
    if (effect !== 'breach') continue;
    for (const { of, fact } of open) {
      questions.set(JSON.stringify([field, pack, gate, of, fact]), { field, pack, gate, of, fact });
    }
  }
  return {
    id: String(f.index),
    sender: f.sender,
    recipient: f.recipient,
    fields: f.fields,
    purpose: f.purpose,
    basis: f.basis,
    records: f.rows.length,
    people: new Set(f.rows.map((x) => x.user)).size,
    firstAt: printedTime(firstAt(f)),
    lastAt: printedTime(Math.max(...f.rows.map((x) => x.at))),
    crossBorder: f.crossBorder,
    verdict: f.verdict,
    breaches: [...breaches.values()],
    questions: [...questions.values()],
  };
}

function printedTrail(kase: NaiveCase, t: Trail): Record<string, unknown> {
  const verdicts = t.flows.map((f, i) =>
    breachesOf(kase, t.flows.slice(0, i + 1)).onward ? 'unsupported' : f.verdict,
  );
  return {
    id: '',
    processors: processors(t.flows),
    jurisdictions: processors(t.flows).map((p) => placeOf(kase, p)),
    flows: t.flows.map((f) => String(f.index)),
    fieldChains: chainsOf(kase, t.flows),
    hops: t.flows.length,
    people: t.people.size,
    foreign: t.foreign,
    verdict: worst(verdicts),
    unsupportedHops: verdicts.flatMap((v, i) => (v === 'unsupported' ? [i + 1] : [])),
    witness: t.witness.map(({ x }) => ({ file: x.file, row: x.row, at: printedTime(x.at) })),
  };
}

function processors(flows: readonly Flow[]): string[] {
  return [flows[0]?.sender ?? '', ...flows.map((f) => f.recipient)];
}
