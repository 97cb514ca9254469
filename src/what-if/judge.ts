import { findingsOf, unionCounter, type UnionCounter } from '../findings/findings.js';
import type { FlowContent } from '../law/flow-book.js';
import { atlasOf } from '../law/places.js';
import { jurisdictionsOf } from '../law/places.js';
import { USER, type Case } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import type { Analysis, Finding } from '../model/result.js';
import type { SummedFlow } from '../trace/add-up.js';
import type { CohortCount } from '../trace/cohort-table.js';
import { judgeTrails, type JudgedTrail } from '../trace/report-trails.js';
import { addRecords } from '../trace/situation-table.js';
import { TrailTable } from '../trace/trail-table.js';

/** What an analysis comes to when its flows are decided otherwise: the numbers that a scan would find. */
export interface Judgement {
  readonly flows: readonly SummedFlow[];
  /** Reported trails by index. */
  readonly trails: ReadonlyMap<number, JudgedTrail>;
  readonly findings: readonly Finding[];
  /** Persons who have a flow left. */
  readonly people: number;
  /** Counts persons of unions of flows, or of reported trails, by index. */
  readonly count: UnionCounter;
}

/**
 * Puts an analysis together again from flows that are decided anew. Flows that become alike are one; flows that are cut
 * are gone, and with them every trail along them and every source that only collected through them. Trails are judged and
 * findings drawn by what does it for a scan; persons are counted by cohorts, which lose nothing. Linear in flows, trails
 * and the entries of cohorts.
 *
 * @param contents by place of the flow in the analysis: how it is decided; null for one that is cut
 */
export function judge(kase: Case, analysis: Analysis, contents: readonly (FlowContent | null)[]): Judgement {
  const flows: SummedFlow[] = [];
  const indexById = new Map<string, number>();
  const flowIndex = new Map<string, number>();
  analysis.flows.forEach((flow, i) => {
    const content = contents[i] ?? null;
    if (content === null) return;
    const index = getOrMake(indexById, content.id, () => flows.push(blank(content)) - 1);
    flowIndex.set(flow.id, index);
    addRecords(at(flows, index), flow);
  });
  const table = new TrailTable();
  const trailIndex = plant(kase, analysis, flows, flowIndex, table);
  const trails = judgeTrails(kase, { flows, trails: table, hops: analysis.hops });
  const cohorts: CohortCount[] = analysis.cohorts.flatMap((c) => {
    const own = new Set(c.flows.flatMap((f) => flowIndex.get(f) ?? []));
    if (own.size === 0) return [];
    const taken = new Set(c.trails.flatMap((t) => trailIndex.get(t) ?? []).filter((t) => trails.has(t)));
    return [{ flows: Int32Array.from(own), trails: Int32Array.from(taken), people: c.people }];
  });
  return {
    flows,
    trails,
    findings: findingsOf(kase.rules, { flows, trails: table }, trails, cohorts),
    people: cohorts.reduce((sum, c) => sum + c.people, 0),
    count: unionCounter(cohorts),
  };
}

function blank(content: FlowContent): SummedFlow {
  return { content, records: 0, firstAt: Infinity, lastAt: -Infinity, months: new Map(), samples: [] };
}

/** Plants the trails that are left. @returns index in the table by id of the trail in the analysis */
function plant(
  kase: Case,
  analysis: Analysis,
  flows: readonly SummedFlow[],
  flowIndex: ReadonlyMap<string, number>,
  table: TrailTable,
): Map<string, number> {
  const atlas = atlasOf(kase.registers.jurisdictions, kase.home);
  const places = jurisdictionsOf(kase);
  const collectors = new Set(flows.flatMap(({ content: f }) => (f.sender === USER ? [f.recipient] : [])));
  const isSource = (id: string): boolean => collectors.has(id) || atlas.isHome(places.get(id) ?? '');
  const index = new Map<string, number>();
  // A trail stands after the one that it extends.
  const byLength = [...analysis.trails].sort((a, b) => a.flows.length - b.flows.length);
  for (const trail of byLength) {
    const flow = flowIndex.get(trail.flows.at(-1) ?? '');
    const parent = trail.parent === null ? -1 : index.get(trail.parent);
    if (flow === undefined || parent === undefined) continue;
    if (parent < 0 && !isSource(at(flows, flow).content.sender)) continue;
    const known = table.find(parent, flow);
    index.set(trail.id, known >= 0 ? known : table.add(parent, flow));
  }
  return index;
}
