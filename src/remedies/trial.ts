import { lawOf } from '../law/decide.js';
import { permitsOnward } from '../law/chain-gates.js';
import type { FlowContent } from '../law/flow-book.js';
import { PeopleCounter } from '../findings/people.js';
import type { Case, Contract } from '../model/case.js';
import { at, groupBy } from '../model/collect.js';
import { fieldVerdict } from '../model/decision.js';
import type { Flow, Route, Situation } from '../model/flow.js';
import type { Analysis } from '../model/result.js';
import { applyChanges, type Supposed } from '../what-if/apply.js';
import { changesFrom } from '../what-if/change-file.js';
import type { Changes } from '../what-if/change-schema.js';
import { decideAgain, type LawOfCase } from '../what-if/decide-again.js';
import type { States } from '../what-if/states.js';
import type { Need } from './needs.js';

/** What one supposition comes to for some needs. */
export interface Tried {
  /** Indexes of the needs that it meets, ascending. */
  readonly meets: readonly number[];
  /** Flows that would part, so that nothing exact can be said without the logs. */
  readonly parts: readonly Flow[];
}

/** Finds out what suppositions meet, by asking the law again on the situations that a result keeps, as what-if does. */
export class Trial {
  readonly #before: LawOfCase;
  readonly #situations: ReadonlyMap<string, readonly Situation[]>;
  readonly #flows: ReadonlySet<string>;
  readonly people: PeopleCounter;

  constructor(
    readonly kase: Case,
    readonly analysis: Analysis,
    states: States,
    readonly needs: readonly Need[],
  ) {
    this.#before = { kase, law: lawOf(kase, analysis.counts) };
    this.#situations = groupBy(states.situations ?? [], (s) => s.flow);
    this.#flows = new Set(analysis.flows.map((f) => f.id));
    this.people = new PeopleCounter(analysis);
  }

  /** The case as supposed. @throws WayleaveError CHANGE_INVALID */
  async apply(changes: Changes): Promise<Supposed> {
    return await applyChanges(this.kase, changesFrom(changes), (id) => this.#flows.has(id));
  }

  /**
   * Tries a supposition on the flows that it touches; linear in their situations.
   *
   * @param serves indexes of the needs that it may meet
   */
  async try(changes: Changes, touches: (flow: Route) => boolean, serves: readonly number[]): Promise<Tried> {
    const { kase } = await this.apply(changes);
    const after: LawOfCase = { kase, law: lawOf(kase, this.analysis.counts) };
    const flows = this.analysis.flows.filter(touches);
    const again = decideAgain(
      this.#before,
      after,
      flows,
      flows.flatMap((f) => this.#situations.get(f.id) ?? []),
    );
    const parts = again.flatMap((x) => ('cases' in x ? [x.flow] : []));
    if (parts.length > 0) return { meets: [], parts };
    const contents = new Map(
      flows.flatMap((f, i) => {
        const content = at(again, i);
        return 'cases' in content ? [] : [[f.id, content] as const];
      }),
    );
    const contracts = new Map(kase.registers.contracts.map((c) => [c.id, c]));
    return {
      meets: serves.filter((i) => isMet(at(this.needs, i), contents, contracts, kase)),
      parts,
    };
  }
}

function isMet(
  need: Need,
  contents: ReadonlyMap<string, FlowContent>,
  contracts: ReadonlyMap<string, Contract>,
  { registers }: Case,
): boolean {
  if (need.kind === 'onward') {
    const before = contents.get(need.before.id)?.decision ?? need.before.decision;
    const inForce = before.contractsInForce ?? [];
    return permitsOnward(inForce, contracts, registers.notices, need.starter, need.flow.recipient);
  }
  const content = contents.get(need.flow.id);
  if (content === undefined) return false;
  const { decision } = content;
  const entry = need.pack.gates.indexOf(need.gate);
  const outcome = decision.outcomes.find(
    (o) => o.pack === need.pack.id && o.entry === entry && o.field === need.field,
  );
  // Where the gate has no say any more there is nothing to meet.
  if (outcome === undefined) return fieldVerdict(decision, need.field) !== 'unsupported';
  return (
    outcome.answer.is === 'carried' || outcome.answer.is === 'contested' || outcome.answer.is === 'passed'
  );
}
