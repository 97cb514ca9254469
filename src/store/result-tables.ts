import type { Situation } from '../model/flow.js';
import type { Analysis } from '../model/result.js';

export type Cell = string | number | boolean | null;

interface ResultTable {
  readonly name: string;
  readonly rows: (analysis: Analysis) => Iterable<readonly Cell[]>;
}

/** Rows of the table `situations`. */
export function* situationRows(situations: Iterable<Situation>): Generator<readonly Cell[]> {
  for (const s of situations) yield [s.flow, JSON.stringify(s.notices), s.records, s.firstAt, s.lastAt];
}

/** What stands in tables of its own. */
const LISTS = { flows: [], trails: [], reach: [], findings: [], cohorts: [] };

/**
 * The tables of a result and how an analysis fills them, column by column as `result.sql` declares them. What is asked
 * of single columns stands in columns of its own; `json` holds the whole, so that nothing is lost on the way back.
 */
export const RESULT_TABLES: readonly ResultTable[] = [
  {
    name: 'analysis',
    rows: (a) => [[JSON.stringify({ ...a, ...LISTS })]],
  },
  {
    name: 'flows',
    rows: (a) =>
      a.flows.map((f) => [
        f.id,
        f.sender,
        f.recipient,
        f.purpose,
        f.basis,
        f.verdict,
        f.crossBorder,
        f.records,
        f.people,
        f.firstAt,
        f.lastAt,
        JSON.stringify(f),
      ]),
  },
  {
    name: 'trails',
    rows: (a) =>
      a.trails.map((t) => [
        t.id,
        t.parent,
        t.flows.at(-1) ?? '',
        t.flows.length,
        t.people,
        t.foreign,
        t.verdict,
        JSON.stringify(t),
      ]),
  },
  {
    name: 'reach',
    rows: (a) =>
      a.reach.map((r) => [
        r.origin,
        r.field,
        r.recipient,
        r.jurisdiction,
        r.people,
        r.firstArrival,
        r.lastArrival,
      ]),
  },
  {
    name: 'findings',
    rows: (a) =>
      a.findings.map((f) => [
        f.id,
        f.pack,
        f.gate,
        f.code,
        f.effect,
        f.severity,
        f.sender,
        f.recipient,
        f.field,
        f.purpose,
        f.people,
        f.records,
        JSON.stringify(f),
      ]),
  },
];
