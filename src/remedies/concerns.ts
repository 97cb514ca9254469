import type { PeopleCounter } from '../findings/people.js';
import { at, groupBy } from '../model/collect.js';
import type { Gate, RulePack } from '../model/rule-pack.js';
import { sortedSet } from '../model/text.js';
import type { Concern, RemediesAnswer } from './answer-schema.js';
import { consentCarriers, contractCarriers } from './carriers-of.js';
import type { RemedyOptions } from './kinds.js';
import type { Burden, Need } from './needs.js';
import type { Trial } from './trial.js';

/** A need under one rule: what is handed on may break the rules of several packs at once. */
interface Row {
  readonly index: number;
  readonly need: Need;
  readonly pack: RulePack;
  readonly gate: Gate;
  readonly fields: readonly string[];
  readonly codes: readonly string[];
}

/** Needs as they are told: those that differ in nothing but the field, or the flow, stand together. */
export function concernsOf(trial: Trial, burdens: readonly Burden[], needs: readonly number[]): Concern[] {
  return grouped(trial, needs).map((rows) => concern(rows, burdens, trial.people));
}

/** What nothing reaches, and why that is. */
export function remaining(
  trial: Trial,
  burdens: readonly Burden[],
  needs: readonly number[],
  options: RemedyOptions,
): RemediesAnswer['remaining'] {
  return grouped(trial, needs).map((rows) => ({
    ...concern(rows, burdens, trial.people),
    why: whyNot(at(rows, 0).need, options),
  }));
}

function grouped(trial: Trial, needs: readonly number[]): Row[][] {
  const rows = needs.flatMap((index): Row[] => {
    const need = at(trial.needs, index);
    if (need.kind === 'gate') {
      const { pack, gate, codes } = need;
      return [{ index, need, pack, gate, fields: [need.field], codes }];
    }
    const fields = [...need.fields];
    return [...need.rules.values()].map(({ pack, gate }) => ({
      ...{ index, need, pack, gate, fields },
      codes: ['ONWARD_NOT_PERMITTED'],
    }));
  });
  const key = ({ need: { flow }, pack, gate }: Row): string =>
    JSON.stringify([flow.sender, flow.recipient, flow.purpose, pack.id, gate.gate]);
  return [...groupBy(rows, key).values()];
}

function concern(rows: readonly Row[], burdens: readonly Burden[], counter: PeopleCounter): Concern {
  const { need, pack, gate } = at(rows, 0);
  const { sender, recipient, purpose } = need.flow;
  const own = new Set(rows.map((r) => r.index));
  const trails = burdens.filter((b) => b.needs.some((n) => own.has(n))).map((b) => b.trail.id);
  return {
    ...{ sender, recipient, purpose },
    fields: sortedSet(rows.flatMap((r) => r.fields)),
    pack: pack.id,
    gate: gate.gate,
    codes: sortedSet(rows.flatMap((r) => r.codes)),
    provisions: sortedSet(rows.flatMap((r) => r.gate.cite ?? [])),
    people:
      need.kind === 'gate'
        ? counter.ofFlows(new Set(rows.map((r) => r.need.flow.id)))
        : counter.ofTrails(trails),
  };
}

function whyNot(need: Need, { only }: RemedyOptions): string {
  if (only.length < 3) return `None of the ${only.join(' and ')} that could be supposed reaches it.`;
  if (need.kind === 'gate') {
    if (need.gate.kind !== 'basis') return 'No notice or contract carries this gate.';
    if (contractCarriers(need).length === 0 && consentCarriers(need).length > 0) {
      return 'Only consent would carry it, and no recorded consent reaches all of its records.';
    }
  }
  return 'What could carry it asks for more than a notice or contract can say.';
}
