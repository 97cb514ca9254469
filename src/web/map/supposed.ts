import type { Answer, Lineage, ShownLineage } from '../api/types.js';
import { pairOf } from '../state/view.js';
import type { Line, MapModel } from './model.js';

/** A pair of which a supposition changes some flow: its flows by verdict, before and after. */
export type SupposedPair = Extract<Answer<'whatIf'>, { scanNeeded: false }>['pairs'][number];

/** The map as it would be: people of pairs that change are counted by the server, everything else is as it was. */
export function supposedLineage(lineage: Lineage, pairs: readonly SupposedPair[]): ShownLineage {
  const changed = new Map(pairs.map((p) => [pairOf(p.sender, p.recipient), p]));
  const edges = lineage.edges.map((edge) => {
    const pair = changed.get(pairOf(edge.source, edge.target));
    if (pair === undefined) return edge;
    const left = pair.byVerdict.filter(({ after }) => after.number > 0);
    return {
      ...edge,
      people: pair.people.after,
      records: left.reduce((sum, { after }) => sum + (after.records ?? 0), 0),
      flows: left.reduce((sum, { after }) => sum + after.number, 0),
      byVerdict: left.map(({ verdict, after }) => ({
        verdict,
        people: after.people,
        records: after.records ?? 0,
        flows: after.number,
      })),
    };
  });
  return { ...lineage, edges };
}

/** Marks lines that a supposition changes with the people before; those of which nobody is left stay as a shadow. */
export function markSupposed(model: MapModel, pairs: readonly SupposedPair[]): MapModel {
  if (pairs.length === 0) return model;
  const before = new Map<string, number>(
    pairs.flatMap((p) =>
      p.byVerdict.map((v) => [`${pairOf(p.sender, p.recipient)}:${v.verdict}`, v.before.people] as const),
    ),
  );
  const ofPair = new Set(pairs.map((p) => pairOf(p.sender, p.recipient)));
  const lines = model.lines.map((line): Line => {
    if (!ofPair.has(pairOf(line.source, line.target)) || line.flow !== null) return line;
    const was = before.get(line.id) ?? 0;
    return was === line.people ? line : { ...line, was };
  });
  const there = new Set<string>(lines.map((l) => l.id));
  const gone = pairs.flatMap(({ sender, recipient, byVerdict }) => {
    const pair = pairOf(sender, recipient);
    return byVerdict.flatMap((part, i): Line[] => {
      const id = `${pair}:${part.verdict}`;
      if (there.has(id) || part.before.people === 0) return [];
      return [
        {
          id,
          source: sender,
          target: recipient,
          verdict: part.verdict,
          people: 0,
          was: part.before.people,
          records: 0,
          flows: 0,
          flow: null,
          flowIds: [],
          bend: 0.34 + i * 0.12,
        },
      ];
    });
  });
  return { ...model, lines: [...lines, ...gone] };
}
