import { parseInstant } from '../input/time.js';
import type { YamlFile, YamlPath } from '../input/yaml.js';
import type { Instant } from '../model/instant.js';
import type { Carrier, Gate, Requires } from '../model/rule-pack.js';
import type { RawCarrier, RawGate, RawPack } from './pack-schema.js';

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
    ...datesOf(yaml, raw, at),
  };
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
      carriedBy: raw.carried_by.map((c, i) => carrierOf(yaml, c, [...at, 'carried_by', i])),
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
  if (raw.gate !== 'protection') return { ...base, kind: raw.gate };
  if (raw.weak === undefined) {
    throw yaml.fail(at, 'the gate protection lacks weak', 'weak: a list of methods, such as [hash]');
  }
  return { ...base, kind: 'protection', weak: new Set(raw.weak) };
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

function carrierOf(yaml: YamlFile<RawPack>, raw: RawCarrier, at: YamlPath): Carrier {
  const kinds = (['consent', 'contract', 'adequacy'] as const).filter((key) => raw[key] !== undefined);
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1) {
    const what = kind === undefined ? 'none' : 'several';
    throw yaml.fail(at, `a carrier with ${what} of consent, contract and adequacy`, 'exactly one of them');
  }
  const cite = raw.cite ?? null;
  const requires: Requires = new Map(
    Object.entries(raw.requires ?? {}).map(([fact, value]) => [fact, factText(value)]),
  );
  if (raw.consent !== undefined) return { by: 'consent', scope: raw.consent, requires, cite };
  if (raw.contract !== undefined) return { by: 'contract', kind: raw.contract, requires, cite };
  if (raw.requires !== undefined) {
    throw yaml.failKey(
      at,
      'requires',
      'adequacy has no facts to require',
      'requires on consent or contract only',
    );
  }
  return { by: 'adequacy', cite };
}

/** As in the registers: the words true and false in lower case, any other as it is. */
function factText(value: string | boolean): string {
  const text = String(value);
  return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
}
