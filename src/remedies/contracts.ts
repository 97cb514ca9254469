import { processorNames } from '../case/names.js';
import type { Asked } from '../law/carriers.js';
import { USER, type Case, type Contract } from '../model/case.js';
import { given, groupBy, least } from '../model/collect.js';
import type { Flow } from '../model/flow.js';
import type { Analysis } from '../model/result.js';
import { sortedSet } from '../model/text.js';
import type { Changes, ContractChange } from '../what-if/change-schema.js';
import { TIES, type Candidate } from './candidate.js';
import { allCarriers, contractCarriers, isGateNeed, type ContractCarrier } from './carriers-of.js';
import { dateOf, widened } from './coverage.js';
import type { Need } from './needs.js';
import { goesWith, isHarmless, lacking, wantedOf, wantedTogether, written, type Wanted } from './wanted.js';

/** A pair of processors with what a contract of theirs could meet. */
interface Pair {
  readonly sender: string;
  readonly recipient: string;
  readonly needs: readonly number[];
  readonly flows: readonly Flow[];
  readonly contracts: readonly Contract[];
}

/**
 * Contracts that may be mended or added: for each pair whose flows need one, or that hands on what nothing permits. A contract
 * is mended as far as all that it may serve asks together; where kinds of carriers contradict each other there are several.
 */
export function contractCandidates(kase: Case, analysis: Analysis, needs: readonly Need[]): Candidate[] {
  const names = processorNames(kase.registers.processors);
  const possible = (fact: string, word: string): boolean =>
    fact !== 'beneficiary' || word === 'exporter' || word === 'importer' || names.has(word);
  const known = allCarriers(kase).filter((c) => c.by === 'contract');
  const taken = new Set([...kase.registers.notices, ...kase.registers.contracts].map((x) => x.id));
  return pairsOf(kase, analysis, needs).flatMap((pair) => {
    const own = pair.needs.flatMap((n) => needs[n] ?? []);
    const asking = own.filter(isGateNeed).flatMap(contractCarriers);
    const kinds = [...new Set(asking.map((c) => c.kind))];
    const wanted = (kind: string): Wanted[] => {
      const of = wantedTogether(
        asking.filter((c) => c.kind === kind),
        possible,
      );
      return of.length === 0 ? [new Map()] : of;
    };
    const handsOn = own.some((n) => n.kind === 'onward');
    const mended = pair.contracts
      .filter((c) => handsOn || kinds.includes(c.kind))
      .flatMap((c) => {
        const ofKind = known.filter((k) => k.kind === c.kind);
        const harmless = wanted(c.kind).find((w) => {
          return isHarmless(c.facts, lacking(c.facts, w, askedOf(pair)), ofKind, askedOf(pair));
        });
        return harmless === undefined ? [] : [mend(pair, c, harmless, own)];
      });
    const spare = handsOn && pair.contracts.length === 0 ? known.slice(0, 1).map((c) => c.kind) : [];
    const added = (kinds.length === 0 ? spare : kinds).flatMap((kind, order) =>
      wanted(kind).map((w) => add(pair, kind, order, w, fresh(taken, pair, kind))),
    );
    return [...mended, ...added];
  });
}

function pairsOf(kase: Case, analysis: Analysis, needs: readonly Need[]): Pair[] {
  const key = (x: { sender: string; recipient: string }): string => JSON.stringify([x.sender, x.recipient]);
  const flows = groupBy(analysis.flows, key);
  const contracts = groupBy(kase.registers.contracts, (c) =>
    key({ sender: c.exporter, recipient: c.importer }),
  );
  const served = groupBy(needs.keys(), (i) => {
    const need = needs[i];
    return need === undefined ? '' : key(need.kind === 'gate' ? need.flow : need.before);
  });
  return [...served].flatMap(([pair, own]) => {
    const ofPair = flows.get(pair) ?? [];
    const [first] = ofPair;
    if (first === undefined || first.sender === USER) return [];
    const { sender, recipient } = first;
    return [{ sender, recipient, needs: own, flows: ofPair, contracts: contracts.get(pair) ?? [] }];
  });
}

