import type { Asked } from '../law/carriers.js';
import { askedController } from '../law/decide.js';
import type { Case, Notice } from '../model/case.js';
import { given, groupBy } from '../model/collect.js';
import { sortedSet } from '../model/text.js';
import type { Changes, NoticeChange } from '../what-if/change-schema.js';
import { TIES, type Candidate, type LeftOut } from './candidate.js';
import { allCarriers, consentCarriers, isGateNeed } from './carriers-of.js';
import { widened } from './coverage.js';
import type { Need } from './needs.js';
import type { Trial } from './trial.js';
import { goesWith, isHarmless, lacking, wantedOf, wantedTogether, type Wanted } from './wanted.js';

/**
 * Notices that may be mended: for each that a controller has, as much of what it may serve as leaves every flow whole. People are
 * taken to have consented to it as they did; what they did not consent to it does not carry.
 */
export async function noticeCandidates(
  trial: Trial,
): Promise<{ candidates: Candidate[]; leftOut: LeftOut[] }> {
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const notice of trial.kase.registers.notices) {
    const mender = menderOf(trial, notice);
    if (mender === null) continue;
    const { whole, parting } = await largestWhole(trial, mender);
    for (const target of parting) {
      const need = trial.needs[target[0] ?? -1];
      if (need === undefined) continue;
      const { sender, recipient, purpose } = need.flow;
      const because = 'records of a flow would be decided differently' as const;
      leftOut.push({ id: notice.id, sender, recipient, purpose, because });
    }
    if (whole.length > 0) candidates.push({ ...mender, serves: whole });
  }
  return { candidates, leftOut };
}

/** Notices that tell to whom data goes on, without anything that people would have to consent to. */
export function informingCandidates(kase: Case, needs: readonly Need[]): Candidate[] {
  const taken = new Set([...kase.registers.notices, ...kase.registers.contracts].map((x) => x.id));
  const byStarter = groupBy(needs.keys(), (i) => {
    const need = needs[i];
    return need?.kind === 'onward' ? need.starter : '';
  });
  byStarter.delete('');
  return [...byStarter].map(([controller, serves]): Candidate => {
    let id = `new-notice-${controller}`;
    for (let i = 2; taken.has(id); i++) id = `new-notice-${controller}-${i}`;
    return {
      kind: 'notices',
      how: 'add',
      id,
      sort: 'provide',
      tie: TIES.add,
      serves,
      touches: (f) => askedController(f) === controller,
      changes: (some): Changes => {
        const recipients = sortedSet(some.flatMap((n) => (n.kind === 'onward' ? [n.flow.recipient] : [])));
        return { add: { notices: [{ id, controller, scope: 'provide', recipients }] } };
      },
    };
  });
}

/** All that could be mended of a notice, whether or not flows part; null when it can serve nothing, or would harm. */
function menderOf({ kase, needs }: Trial, notice: Notice): Candidate | null {
  const asked: Asked = {
    ...{ field: '', purpose: '', sender: notice.controller, recipient: '' },
    collection: notice.scope === 'collect',
  };
  const carriers = allCarriers(kase).filter((c) => c.by === 'consent');
  const ofScope = carriers.filter((c) => c.scope === notice.scope);
  const asks = (need: Need): boolean =>
    need.kind === 'gate' && consentCarriers(need).some((c) => c.scope === notice.scope);
  const serves = [...needs.keys()].filter((i) => {
    const need = needs[i];
    if (need === undefined) return false;
    if (need.kind === 'onward') return need.starter === notice.controller;
    return askedController(need.flow) === notice.controller && asks(need);
  });
  const wanted = wantedTogether(
    serves.flatMap((i) => needs[i] ?? []).flatMap((n) => carriersOf(n, notice)),
    () => true,
  );
  const harmless = [...wanted, new Map()].find((w) =>
    isHarmless(notice.facts, lacking(notice.facts, w, asked), ofScope, asked),
  );
  if (serves.length === 0 || harmless === undefined) return null;
  const change = (some: readonly Need[]): NoticeChange => noticeChange(notice, harmless, some, asked);
  const { facts = {}, ...others } = change(serves.flatMap((i) => needs[i] ?? []));
  return {
    kind: 'notices',
    how: 'mend',
    id: notice.id,
    sort: notice.scope,
    tie: Math.min(TIES.most, Object.keys(others).length + Object.keys(facts).length),
    serves,
    touches: (f) => askedController(f) === notice.controller,
    changes: (some): Changes => ({ change: { notices: { [notice.id]: change(some) } } }),
  };
}

function carriersOf(need: Need, notice: Notice): ReturnType<typeof consentCarriers> {
  return need.kind === 'gate' ? consentCarriers(need).filter((c) => c.scope === notice.scope) : [];
}

function noticeChange(notice: Notice, wanted: Wanted, needs: readonly Need[], asked: Asked): NoticeChange {
  const gates = needs.filter(isGateNeed).filter((n) => carriersOf(n, notice).length > 0);
  const carriers = gates.flatMap((n) => carriersOf(n, notice)).filter((c) => goesWith(wanted, c));
  const facts = lacking(notice.facts, wantedOf(carriers), asked);
  const recipients = needs.map((n) => n.flow.recipient);
  return given({
    recipients: widened(notice.recipients, recipients),
    fields: widened(
      notice.fields,
      gates.map((n) => n.field),
    ),
    purposes: widened(
      notice.purposes,
      gates.map((n) => n.flow.purpose),
    ),
    facts: Object.keys(facts).length === 0 ? undefined : facts,
  });
}

/**
 * As many of the needs that a notice may serve as can be served together without a flow that parts, taken by recipient and
 * purpose, in halves where all together part.
 */
async function largestWhole(
  trial: Trial,
  mender: Candidate,
): Promise<{ whole: readonly number[]; parting: (readonly number[])[] }> {
  const targets = [
    ...groupBy(mender.serves, (i) => {
      const need = trial.needs[i];
      return JSON.stringify([need?.kind, need?.flow.recipient, need?.flow.purpose]);
    }).values(),
  ];
  let whole: readonly number[] = [];
  const parting: (readonly number[])[] = [];
  const take = async (some: readonly (readonly number[])[]): Promise<void> => {
    const all = [...whole, ...some.flat()];
    const changes = mender.changes(all.flatMap((i) => trial.needs[i] ?? []));
    const { parts } = await trial.try(changes, mender.touches, []);
    if (parts.length === 0) whole = all;
    else if (some.length === 1) parting.push(...some);
    else {
      const middle = some.length >> 1;
      await take(some.slice(0, middle));
      await take(some.slice(middle));
    }
  };
  if (targets.length > 0) await take(targets);
  return { whole: [...whole].sort((a, b) => a - b), parting };
}
