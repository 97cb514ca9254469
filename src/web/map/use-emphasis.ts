import { useEffect, useMemo, useState } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import type { Flow } from '../api/types.js';
import { useReducedMotion } from '../state/preferences.js';
import type { Emphasis } from './build-scene.js';
import type { Line, MapModel } from './model.js';

/** Time for which a hop is seen before the next one lights, in milliseconds. */
const HOP = 550;

/** What is lit on the map for what is chosen: a trail hop by hop, in time order. */
export function useEmphasis(model: MapModel | undefined): Omit<Emphasis, 'at'> {
  const { caseId, view, window } = useDesk();
  const { chosen } = view;
  const ask = (kind: 'trail' | 'flow' | 'finding') =>
    chosen?.kind === kind ? { params: { case: caseId, id: chosen.id }, query: window } : null;
  const trail = useAnswer('getTrail', ask('trail')).answer?.trail;
  const flow = useAnswer('getFlow', ask('flow')).answer?.flow;
  const finding = useAnswer('getFinding', ask('finding')).answer?.finding;
  const trailId = chosen?.kind === 'trail' && trail?.id === chosen.id ? trail.id : undefined;
  const hops = useHops(trailId, trail?.hops ?? 0);

  return useMemo(() => {
    if (chosen === null || model === undefined) return { lit: null, node: null };
    if (chosen.kind === 'processor') {
      const lines = model.lines.filter((l) => l.source === chosen.id || l.target === chosen.id);
      return { lit: marked(lines), node: chosen.id };
    }
    if (chosen.kind === 'edge') {
      const lines = model.lines.filter((l) => l.source === chosen.source && l.target === chosen.target);
      return { lit: marked(lines), node: null };
    }
    if (chosen.kind === 'trail' && trail !== undefined) {
      const order = new Map<string, number>();
      trail.hopsInOrder.slice(0, hops).forEach((f, i) => {
        for (const line of linesOf(model, f)) order.set(line.id, i + 1);
      });
      return { lit: order, node: null };
    }
    if (chosen.kind === 'flow' && flow !== undefined)
      return { lit: marked(linesOf(model, flow)), node: null };
    if (chosen.kind === 'finding' && finding !== undefined) {
      const ids = new Set(finding.flows);
      const lines = model.lines.filter((l) => l.flowIds.some((id) => ids.has(id)));
      return { lit: marked(lines), node: null };
    }
    return { lit: null, node: null };
  }, [chosen, model, trail, flow, finding, hops]);
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

/** How many hops of a trail are lit by now. */
function useHops(trail: string | undefined, hops: number): number {
  const still = useReducedMotion();
  const [lit, setLit] = useState<{ trail: string | undefined; hops: number }>({ trail: undefined, hops: 0 });
  useEffect(() => {
    if (trail === undefined || still) return;
    let n = 0;
    const timer = setInterval(() => {
      n++;
      setLit({ trail, hops: n });
      if (n >= hops) clearInterval(timer);
    }, HOP);
    return () => {
      clearInterval(timer);
    };
  }, [trail, hops, still]);
  if (still) return hops;
  return lit.trail === trail ? Math.max(1, lit.hops) : 1;
}
