import type { Dice } from './dice.js';
import { moment, written } from './moments.js';

export type RegisterRow = Readonly<Record<string, string>>;

const PLACES: readonly { readonly code: string; readonly memberOf: string }[] = [
  { code: 'KR', memberOf: '' },
  { code: 'DE', memberOf: 'EU|EEA' },
  { code: 'FR', memberOf: 'EU|EEA' },
  { code: 'JP', memberOf: 'APEC' },
  { code: 'US', memberOf: 'APEC' },
  { code: 'SG', memberOf: '' },
];
export const CODES: readonly string[] = PLACES.map((p) => p.code);
export const GROUPS = ['EU', 'EEA', 'APEC'];
const CATEGORIES = ['pd:TelephoneNumber', 'pd:FinancialStatus/balance', 'pd:CreditScore', 'pd:Health', ''];

/** The registers of a random case, with the names that logs may use. */
export interface Registers {
  readonly tables: Readonly<Record<string, readonly RegisterRow[]>>;
  readonly processors: readonly string[];
  /** By processor: itself and its aliases. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly fields: readonly string[];
  readonly purposes: readonly string[];
  readonly notices: readonly { readonly id: string; readonly controller: string }[];
  readonly contracts: readonly string[];
}

export function randomRegisters(dice: Dice): Registers {
  const processors = ['p0', 'P0', 'p 2', '회사', 'p4', 'p5'].slice(0, dice.int(2, 6));
  const names = new Map(
    processors.map((p, i) => [p, [p, ...dice.some([`${p} Inc.`, `"${i}", Ltd`, `alias${i}`], 0.4)]]),
  );
  const named = (p: string): string => dice.pick(names.get(p) ?? [p]);
  const fields = ['phone', 'email', 'hash', 'balance', 'score'].slice(0, dice.int(1, 5));
  const purposes = ['pay', 'ads', 'credit'].slice(0, dice.int(1, 3));
  const parties = (): string => dice.pick(['*', '*', '*', '', dice.some(processors).map(named).join('|')]);
  const of = (items: readonly string[]): string => dice.pick(['*', '*', '*', '', dice.some(items).join('|')]);
  const fact = (): string => dice.pick(['true', 'TRUE', 'false', '', '', 'paper']);
  const tells = (): string =>
    dice.pick(['', '*', 'country', dice.some(['country', 'recipient', 'items', 'purpose'], 0.7).join('|')]);
  const time = (): string => written(dice, moment(dice), 'UTC');
  const notices = dice.times(dice.int(0, 9), (i) => ({
    id: `n${i}`,
    controller: dice.pick(processors),
    scope: dice.pick(['collect', 'provide', 'provide', 'overseas']),
  }));
  const contracts = dice.times(processors.length < 2 ? 0 : dice.int(0, 6), (i) => {
    const [exporter = '', importer = ''] = dice.shuffled(processors);
    return { id: `c${i}`, exporter, importer };
  });
  return {
    processors,
    names,
    fields,
    purposes,
    notices,
    contracts: contracts.map((c) => c.id),
    tables: {
      jurisdictions: PLACES.map((p) => ({ code: p.code, name: `State ${p.code}`, member_of: p.memberOf })),
      processors: processors.map((id, i) => ({
        id,
        jurisdiction: dice.pick(CODES),
        parent: i > 0 && dice.chance(0.3) ? (processors[i - 1] ?? '') : '',
        aliases: (names.get(id) ?? []).slice(1).join('|'),
        certified: fact(),
        accessed_from: dice.pick(['', '', dice.some(CODES, 0.4).join('|')]),
      })),
      fields: fields.map((id, i) => ({
        id,
        category: dice.pick(CATEGORIES),
        derived_from: i > 0 && dice.chance(0.6) ? dice.some(fields.slice(0, i), 0.6).join('|') : '',
        method: dice.pick(['', 'hash', 'salted_hash', 'score']),
      })),
      purposes: purposes.map((id) => ({
        id,
        necessary_fields: dice.chance(0.5) ? '' : dice.some(fields).join('|'),
        ground: dice.pick(['', 'statute', 'contract', ...processors.map(named)]),
      })),
      notices: notices.map((n) => ({
        ...n,
        controller: named(n.controller),
        recipients: parties(),
        fields: of(fields),
        purposes: of(purposes),
        separate: fact(),
        names_country: fact(),
        forced: dice.pick(['false', 'false', 'true', '']),
        clear: fact(),
        tells: tells(),
      })),
      contracts: contracts.map((c) => {
        const times = [moment(dice), moment(dice)].sort((a, b) => a - b);
        const [signed = 0, ends = 0] = times;
        return {
          id: c.id,
          kind: dice.pick(['outsourcing', 'scc']),
          exporter: named(c.exporter),
          importer: named(c.importer),
          fields: of(fields),
          purposes: of(purposes),
          signed_at: written(dice, signed, 'UTC'),
          ends_at: dice.chance(0.5) ? written(dice, ends, 'UTC') : '',
          onward: parties(),
          beneficiary: dice.pick(['exporter', 'importer', '', '', ...processors.map(named)]),
          supervised: fact(),
          disclosed: fact(),
          policy: tells(),
        };
      }),
      ownership: dice.times(processors.length < 2 ? 0 : dice.int(0, 5), () => {
        const [owner = '', owned = ''] = dice.shuffled(processors);
        const [since, until] = dice.pick<readonly [string, string]>([
          ['', ''],
          ['2023-03-26', ''],
          ['', '2023-06-01'],
        ]);
        const share = dice.pick(['0.2', '0.5', '0.49', '1']);
        return { owner: named(owner), owned: named(owned), share, since, until };
      }),
      adequacy: dice.times(dice.int(0, 3), () => ({
        exporter: dice.pick([...CODES, ...GROUPS]),
        importer: dice.pick([...CODES, ...GROUPS]),
        since: dice.chance(0.4) ? '2023-03-26' : '',
        until: dice.chance(0.3) ? time().replace(/^.*$/, '2023-11-05T05:30:00Z') : '',
        organisations: dice.chance(0.3) ? parties() : '',
        requires: dice.chance(0.3) ? 'certified=true' : '',
        except_categories: dice.chance(0.4) ? dice.pick(['pd:Financial', 'pd:', 'pd:Health|pd:Tele']) : '',
      })),
    },
  };
}
