import { useMemo } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import type { Flow, TrailDetail } from '../api/types.js';
import type { Emphasis } from './build-scene.js';
import type { Line, MapModel } from './model.js';
import { useReplay, type Replay } from './use-replay.js';

/** What is lit, and the trail that is gone through. */
export interface Lit {
  readonly emphasis: Omit<Emphasis, 'at'>;
  readonly trail: TrailDetail | undefined;
  readonly replay: Replay | null;
}

/** What is lit on the map for what is chosen: a trail hop by hop, in time order. */
export function useEmphasis(model: MapModel | undefined): Lit {
  const { caseId, view, window } = useDesk();
  const { chosen } = view;
  const ask = (kind: 'trail' | 'flow' | 'finding') =>
    chosen?.kind === kind ? { params: { case: caseId, id: chosen.id }, query: window } : null;
  const trail = useAnswer('getTrail', ask('trail')).answer?.trail;
  const flow = useAnswer('getFlow', ask('flow')).answer?.flow;
  const finding = useAnswer('getFinding', ask('finding')).answer?.finding;
  const gone = chosen?.kind === 'trail' && trail?.id === chosen.id ? trail : undefined;
  const replay = useReplay(gone?.id, gone?.hops ?? 0);
  const hop = replay?.hop ?? 0;

  const emphasis = useMemo(() => {
    if (chosen === null || model === undefined) return { lit: null, node: null };
    if (chosen.kind === 'processor') {
      const lines = model.lines.filter((l) => l.source === chosen.id || l.target === chosen.id);
      return { lit: marked(lines), node: chosen.id };
    }
    if (chosen.kind === 'edge') {
      const lines = model.lines.filter((l) => l.source === chosen.source && l.target === chosen.target);
      return { lit: marked(lines), node: null };
    }
    if (chosen.kind === 'trail' && gone !== undefined) {
      const order = new Map<string, number>();
      gone.hopsInOrder.slice(0, hop).forEach((f, i) => {
        for (const line of linesOf(model, f)) order.set(line.id, i + 1);
      });
      // Where the data has come by this hop.
      return { lit: order, node: gone.hopsInOrder[hop - 1]?.recipient ?? null };
    }
    if (chosen.kind === 'flow' && flow !== undefined)
      return { lit: marked(linesOf(model, flow)), node: null };
    if (chosen.kind === 'finding' && finding !== undefined) {
      const ids = new Set(finding.flows);
      const lines = model.lines.filter((l) => l.flowIds.some((id) => ids.has(id)));
      return { lit: marked(lines), node: null };
    }
    return { lit: null, node: null };
  }, [chosen, model, gone, flow, finding, hop]);
  return { emphasis, trail: gone, replay };
}

function marked(lines: readonly Line[]): ReadonlyMap<string, number> {
  return new Map(lines.map((line) => [line.id, 0]));
}

/** The line that shows a flow: its own where the bundle is open, else that of its verdict. */
function linesOf(model: MapModel, flow: Pick<Flow, 'id' | 'verdict'>): Line[] {
  const through = model.lines.filter((line) => line.flowIds.includes(flow.id));
  const same = through.filter((line) => line.verdict === flow.verdict);
  return same.length > 0 ? same : through;
}
