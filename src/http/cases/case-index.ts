import { PeopleCounter } from '../../findings/people.js';
import { getOrMake } from '../../model/collect.js';
import type { Code } from '../../model/decision.js';
import type { Flow } from '../../model/flow.js';
import type { Analysis, Finding, Trail } from '../../model/result.js';
import { sortedSet } from '../../model/text.js';
import { flowBreaches } from '../../report/json.js';
import { breather } from './breathe.js';

/** What is looked up in an analysis again and again, made once when it is loaded. */
export class CaseIndex {
  readonly flows = new Map<string, Flow>();
  readonly trails = new Map<string, Trail>();
  readonly findings = new Map<string, Finding>();
  /** Trails that pass a flow, in listed order. */
  readonly trailsOfFlow = new Map<string, Trail[]>();
  /** Trails that extend a trail by one flow. */
  readonly leadsTo = new Map<string, string[]>();
  readonly findingsOfFlow = new Map<string, Finding[]>();
  readonly findingsOfTrail = new Map<string, Finding[]>();
  /** Codes of a flow's gates. */
  readonly codesOfFlow = new Map<string, ReadonlySet<Code>>();
  /** Codes of a trail's flows, and of onward and taint gates on it. */
  readonly codesOfTrail = new Map<string, readonly Code[]>();
  readonly people = new PeopleCounter({ cohorts: [] });
  /** How many trails begin with a trail, itself among them. */
  readonly #beginning = new Map<string, number>();

  /** Lets others have their turn while a large analysis is taken in. Linear in the analysis. */
  static async of(a: Analysis): Promise<CaseIndex> {
    const index = new CaseIndex();
    const breathe = breather();
    for (const f of a.flows) {
      index.#addFlow(f);
      await breathe();
    }
    for (const f of a.findings) {
      index.#addFinding(f);
      await breathe();
    }
    for (const t of a.trails) {
      index.trails.set(t.id, t);
      await breathe();
    }
    for (const t of a.trails) {
      index.#addTrail(t);
      await breathe();
    }
    for (const c of a.cohorts) {
      index.people.add(c);
      await breathe();
    }
    return index;
  }

  #addFlow(f: Flow): void {
    this.flows.set(f.id, f);
    this.codesOfFlow.set(f.id, new Set(flowBreaches(f).map((b) => b.code)));
  }

  #addFinding(f: Finding): void {
    this.findings.set(f.id, f);
    for (const flow of f.flows) getOrMake(this.findingsOfFlow, flow, () => []).push(f);
    for (const trail of f.trails) getOrMake(this.findingsOfTrail, trail, () => []).push(f);
  }

  #addTrail(t: Trail): void {
    if (t.parent !== null) getOrMake(this.leadsTo, t.parent, () => []).push(t.id);
    for (const flow of t.flows) getOrMake(this.trailsOfFlow, flow, () => []).push(t);
    const codes = new Set<Code>(t.flows.flatMap((f) => [...(this.codesOfFlow.get(f) ?? [])]));
    for (const { breach } of this.chainBreaches(t)) codes.add(breach.code);
    this.codesOfTrail.set(t.id, sortedSet(codes));
  }

  /** Whether a trail meets a finding on its way: one about a flow of it, or one about the way to a processor that it passes. */
  meets(finding: Finding): (t: Trail) => boolean {
    const [flows, trails] = [new Set(finding.flows), new Set(finding.trails)];
    if (trails.size === 0) return (t) => t.flows.some((flow) => flows.has(flow));
    return (t) => this.#prefixes(t).some((id) => trails.has(id));
  }

  /**
   * How many trails meet a finding, without a look at each. A trail passes no processor twice, and a finding is of one sender and
   * recipient: so none passes two of its flows, and none of its trails leads on to another.
   */
  trailsMeeting({ flows, trails }: Finding): number {
    const counts =
      trails.length === 0
        ? flows.map((flow) => this.trailsOfFlow.get(flow)?.length ?? 0)
        : trails.map((id) => (this.trails.has(id) ? this.#trailsFrom(id) : 0));
    return counts.reduce((sum, n) => sum + n, 0);
  }

  #trailsFrom(id: string): number {
    return getOrMake(this.#beginning, id, () =>
      (this.leadsTo.get(id) ?? []).reduce((sum, next) => sum + this.#trailsFrom(next), 1),
    );
  }

  /** The findings that a trail meets on its way. */
  findingsOn(t: Trail): ReadonlySet<Finding> {
    const ofFlows = t.flows.flatMap((flow) => this.findingsOfFlow.get(flow) ?? []);
    return new Set([
      // Of those about ways, only those about its own.
      ...ofFlows.filter((f) => f.trails.length === 0),
      ...this.#prefixes(t).flatMap((id) => this.findingsOfTrail.get(id) ?? []),
    ]);
  }

  /** Ids of a trail and of those that it extends. */
  #prefixes(trail: Trail): string[] {
    const ids: string[] = [];
    for (let t: Trail | undefined = trail; t !== undefined; t = this.trails.get(t.parent ?? ''))
      ids.push(t.id);
    return ids;
  }

  /** Onward and taint gates that a trail breaks, by 1-based hop: its own are those of its last hop. */
  chainBreaches(t: Trail): { hop: number; breach: Trail['breaches'][number] }[] {
    const before = t.parent === null ? undefined : this.trails.get(t.parent);
    const earlier = before === undefined ? [] : this.chainBreaches(before);
    return [...earlier, ...t.breaches.map((breach) => ({ hop: t.flows.length, breach }))];
  }
}
