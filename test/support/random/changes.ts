import type { Case } from '../../../src/model/case.js';
import { formatInstant } from '../../../src/model/instant.js';
import type { Analysis } from '../../../src/model/result.js';
import type { Changes } from '../../../src/what-if/change-schema.js';
import type { Dice } from './dice.js';
import { moment } from './moments.js';

/** Something to suppose of a random case, of one kind or several. */
export function randomChanges(dice: Dice, kase: Case, { flows }: Analysis, ownPack: string): Changes {
  const { notices, contracts, adequacy, processors } = kase.registers;
  const of = (items: readonly string[]): '*' | string[] => (dice.chance(0.4) ? '*' : dice.some(items));
  const parties = (): '*' | string[] => of(processors.map((p) => p.id));
  const fields = (): '*' | string[] => of(kase.registers.fields.map((f) => f.id));
  const purposes = (): '*' | string[] => of(kase.registers.purposes.map((p) => p.id));
  const facts = (names: readonly string[]): Record<string, boolean | string | null> =>
    Object.fromEntries(names.map((name) => [name, dice.pick([true, true, false, null, 'paper'])]));
  const someFacts = (names: readonly string[]): { facts?: Record<string, boolean | string | null> } => {
    const some = dice.some(names);
    return some.length > 0 ? { facts: facts(some) } : {};
  };
  const time = (): string => formatInstant(moment(dice));
  const notice = (): object => ({
    ...(dice.chance(0.4) ? { recipients: parties() } : {}),
    ...(dice.chance(0.4) ? { fields: fields() } : {}),
    ...(dice.chance(0.4) ? { purposes: purposes() } : {}),
    ...someFacts(['separate', 'names_country', 'forced', 'clear']),
    ...(dice.chance(0.2) ? { consented: 'everyone' as const } : {}),
  });
  const contract = (): object => ({
    ...(dice.chance(0.4) ? { fields: fields() } : {}),
    ...(dice.chance(0.4) ? { purposes: purposes() } : {}),
    ...(dice.chance(0.4) ? { onward: parties() } : {}),
    ...someFacts(['supervised', 'disclosed']),
    ...(dice.chance(0.3) ? { facts: { beneficiary: dice.pick(['exporter', 'importer', null]) } } : {}),
  });
  const one = <T>(items: readonly T[], make: (item: T) => Changes): Changes =>
    items.length === 0 ? {} : make(dice.pick(items));
  const kinds: (() => Changes)[] = [
    () => one(notices, ({ id }) => ({ change: { notices: { [id]: notice() } } })),
    () => one(notices, ({ id }) => ({ change: { notices: { [id]: notice() } } })),
    () => one(contracts, ({ id }) => ({ change: { contracts: { [id]: contract() } } })),
    () => one(contracts, ({ id }) => ({ change: { contracts: { [id]: contract() } } })),
    () =>
      one(contracts, ({ id, endsAt }) => ({
        change: {
          contracts: {
            [id]: dice.chance(0.5) ? { ends_at: null } : endsAt === Infinity ? { signed_at: time() } : {},
          },
        },
      })),
    () => one(notices, ({ id }) => ({ drop: { notices: [id] } })),
    () => one(contracts, ({ id }) => ({ drop: { contracts: [id] } })),
    () => ({
      add: {
        notices: [
          {
            id: dice.pick(['n-new', 'n99']),
            controller: dice.pick(processors).id,
            scope: dice.pick(['collect', 'provide', 'overseas'] as const),
            ...notice(),
          },
        ],
      },
    }),
    () => {
      const [exporter, importer] = dice.shuffled(processors);
      if (exporter === undefined || importer === undefined) return {};
      return {
        add: {
          contracts: [
            {
              id: 'c-new',
              kind: dice.pick(['outsourcing', 'scc']),
              exporter: exporter.id,
              importer: importer.id,
              signed_at: dice.chance(0.7) ? '2000-01-01' : time(),
              ...contract(),
            },
          ],
        },
      };
    },
    () => ({
      add: {
        adequacy: [
          {
            exporter: dice.pick(processors).jurisdiction,
            importer: dice.pick(processors).jurisdiction,
            ...(dice.chance(0.3) ? { since: time() } : {}),
            ...(dice.chance(0.3) ? { except_categories: ['pd:Financial'] } : {}),
          },
        ],
      },
    }),
    () => one(adequacy, ({ exporter, importer }) => ({ drop: { adequacy: [{ exporter, importer }] } })),
    () =>
      one(processors, ({ id }) => ({
        change: {
          processors: {
            [id]: {
              facts: dice.pick([
                { certified: dice.pick([true, false, null]) },
                { accessed_from: dice.pick(['US', 'DE|KR', null]) },
              ]),
            },
          },
        },
      })),
    () =>
      one(kase.registers.purposes, ({ id }) => ({
        change: { purposes: { [id]: { facts: { ground: dice.pick(['statute', 'contract', null]) } } } },
      })),
    () => ({ add: { packs: [ownPack] } }),
    () => one(kase.rules.slice(1), ({ id }) => ({ drop: { packs: [id] } })),
    () => one(flows, ({ id }) => ({ cut: [id] })),
    () =>
      one(flows, ({ sender, recipient, purpose }) => ({
        cut: [dice.pick([{ sender }, { recipient }, { sender, recipient, purpose }, { recipient, purpose }])],
      })),
  ];
  const chosen = dice.times(dice.pick([1, 1, 2, 3]), () => dice.pick(kinds)());
  const merged = chosen.reduce<Changes>((a, b) => merge(a, b), {});
  return withoutContradictions(merged);
}

