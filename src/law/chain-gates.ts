import { covers, USER, type Contract, type Coverage } from '../model/case.js';
import type { Verdict } from '../model/decision.js';
import { FieldGraph } from '../model/field-graph.js';
import type { ChainBreach } from '../model/result.js';
import type { RulePack } from '../model/rule-pack.js';
import { at, getOrMake } from '../model/collect.js';
import { packApplies, type Law } from './decide.js';
import type { FlowContent } from './flow-book.js';

/** Where chains of fields along a trail stand: with what they began and ended, and whether something before broke. */
export interface ChainEnd {
  readonly first: string;
  readonly last: string;
  /** Some hop so far is unsupported for its field, or breaks an onward gate of effect breach. */
  readonly bad: boolean;
}

/** What the gates that look at whole trails say of a trail's last hop. */
export interface HopJudgement {
  readonly ends: readonly ChainEnd[];
  readonly breaches: readonly ChainBreach[];
  /** The hop counts as unsupported on this trail because of an onward gate of effect breach. */
  readonly breaksOnward: boolean;
}

/** Judges `onward` and `taint` hop by hop (2-semantics, "Onward and taint"); pure. */
export class ChainGates {
  readonly #law: Law;
  readonly #fields: FieldGraph;
  readonly #packs: ReadonlyMap<string, RulePack>;
  readonly #contracts: ReadonlyMap<string, Contract>;
  readonly #permitted = new Map<string, boolean>();

  constructor(
    law: Law,
    contracts: readonly Contract[],
    readonly notices: readonly { controller: string; recipients: '*' | ReadonlySet<string> }[],
  ) {
    this.#law = law;
    this.#fields = new FieldGraph([...law.fields.values()]);
    this.#packs = new Map(law.packs.map((p) => [p.id, p]));
    this.#contracts = new Map(contracts.map((c) => [c.id, c]));
  }

  /** The first hop: neither gate looks at it. */
  first(flow: FlowContent): HopJudgement {
    const ends = flow.fields.map((f, i) => ({
      first: f,
      last: f,
      bad: flow.fieldVerdicts[i] === 'unsupported',
    }));
    return { ends, breaches: [], breaksOnward: false };
  }

  /**
   * A further hop.
   *
   * @param before where chains stand after the hop before
   * @param start the trail's first flow
   * @param previous the flow of the hop before
   * @param flow the hop's flow
   */
  next(
    before: readonly ChainEnd[],
    start: FlowContent,
    previous: FlowContent,
    flow: FlowContent,
  ): HopJudgement {
    const ends = new Map<string, ChainEnd>();
    const breaches = new Map<string, ChainBreach>();
    let breaksOnward = false;
    const permitted = this.#onwardPermitted(start, previous, flow);
    for (const chain of before) {
      flow.fields.forEach((field, i) => {
        if (!this.#fields.continues(chain.last, field)) return;
        const verdict: Verdict = at(flow.fieldVerdicts, i);
        let broken = false;
        for (const { pack, entry, gate } of this.#active(flow, 'onward')) {
          if (permitted || !packApplies(this.#law, pack, start, chain.first)) continue;
          add(breaches, { pack: pack.id, entry, code: 'ONWARD_NOT_PERMITTED', field });
          if (gate.effect === 'breach') broken = true;
        }
        const bad = verdict === 'unsupported' || broken;
        if (!bad && chain.bad) {
          for (const { pack, entry } of this.#active(flow, 'taint')) {
            if (packApplies(this.#law, pack, start, chain.first)) {
              add(breaches, { pack: pack.id, entry, code: 'TAINTED', field });
            }
          }
        }
        breaksOnward ||= broken;
        const end: ChainEnd = { first: chain.first, last: field, bad: bad || chain.bad };
        ends.set(JSON.stringify(end), end);
      });
    }
    return { ends: [...ends.values()], breaches: [...breaches.values()], breaksOnward };
  }

  #active(
    flow: FlowContent,
    kind: 'onward' | 'taint',
  ): { pack: RulePack; entry: number; gate: RulePack['gates'][number] }[] {
    return flow.decision.chainGates.flatMap(({ pack: id, entry }) => {
      const pack = this.#packs.get(id);
      const gate = pack?.gates[entry];
      return pack !== undefined && gate?.kind === kind ? [{ pack, entry, gate }] : [];
    });
  }

  #onwardPermitted(start: FlowContent, previous: FlowContent, flow: FlowContent): boolean {
    const inForce = previous.decision.contractsInForce ?? [];
    return getOrMake(this.#permitted, JSON.stringify([start.sender, inForce, flow.recipient]), () =>
      permitsOnward(inForce, this.#contracts, this.notices, start.sender, flow.recipient),
    );
  }
}

/**
 * True when a contract in force at the hop before, or a notice of the first sender, names the recipient.
 *
 * @param inForce ids of the contracts of the hop before that are in force
 */
export function permitsOnward(
  inForce: readonly string[],
  contracts: ReadonlyMap<string, Contract>,
  notices: readonly { readonly controller: string; readonly recipients: Coverage }[],
  starter: string,
  recipient: string,
): boolean {
  const byContract = inForce.some((id) => {
    const contract = contracts.get(id);
    return contract !== undefined && covers(contract.onward, recipient);
  });
  return (
    byContract ||
    (starter !== USER && notices.some((n) => n.controller === starter && covers(n.recipients, recipient)))
  );
}

function add(breaches: Map<string, ChainBreach>, breach: ChainBreach): void {
  breaches.set(JSON.stringify(breach), breach);
}
