import { parseInstant } from '../input/time.js';
import type { YamlFile, YamlPath } from '../input/yaml.js';
import type { Instant } from '../model/instant.js';
import type { Destination, Gate } from '../model/rule-pack.js';
import { carrierOf } from './pack-carrier.js';
import type { RawGate, RawPack } from './pack-schema.js';

const OWN_MEANING = ['necessity', 'protection', 'onward', 'taint'] as const;
type OwnMeaning = (typeof OWN_MEANING)[number];

function hasOwnMeaning(gate: string): gate is OwnMeaning {
  return OWN_MEANING.some((name) => name === gate);
}

/**
 * Checks what the keys of a gate ask of one another.
 *
 * @param yaml the pack
 * @param index of the gate among its gates
 * @throws WayleaveError PACK_INVALID at the key concerned
 */
export function checkGate(yaml: YamlFile<RawPack>, index: number): Gate {
  const raw = yaml.value.gates[index];
  if (raw === undefined) throw new RangeError(`gate ${index}`);
  const at: YamlPath = ['gates', index];
  const base = {
    gate: raw.gate,
    when: raw.when,
    effect: raw.effect,
    cite: raw.cite ?? null,
    known: raw.known ?? null,
    note: raw.note ?? null,
    ...datesOf(yaml, raw, at),
  };
  const looksAt = { categories: raw.categories ?? null, exceptCategories: raw.except_categories ?? [] };
  const to = destinationOf(yaml, raw, at);
  if (raw.gate !== 'protection' && raw.weak !== undefined) {
    throw yaml.failKey(
      at,
      'weak',
      `weak has no meaning in the gate ${raw.gate}`,
      'weak in the gate protection only',
    );
  }
  if (!hasOwnMeaning(raw.gate)) {
    if (raw.carried_by === undefined) {
      throw yaml.fail(
        at,
        `the gate ${raw.gate} lacks carried_by`,
        'carried_by: a list of carriers; [] if none may',
      );
    }
    return {
      ...base,
      kind: 'basis',
      ...looksAt,
      to,
      carriedBy: raw.carried_by.map((c, i) =>
        carrierOf(yaml, c, [...at, 'carried_by', i], raw.known ?? null),
      ),
    };
  }
  if (raw.carried_by !== undefined) {
    throw yaml.failKey(
      at,
      'carried_by',
      `carried_by has no meaning in the gate ${raw.gate}`,
      `carried_by in other gates than ${OWN_MEANING.join(', ')}`,
    );
  }
  if (raw.gate === 'onward' || raw.gate === 'taint') {
    const key = (['categories', 'except_categories'] as const).find((k) => raw[k] !== undefined);
    if (key !== undefined) {
      throw yaml.failKey(
        at,
        key,
        `${key} has no meaning in the gate ${raw.gate}`,
        `${key} in gates that look at one transfer; applies.categories holds for all gates`,
      );
    }
    return { ...base, kind: raw.gate };
  }
  if (raw.gate === 'necessity') return { ...base, kind: 'necessity', ...looksAt };
  if (raw.weak === undefined) {
    throw yaml.fail(at, 'the gate protection lacks weak', 'weak: a list of methods, such as [hash]');
  }
  return { ...base, kind: 'protection', ...looksAt, weak: new Set(raw.weak) };
}

/** `to` is asked by gates of bases that ask whether data leaves. */
function destinationOf(yaml: YamlFile<RawPack>, raw: RawGate, at: YamlPath): Destination | null {
  if (raw.to === undefined) {
    if (raw.unrecorded === undefined) return null;
    throw yaml.failKey(at, 'unrecorded', 'unrecorded without to', 'to: a column of processors; or neither');
  }
  if (raw.when !== 'leaves' || hasOwnMeaning(raw.gate)) {
    const accepted = 'to in a gate with carried_by and when: leaves';
    throw yaml.failKey(at, 'to', `to has no meaning in this gate ${raw.gate}`, accepted);
  }
  return { fact: raw.to, unrecorded: raw.unrecorded ?? 'contested' };
}

function datesOf(yaml: YamlFile<RawPack>, raw: RawGate, at: YamlPath): { since: Instant; until: Instant } {
  const since = dateOf(yaml, raw.since, [...at, 'since']) ?? -Infinity;
  const until = dateOf(yaml, raw.until, [...at, 'until']) ?? Infinity;
  if (since >= until) {
    throw yaml.fail(
      [...at, 'until'],
      `the gate ${raw.gate} ends before it begins`,
      `a date after ${raw.since ?? ''}`,
    );
  }
  return { since, until };
}

function dateOf(yaml: YamlFile<RawPack>, text: string | undefined, at: YamlPath): Instant | null {
  if (text === undefined) return null;
  const instant = parseInstant(text, yaml.value.timezone);
  if (instant !== null) return instant;
  throw yaml.fail(
    at,
    `${text} is no date`,
    `a date (its midnight) or an ISO 8601 time, such as 2023-09-15, that exists in ${yaml.value.timezone}`,
  );
}