function merge(a: Changes, b: Changes): Changes {
  const lists = <T>(x: readonly T[] | undefined, y: readonly T[] | undefined): T[] => [
    ...(x ?? []),
    ...(y ?? []),
  ];
  return {
    change: {
      notices: { ...a.change?.notices, ...b.change?.notices },
      contracts: { ...a.change?.contracts, ...b.change?.contracts },
      processors: { ...a.change?.processors, ...b.change?.processors },
      purposes: { ...a.change?.purposes, ...b.change?.purposes },
    },
    add: {
      notices: lists(a.add?.notices, b.add?.notices).slice(0, 1),
      contracts: lists(a.add?.contracts, b.add?.contracts).slice(0, 1),
      adequacy: lists(a.add?.adequacy, b.add?.adequacy),
      packs: lists(a.add?.packs, b.add?.packs).slice(0, 1),
    },
    drop: {
      notices: lists(a.drop?.notices, b.drop?.notices),
      contracts: lists(a.drop?.contracts, b.drop?.contracts),
      adequacy: lists(a.drop?.adequacy, b.drop?.adequacy),
      packs: lists(a.drop?.packs, b.drop?.packs),
    },
    cut: lists(a.cut, b.cut),
  };
}

/** Nothing is dropped and changed at once. */
function withoutContradictions(c: Changes): Changes {
  const kept = <T>(changes: Readonly<Record<string, T>> | undefined, drops: readonly string[] | undefined) =>
    Object.fromEntries(Object.entries(changes ?? {}).filter(([id]) => drops?.includes(id) !== true));
  return {
    ...c,
    change: {
      ...c.change,
      notices: kept(c.change?.notices, c.drop?.notices),
      contracts: kept(c.change?.contracts, c.drop?.contracts),
    },
  };
}

/** True when something is supposed that changes at an instant of its own. */
export function hasNewInstants(c: Changes): boolean {
  return (
    (c.add?.packs ?? []).length > 0 ||
    (c.add?.adequacy ?? []).length > 0 ||
    (c.add?.contracts ?? []).length > 0 ||
    Object.values(c.change?.contracts ?? {}).some((x) => x.signed_at !== undefined || x.ends_at !== undefined)
  );
}

/** True when the dice came to nothing at all. */
export function supposesNothing({ change, add, drop, cut }: Changes): boolean {
  const empty = (part: object | undefined): boolean =>
    Object.values(part ?? {}).every((x: object) => Object.keys(x).length === 0);
  return empty(change) && empty(add) && empty(drop) && (cut ?? []).length === 0;
}
