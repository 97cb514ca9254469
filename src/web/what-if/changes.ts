import type { Changes } from '../api/client.js';
import type { Answer } from '../api/types.js';

export type Suggestion = Answer<'getRemedies'>['suggestions']['items'][number];
export type Setting = Suggestion['settings'][number];

type Register = 'contracts' | 'notices' | 'processors' | 'purposes';
/** Registers to which something may be added. */
type Growing = 'contracts' | 'notices';

/** One thing that can be ticked: a setting of a notice or contract, one that is added, or flows that are cut. */
export type Tick =
  | {
      readonly kind: 'set';
      readonly register: Register;
      readonly id: string;
      readonly setting: Setting;
      readonly value: unknown;
      /** True where other values of the same stand beside it as boxes of their own. */
      readonly exact?: boolean;
    }
  | { readonly kind: 'add'; readonly register: Growing; readonly item: { readonly id: string } }
  | { readonly kind: 'cut'; readonly cut: NonNullable<Changes['cut']>[number] };

/** What is set of a notice or contract. */
type Thing = Record<string, unknown> & { facts?: Record<string, unknown> };

/** A change file that can be written part by part. */
type Draft = {
  change?: Partial<Record<Register, Record<string, Thing>>>;
  add?: Partial<Record<Growing, { id: string }[]>>;
  cut?: unknown[];
} & Record<string, unknown>;

/** What an address supposes; null where it says nothing, or nothing that can be read. */
export function changesOf(text: string | null): Changes | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The things of a suggestion that can be ticked, in the order in which they are shown. */
export function ticksOf({ how, change, id, settings }: Suggestion): Tick[] {
  if (how === 'cut') return (change.cut ?? []).map((cut) => ({ kind: 'cut', cut }));
  const ticks: Tick[] = [];
  for (const register of ['contracts', 'notices'] as const) {
    for (const item of change.add?.[register] ?? []) ticks.push({ kind: 'add', register, item });
    const set = change.change?.[register]?.[id ?? ''] as Record<string, unknown> | undefined;
    if (set === undefined || id === null) continue;
    const facts = (set['facts'] ?? {}) as Record<string, unknown>;
    for (const setting of settings) {
      const value = setting.name === null ? set[setting.what] : facts[setting.name];
      ticks.push({ kind: 'set', register, id, setting, value });
    }
  }
  return ticks;
}

/** True when something is supposed; unless it is `exact`, whether or not to the same value. */
export function isTicked(changes: Changes | null, tick: Tick): boolean {
  const draft = (changes ?? {}) as Draft;
  switch (tick.kind) {
    case 'cut':
      return (draft.cut ?? []).some((cut) => JSON.stringify(cut) === JSON.stringify(tick.cut));
    case 'add':
      return (draft.add?.[tick.register] ?? []).some(({ id }) => id === tick.item.id);
    case 'set': {
      const thing: Thing = draft.change?.[tick.register]?.[tick.id] ?? {};
      const { name, what } = tick.setting;
      if (tick.exact === true && name !== null) {
        return JSON.stringify(thing.facts?.[name]) === JSON.stringify(tick.value);
      }
      return name === null ? what in thing : name in (thing.facts ?? {});
    }
  }
}

/** The text for the address with something ticked or no longer so; null when nothing is left. */
export function ticked(changes: Changes | null, tick: Tick, on: boolean): string | null {
  const draft = structuredClone(changes ?? {}) as Draft;
  switch (tick.kind) {
    case 'cut': {
      const others = (draft.cut ?? []).filter((cut) => JSON.stringify(cut) !== JSON.stringify(tick.cut));
      draft.cut = on ? [...others, tick.cut] : others;
      break;
    }
    case 'add': {
      const others = (draft.add?.[tick.register] ?? []).filter(({ id }) => id !== tick.item.id);
      draft.add = { ...draft.add, [tick.register]: on ? [...others, tick.item] : others };
      break;
    }
    case 'set': {
      const things = draft.change?.[tick.register] ?? {};
      const thing: Thing = { ...things[tick.id] };
      const { name, what } = tick.setting;
      if (name === null) put(thing, what, tick.value, on);
      else {
        const facts = { ...thing.facts };
        put(facts, name, tick.value, on);
        thing.facts = facts;
      }
      draft.change = { ...draft.change, [tick.register]: { ...things, [tick.id]: thing } };
      break;
    }
  }
  return textOf(draft);
}

function put(thing: Record<string, unknown>, key: string, value: unknown, on: boolean): void {
  if (on) thing[key] = value;
  else Reflect.deleteProperty(thing, key);
}

/** Changes as an address has them. */
export function textOf(changes: object): string | null {
  const whole = pruned(changes);
  return whole === undefined ? null : JSON.stringify(whole);
}

/** Without parts that say nothing: empty lists stay where they mean something, which is within a record. */
function pruned(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.length === 0 && depth <= 2 ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    const kept = pruned(part, depth + 1);
    return kept === undefined ? [] : [[key, kept]];
  });
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
