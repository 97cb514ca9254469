import { covers, USER, type Contract, type Notice } from '../model/case.js';
import type { Route } from '../model/flow.js';
import type { Carrier } from '../model/rule-pack.js';
import type { ConsentState, ContractState } from '../model/states.js';
import { factEquals, testRecord, type Asked, type FactTest } from './carriers.js';
import { contractStateAt, type Facts } from './decide.js';
import { askedController, type Law } from './law.js';

/** How one fact of a record stands to a carrier. */
export interface Factor extends FactTest {
  /** False for what is shown because courts weigh it, and decides nothing. */
  readonly decides: boolean;
}

/** One notice or contract that a carrier looks at, with what it asks of it. */
export interface RecordTested {
  readonly id: string;
  readonly state: ConsentState | ContractState;
  /** Whether it is for this recipient, field and purpose. */
  readonly covers: boolean;
  readonly factors: readonly Factor[];
}

/**
 * The notices or contracts that a carrier looks at, each with every fact that is asked of it: the table behind an answer.
 *
 * @returns in register order; none for adequacy and exemptions, which have no record
 */
export function recordsTested(
  law: Law,
  carrier: Carrier,
  route: Route,
  field: string,
  facts: Facts,
): RecordTested[] {
  if (carrier.by === 'adequacy' || carrier.by === 'exemption') return [];
  const { sender, recipient, purpose } = route;
  const asked: Asked = { field, purpose, sender, recipient, collection: sender === USER };
  const isFor = (record: Notice | Contract): boolean =>
    covers(record.fields, field) && covers(record.purposes, purpose);
  const test = (record: Notice | Contract, state: RecordTested['state'], covered: boolean): RecordTested => ({
    id: record.id,
    state,
    covers: covered,
    factors: [
      ...testRecord(record.facts, carrier, asked).map((t) => ({ ...t, decides: true })),
      ...[...carrier.weighs].map(([fact, wanted]): Factor => {
        const found = record.facts.get(fact) ?? null;
        const is = found === null ? 'unknown' : factEquals(fact, found, wanted, asked) ? 'yes' : 'no';
        return { fact, is, wanted: [wanted], found, missing: [], decides: false };
      }),
    ],
  });
  if (carrier.by === 'contract') {
    return law
      .contractsOf(sender, recipient)
      .filter((c) => c.kind === carrier.kind)
      .map((c) => test(c, contractStateAt(c, facts.at), isFor(c)));
  }
  return law
    .noticesOf(askedController(route))
    .filter((n) => n.scope === carrier.scope)
    .map((n) =>
      test(
        n,
        n.assumed ?? facts.notices.get(n.id) ?? 'never',
        (asked.collection || covers(n.recipients, recipient)) && isFor(n),
      ),
    );
}
