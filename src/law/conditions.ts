import type { Question } from '../model/decision.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import { USER } from '../model/case.js';
import type { Carrier, Condition, FactCondition, Gate, RulePack } from '../model/rule-pack.js';
import { countKey, isReached } from './counts.js';
import type { Law } from './law.js';
import { isHeld } from './ownership.js';

/** What the conditions of a carrier come to: all hold, one fails, or none fails but these are open. */
export type Tested =
  | { readonly is: 'yes' }
  | { readonly is: 'no'; readonly failing: readonly Condition[] }
  | { readonly is: 'unknown'; readonly questions: readonly Question[] };

/** Tests what must hold of a transfer besides the record that carries it. */
export function testConditions(
  law: Law,
  pack: RulePack,
  gate: Gate,
  { conditions, unrecorded }: Pick<Carrier, 'conditions' | 'unrecorded'>,
  route: Route,
  at: Instant,
): Tested {
  const failing: Condition[] = [];
  const questions: Question[] = [];
  for (const condition of conditions) {
    const answer = testOne(law, pack, gate, condition, route, at);
    if (answer === 'no' || (answer !== 'yes' && unrecorded === 'fails')) failing.push(condition);
    else if (answer !== 'yes') questions.push(answer);
  }
  if (failing.length > 0) return { is: 'no', failing };
  return questions.length > 0 ? { is: 'unknown', questions } : { is: 'yes' };
}

function testOne(
  law: Law,
  pack: RulePack,
  gate: Gate,
  condition: Condition,
  route: Route,
  at: Instant,
): 'yes' | 'no' | Question {
  switch (condition.kind) {
    case 'fact':
      return testFact(law, condition, route);
    case 'count':
      return isReached(law.counts, countKey(law, pack, gate, condition, route), at) ? 'no' : 'yes';
    case 'held': {
      const held = isHeld(law, route.recipient, condition.by, condition.below, at);
      if (held === 'unknown') return { of: route.recipient, fact: 'share', register: 'ownership' };
      return held === 'yes' ? 'no' : 'yes';
    }
  }
}

function testFact(law: Law, { of, fact, wanted }: FactCondition, route: Route): 'yes' | 'no' | Question {
  const { id, register, facts } = partyOf(law, of, route);
  const cell = facts?.get(fact);
  // The person who gives data in a collection is no processor: nothing that is asked of an exporter holds of them.
  if (id === USER) return 'no';
  if (cell === undefined) return { of: id, fact, register };
  const names = (role: string): readonly string[] => {
    const party = role === 'exporter' ? route.sender : role === 'importer' ? route.recipient : null;
    return party === null ? [] : [party, ...(law.processors.get(party)?.aliases ?? [])];
  };
  return wanted.some((word) => word === cell || names(word).includes(cell)) ? 'yes' : 'no';
}

function partyOf(
  law: Law,
  of: FactCondition['of'],
  route: Route,
): {
  id: string;
  register: 'processors' | 'purposes';
  facts: ReadonlyMap<string, string> | undefined;
} {
  if (of === 'purpose') {
    return { id: route.purpose, register: 'purposes', facts: law.purposeFacts.get(route.purpose) };
  }
  const id = of === 'exporter' ? route.sender : route.recipient;
  return { id, register: 'processors', facts: law.processors.get(id)?.facts };
}
