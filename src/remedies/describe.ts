import type { Case, Contract, Coverage, Notice } from '../model/case.js';
import { formatInstant } from '../model/instant.js';
import type { Flow } from '../model/flow.js';
import type { Changes, ContractChange, NoticeChange } from '../what-if/change-schema.js';
import type { Remedy, Setting, Suggestion } from './answer-schema.js';
import type { Candidate } from './candidate.js';
import type { Chosen } from './choose.js';
import { concernsOf } from './concerns.js';
import type { RemedyOptions } from './kinds.js';
import type { Burden } from './needs.js';
import type { Trial } from './trial.js';

/** A chosen remedy, as it is told: what it sets, what it mends, and for a cut what goes with it. */
export function describe(
  trial: Trial,
  burdens: readonly Burden[],
  { candidate, needs }: Chosen,
  change: Changes,
  { weights }: RemedyOptions,
): Remedy {
  return {
    ...suggestion(trial, candidate, change),
    weight: weights[candidate.kind],
    mends: concernsOf(trial, burdens, needs),
  };
}

/** A candidate, as it is told: what it sets, and for a cut what goes with it. */
export function suggestion(trial: Trial, candidate: Candidate, change: Changes): Suggestion {
  const { kind, how, id, sort } = candidate;
  return {
    ...{ kind, how, sort },
    id: kind === 'cuts' ? null : id,
    ...partiesOf(trial.kase, change, id),
    settings: settingsOf(trial.kase, change, id),
    cut: kind === 'cuts' ? lossOf(trial, candidate) : null,
    change,
  };
}

/** What is taken to be so, in sentences. */
export function assumes(chosen: readonly Candidate[]): string[] {
  const papers = chosen.filter((c) => c.kind !== 'cuts');
  const mended = chosen.some((c) => c.kind === 'notices' && c.how === 'mend');
  return [
    ...(papers.length > 0
      ? [
          'All of it is taken to have been so before the first record: what is mended today does not mend the past.',
        ]
      : []),
    ...(papers.length > 0
      ? ['That a fact is supposed does not say that it could truthfully be recorded.']
      : []),
    ...(mended
      ? ['People are taken to have consented to a mended notice when and as they did to it as it was.']
      : []),
    ...(chosen.some((c) => c.kind === 'notices' && c.how === 'add')
      ? ['Nobody is taken to have consented to a new notice: it only tells to whom data goes on.']
      : []),
    ...(chosen.some((c) => c.how === 'cut') ? ['What is cut is taken not to have happened.'] : []),
  ];
}

function partiesOf(
  { registers }: Case,
  change: Changes,
  id: string,
): Pick<Remedy, 'sender' | 'recipient' | 'purpose'> {
  const [cut] = change.cut ?? [];
  if (typeof cut === 'object') {
    return { sender: cut.sender ?? '', recipient: cut.recipient ?? null, purpose: cut.purpose ?? null };
  }
  const contract =
    registers.contracts.find((c) => c.id === id) ?? change.add?.contracts?.find((c) => c.id === id);
  if (contract !== undefined) {
    return { sender: contract.exporter, recipient: contract.importer, purpose: null };
  }
  const notice = registers.notices.find((n) => n.id === id) ?? change.add?.notices?.find((n) => n.id === id);
  return { sender: notice?.controller ?? '', recipient: null, purpose: null };
}

function settingsOf(kase: Case, change: Changes, id: string): Setting[] {
  const { contracts, notices } = kase.registers;
  const newContract = change.add?.contracts?.[0];
  if (newContract !== undefined) return settings(kase, 'contracts', null, newContract);
  const newNotice = change.add?.notices?.[0];
  if (newNotice !== undefined) return settings(kase, 'notices', null, newNotice);
  const contract = change.change?.contracts?.[id];
  const known = contracts.find((c) => c.id === id);
  if (contract !== undefined && known !== undefined) return settings(kase, 'contracts', known, contract);
  const notice = change.change?.notices?.[id];
  const knownNotice = notices.find((n) => n.id === id);
  return notice === undefined ? [] : settings(kase, 'notices', knownNotice ?? null, notice);
}

function settings(
  kase: Case,
  register: 'contracts' | 'notices',
  before: Contract | Notice | null,
  change: ContractChange & NoticeChange,
): Setting[] {
  const list = (what: 'fields' | 'purposes' | 'recipients' | 'onward'): Setting[] => {
    const now = change[what];
    if (now === undefined || now.length === 0) return [];
    const was: Coverage =
      before === null ? new Set() : ((before as Partial<Record<typeof what, Coverage>>)[what] ?? new Set());
    const adds = now === '*' ? ['*'] : now.filter((x) => was === '*' || !was.has(x));
    return [
      {
        ...{ what, name: null, adds, meaning: null },
        was: before === null ? null : was === '*' ? '*' : [...was].join('|'),
        supposed: now === '*' ? '*' : now.join('|'),
      },
    ];
  };
  const time = (what: 'signed_at' | 'ends_at', was: number | undefined): Setting[] => {
    const now = change[what];
    if (now === undefined) return [];
    const shown = was === undefined || !Number.isFinite(was) ? null : formatInstant(was);
    return [{ what, name: null, was: shown, supposed: now, adds: [], meaning: null }];
  };
  const meanings = new Map(kase.rules.flatMap((p) => [...p.facts]));
  const contract = before !== null && 'signedAt' in before ? before : undefined;
  return [
    ...(['fields', 'purposes', 'recipients', 'onward'] as const).flatMap(list),
    ...time('signed_at', contract?.signedAt),
    ...time('ends_at', contract?.endsAt),
    ...Object.entries(change.facts ?? {}).map(([name, value]): Setting => {
      const was = before?.facts.get(name) ?? null;
      const known = new Set((was ?? '').split('|').map((item) => item.trim()));
      return {
        what: 'fact',
        name,
        was,
        supposed: Array.isArray(value) ? value.join('|') : String(value),
        adds: Array.isArray(value) ? value.filter((item) => !known.has(item)) : [],
        meaning: meanings.get(`${register}.${name}`) ?? null,
      };
    }),
  ];
}

/** What is cut, and how much of it had a basis. */
function lossOf({ analysis, people }: Trial, { touches }: Candidate): NonNullable<Remedy['cut']> {
  const count = (flows: readonly Flow[]): { records: number; people: number } => ({
    records: flows.reduce((n, f) => n + f.records, 0),
    people: people.ofFlows(flows.map((f) => f.id)),
  });
  const flows = analysis.flows.filter(touches);
  return { ...count(flows), supported: count(flows.filter((f) => f.verdict === 'supported')) };
}
