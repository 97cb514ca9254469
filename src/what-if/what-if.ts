import { askedCounts, countGroups, countsSomething } from '../law/counts.js';
import { lawOf } from '../law/decide.js';
import { flowContent, type FlowContent } from '../law/flow-book.js';
import type { Case } from '../model/case.js';
import { NO_COUNTS, type Counts } from '../model/counts.js';
import { formatInstant } from '../model/instant.js';
import type { Flow, Route } from '../model/flow.js';
import type { Analysis } from '../model/result.js';
import type { ScanNeeded, WhatIfAnswer } from './answer-schema.js';
import type { CutFlows, Supposed } from './apply.js';
import type { ChangeFile } from './change-file.js';
import {
  changedFindings,
  changedFlows,
  decided,
  flowsByVerdict,
  foreignTrailsByVerdict,
  jurisdictions,
  pairsByVerdict,
} from './compare.js';
import { decideAgain, type LawOfCase, type Parting } from './decide-again.js';
import { judge } from './judge.js';
import type { States } from './states.js';

/** Flows that part are told up to so many. */
const TOLD = 20;

/** What only a scan knows: which records have which state under both laws. */
export interface Scanned {
  /** What the changed rules count, over the log without what is cut. */
  readonly counts: Counts;
}

/**
 * What would be, if: the law is asked again on the states that a result keeps, and persons are counted by its cohorts.
 * Exact, or says that the logs must be read; never an estimate. No scan, no I/O.
 *
 * @param analysis of `kase`, current
 * @param states what its result keeps beside it
 * @param supposed from `applyChanges`
 * @param scanned given when `analysis` comes from a scan under both laws, whose flows are told apart by either
 */
export function whatIf(
  kase: Case,
  analysis: Analysis,
  states: States,
  supposed: Supposed,
  scanned?: Scanned,
): WhatIfAnswer {
  const before: LawOfCase = { kase, law: lawOf(kase, analysis.counts) };
  const contents = analysis.flows.map((f) => flowContent(before.law, f, f.decision));
  const isCut = cutBy(supposed.cuts);
  const left = analysis.flows.filter((f, i) => !isCut(f, contents[i]?.id));
  const why: ScanNeeded['why'] = [];
  if (scanned === undefined) {
    const cut = analysis.flows.filter((f, i) => isCut(f, contents[i]?.id));
    if (countsAnew(kase, supposed.kase, cut, left)) why.push({ because: BECAUSE.counts });
    for (const notice of supposed.addedNotices) {
      if (states.unknownNotices.has(notice)) why.push({ because: BECAUSE.notice, notice });
    }
  }
  if (states.situations === null) why.push({ because: BECAUSE.none });
  if (why.length > 0 || states.situations === null) return scanNeeded(analysis, why);
  const counts = scanned?.counts ?? analysis.counts;
  const after: LawOfCase = { kase: supposed.kase, law: lawOf(supposed.kase, counts) };
  const again = decideAgain(before, after, left, states.situations);
  const partings = again.flatMap((x) => ('cases' in x ? [x] : []));
  if (partings.length > 0) return scanNeeded(analysis, partings.map(told));
  const decidedAgain = new Map(left.map((f, i) => [f.id, again[i]]));
  const changed = analysis.flows.map((f): FlowContent | null => {
    const content = decidedAgain.get(f.id);
    return content === undefined || 'cases' in content ? null : content;
  });
  const was = judge(kase, analysis, contents);
  const is = judge(supposed.kase, analysis, changed);
  const flows = changedFlows(analysis, contents, changed);
  return {
    scanNeeded: false,
    scanned: scanned !== undefined,
    case: analysis.title,
    complete: analysis.complete,
    hops: analysis.hops,
    people: { before: was.people, after: is.people },
    flows,
    findings: changedFindings(was.findings, is.findings),
    flowsByVerdict: flowsByVerdict(was, is),
    pairs: pairsByVerdict(flows, was, is),
    foreignTrailsByVerdict: foreignTrailsByVerdict(was, is),
    jurisdictions: jurisdictions(was, is),
  };
}

const BECAUSE = {
  parts: 'records of a flow would be decided differently',
  none: 'the result keeps no situations',
  notice: 'consents to an added notice were rejected as unknown',
  counts: 'rules count over the whole log',
} as const;

function scanNeeded(analysis: Analysis, why: ScanNeeded['why']): ScanNeeded {
  return {
    scanNeeded: true,
    case: analysis.title,
    complete: why.length <= TOLD,
    reasons: why.length,
    why: why.slice(0, TOLD),
  };
}

function told({ flow, cases }: Parting): ScanNeeded['why'][number] {
  const { id, sender, recipient, fields, purpose, basis, records, people } = flow;
  return {
    because: BECAUSE.parts,
    flow: id,
    ...{ sender, recipient, fields: [...fields], purpose, basis, records, people },
    parts: cases.map(({ situation, at, content }) => ({
      at: formatInstant(at),
      notices: { ...situation.notices },
      contractsInForce: content.decision.contractsInForce?.slice() ?? null,
      ...decided(content),
    })),
  };
}

/**
 * Refuses what not even a scan can answer: a flow that is cut by its id is known by how it is decided, which is known only
 * after the rules have counted.
 *
 * @throws WayleaveError CHANGE_INVALID
 */
export function checkScan(analysis: Analysis, file: ChangeFile, { kase, cuts }: Supposed): void {
  const law = lawOf(kase, NO_COUNTS);
  cuts.forEach((cut, i) => {
    if (!('flow' in cut)) return;
    const flow = analysis.flows.filter((f) => f.id === cut.flow);
    if (countGroups(law, flow).length === 0) return;
    throw file.fail(
      ['cut', i],
      `rules count the transfers of flow ${cut.flow}, and it is cut by its id`,
      '{sender, recipient, purpose}',
    );
  });
}

/** Whether a flow is cut; `id` is the one that it has under the law as it is. */
export function cutBy(cuts: readonly CutFlows[]): (flow: Route, id: string | undefined) => boolean {
  return (flow, id) =>
    cuts.some((cut) => {
      if ('flow' in cut) return cut.flow === id;
      return (
        (cut.sender ?? flow.sender) === flow.sender &&
        (cut.recipient ?? flow.recipient) === flow.recipient &&
        (cut.purpose ?? flow.purpose) === flow.purpose
      );
    });
}

/**
 * True when the changed rules count what was not counted, or no longer count the same transfers where that decides any.
 *
 * @param cut flows that are taken not to have happened
 * @param left the others
 */
export function countsAnew(kase: Case, changed: Case, cut: readonly Flow[], left: readonly Flow[]): boolean {
  const law = lawOf(changed, NO_COUNTS);
  if (!law.packs.some(countsSomething)) return false;
  const fewer = new Set(countGroups(law, cut).map((group) => group.key));
  if (fewer.size > 0 && left.some((f) => askedCounts(law, f).some((key) => fewer.has(key)))) return true;
  const known = new Set<object>(kase.rules);
  // Where a window leaves flows out, their routes are not known: nobody can tell what else is counted.
  const sameRules = changed.rules.every((p) => known.has(p) || !countsSomething(p));
  return !sameRules || changed.registers.processors.some((p, i) => p !== kase.registers.processors[i]);
}
