import { askedController, breakpoints, decide, type Law } from '../law/decide.js';
import { flowContent, type FlowContent } from '../law/flow-book.js';
import type { Case } from '../model/case.js';
import { getOrMake, groupBy } from '../model/collect.js';
import type { Flow, Route, Situation } from '../model/flow.js';
import type { Instant } from '../model/instant.js';

/** A flow whose records are alike today and would not be: only its records can tell who is concerned. */
export interface Parting {
  readonly flow: Flow;
  /** Two of its situations that would be decided differently. */
  readonly cases: readonly [Decided, Decided];
}

/** How records of a situation would be decided at an instant. */
export interface Decided {
  readonly situation: Situation;
  readonly at: Instant;
  readonly content: FlowContent;
}

/** A law with the case that it was made of. */
export interface LawOfCase {
  readonly kase: Case;
  readonly law: Law;
}

/**
 * Decides flows under another law, each of its situations anew. A flow all of whose situations come out alike stays whole;
 * where they do not, or where the other law changes between a situation's first and last record, it parts. Linear in the
 * situations of the flows that the other law may see differently.
 *
 * @returns by place of the flow in the list: its content under the other law, or how it parts
 */
export function decideAgain(
  before: LawOfCase,
  after: LawOfCase,
  flows: readonly Flow[],
  situations: readonly Situation[],
): (FlowContent | Parting)[] {
  const byFlow = groupBy(situations, (s) => s.flow);
  const changes = new Map<string, readonly Instant[]>();
  return flows.map((flow) => {
    if (sameLaw(before, after, flow)) return flowContent(before.law, flow, flow.decision);
    const route = JSON.stringify([flow.sender, flow.recipient, flow.purpose]);
    const instants = getOrMake(changes, route, () => breakpoints(after.law, flow));
    let first: Decided | undefined;
    for (const situation of byFlow.get(flow.id) ?? []) {
      const { firstAt, lastAt } = situation;
      for (const at of [firstAt, ...instants.filter((t) => firstAt < t && t <= lastAt)]) {
        const notices = new Map(Object.entries(situation.notices));
        const content = flowContent(after.law, flow, decide(after.law, flow, { at, notices }));
        const decided = { situation, at, content };
        first ??= decided;
        if (first.content.id !== content.id) return { flow, cases: [first, decided] };
      }
    }
    if (first === undefined) throw new RangeError(`flow ${flow.id} has no situation`);
    return first.content;
  });
}

/** True when two laws say the same of a route, whatever the states: nothing that either asks of it was changed. */
function sameLaw(before: LawOfCase, after: LawOfCase, route: Route): boolean {
  const [a, b] = [before.kase.registers, after.kase.registers];
  const notices = ({ law }: LawOfCase): readonly object[] => law.noticesOf(askedController(route));
  const contracts = ({ law }: LawOfCase): readonly object[] => law.contractsOf(route.sender, route.recipient);
  return (
    before.law.counts === after.law.counts &&
    sameItems(before.kase.rules, after.kase.rules) &&
    sameItems(a.adequacy, b.adequacy) &&
    sameItems(a.processors, b.processors) &&
    sameItems(a.purposes, b.purposes) &&
    sameItems(notices(before), notices(after)) &&
    sameItems(contracts(before), contracts(after))
  );
}

function sameItems(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
