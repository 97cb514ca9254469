import { at } from '../model/collect.js';
import type { Outcome, Question } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import { sortedSet } from '../model/text.js';
import { known, link, when, type Properties, type RelationshipRow } from './graph-rows.js';

/** The properties of a `Flow` node. */
export function flowNode(f: Flow): Properties {
  return known({
    id: f.id,
    sender: f.sender,
    recipient: f.recipient,
    fields: f.fields,
    purpose: f.purpose,
    basis: f.basis,
    verdict: f.verdict,
    crossBorder: f.crossBorder,
    records: f.records,
    people: f.people,
    ...when('firstAt', f.firstAt),
    ...when('lastAt', f.lastAt),
    months: f.months.map((m) => m.month),
    monthRecords: f.months.map((m) => m.records),
    questions: sortedSet(
      openQuestions(f).map(({ question: { of, fact, register } }) =>
        register === undefined ? `${of}: ${fact}` : `${register} ${of}: ${fact}`,
      ),
    ),
    exemptions: exemptions(f),
    adequacy: f.decision.outcomes.some((o) => o.answer.is === 'carried' && o.answer.by.kind === 'adequacy'),
  });
}

/** `CARRIES`: from a flow to each of its fields, with the verdict of that field alone. */
export function carried(f: Flow): RelationshipRow[] {
  return f.fields.map((field, i) => link(f.id, field, { verdict: at(f.fieldVerdicts, i) }));
}

/** Relationships to what stands in the registers, by the label of its node. */
type ToRegisters = Readonly<Record<'Notice' | 'Contract' | 'Processor', readonly RelationshipRow[]>>;

/**
 * What carries the gates of flows, and what they hang on. Entries of a gate that differ in nothing but dates are one.
 * Adequacy, exemptions and purposes have no node: they are properties of flows.
 *
 * @param noticeIds tells notices from contracts, which share one namespace
 */
export function flowBases(
  flows: readonly Flow[],
  noticeIds: ReadonlySet<string>,
): { readonly reliesOn: ToRegisters; readonly hangsOn: ToRegisters } {
  const reliesOn = new Collected();
  const hangsOn = new Collected();
  for (const f of flows) {
    for (const { pack, gate, field, answer } of f.decision.outcomes) {
      if (answer.is !== 'carried') continue;
      const { by } = answer;
      if (by.kind === 'notice') reliesOn.add('Notice', link(f.id, by.id, { gate, pack, field }));
      if (by.kind === 'contract') reliesOn.add('Contract', link(f.id, by.id, { gate, pack, field }));
    }
    for (const { outcome, question } of openQuestions(f)) {
      const { gate, pack, field } = outcome;
      const { of, fact, register } = question;
      if (register === 'purposes') continue;
      const basis = noticeIds.has(of) ? 'Notice' : 'Contract';
      const isBasis = register === undefined || register === 'consents';
      hangsOn.add(isBasis ? basis : 'Processor', link(f.id, of, { gate, pack, field, fact }));
    }
  }
  return { reliesOn: reliesOn.rows(), hangsOn: hangsOn.rows() };
}

/** Names of the exemptions that carry some gate of a flow. */
function exemptions(f: Flow): string[] {
  return sortedSet(
    f.decision.outcomes.flatMap(({ answer }) =>
      answer.is === 'carried' && answer.by.kind === 'exemption' ? [answer.by.id] : [],
    ),
  );
}

/** What the breach gates of a flow hang on. */
function openQuestions(f: Flow): { outcome: Outcome; question: Question }[] {
  return f.decision.outcomes.flatMap((outcome) =>
    outcome.answer.is === 'contested' && outcome.effect === 'breach'
      ? outcome.answer.questions.map((question) => ({ outcome, question }))
      : [],
  );
}

/** Rows by label, each once. */
class Collected {
  readonly #rows = { Notice: new Map(), Contract: new Map(), Processor: new Map() } satisfies Record<
    string,
    Map<string, RelationshipRow>
  >;

  add(label: keyof ToRegisters, row: RelationshipRow): void {
    this.#rows[label].set(JSON.stringify(row), row);
  }

  rows(): ToRegisters {
    const { Notice, Contract, Processor } = this.#rows;
    return {
      Notice: [...Notice.values()],
      Contract: [...Contract.values()],
      Processor: [...Processor.values()],
    };
  }
}