function askedOf({ sender, recipient }: Pair): Asked {
  return { field: '', purpose: '', sender, recipient, collection: false };
}

function base(pair: Pair): Pick<Candidate, 'kind' | 'serves' | 'touches'> {
  return {
    kind: 'contracts',
    serves: pair.needs,
    touches: (f) => f.sender === pair.sender && f.recipient === pair.recipient,
  };
}

/** The carriers of a kind that some needs ask, as far as they go with what the candidate is to have. */
function asking(needs: readonly Need[], kind: string, wanted: Wanted): ContractCarrier[] {
  return needs
    .filter(isGateNeed)
    .flatMap(contractCarriers)
    .filter((c) => c.kind === kind && goesWith(wanted, c));
}

function mend(pair: Pair, contract: Contract, wanted: Wanted, all: readonly Need[]): Candidate {
  const change = (needs: readonly Need[]): ContractChange => {
    const gates = needs
      .filter(isGateNeed)
      .filter((n) => contractCarriers(n).some((c) => c.kind === contract.kind));
    const onward = needs.flatMap((n) => (n.kind === 'onward' ? [n.flow.recipient] : []));
    const served = needs.map((n) => (n.kind === 'gate' ? n.flow : n.before));
    const first = least(pair.flows, (f) => f.firstAt);
    const facts = lacking(contract.facts, wantedOf(asking(needs, contract.kind, wanted)), askedOf(pair));
    return given({
      fields: widened(
        contract.fields,
        gates.map((n) => n.field),
      ),
      purposes: widened(
        contract.purposes,
        gates.map((n) => n.flow.purpose),
      ),
      onward: widened(contract.onward, onward),
      // A date that lies before all flows of the pair parts none of them.
      signed_at: served.some((f) => f.firstAt < contract.signedAt) ? dateOf(first) : undefined,
      ends_at: served.some((f) => f.lastAt >= contract.endsAt) ? null : undefined,
      facts: Object.keys(facts).length === 0 ? undefined : facts,
    });
  };
  const { facts = {}, ...others } = change(all);
  return {
    ...base(pair),
    how: 'mend',
    id: contract.id,
    sort: contract.kind,
    tie: Math.min(TIES.most, Object.keys(others).length + Object.keys(facts).length),
    changes: (needs): Changes => ({ change: { contracts: { [contract.id]: change(needs) } } }),
  };
}

function add(pair: Pair, kind: string, order: number, wanted: Wanted, id: string): Candidate {
  return {
    ...base(pair),
    how: 'add',
    id,
    sort: kind,
    tie: Math.min(TIES.cut - 1, TIES.add + order),
    changes: (needs): Changes => {
      const gates = needs.filter(isGateNeed).filter((n) => contractCarriers(n).some((c) => c.kind === kind));
      const onward = sortedSet(needs.flatMap((n) => (n.kind === 'onward' ? [n.flow.recipient] : [])));
      const facts = written(wantedOf(asking(needs, kind, wanted)));
      return {
        add: {
          contracts: [
            {
              id,
              kind,
              exporter: pair.sender,
              importer: pair.recipient,
              fields: sortedSet(gates.map((n) => n.field)),
              purposes: sortedSet(gates.map((n) => n.flow.purpose)),
              signed_at: dateOf(least(pair.flows, (f) => f.firstAt)),
              ...(onward.length === 0 ? {} : { onward }),
              ...(Object.keys(facts).length === 0 ? {} : { facts }),
            },
          ],
        },
      };
    },
  };
}

/** An id that no notice or contract has. */
function fresh(taken: Set<string>, { sender, recipient }: Pair, kind: string): string {
  const wish = `new-${kind}-${sender}-${recipient}`;
  let id = wish;
  for (let i = 2; taken.has(id); i++) id = `${wish}-${i}`;
  taken.add(id);
  return id;
}
