import type { YamlFile, YamlPath } from '../input/yaml.js';
import type { Carrier, Condition, Known, Party } from '../model/rule-pack.js';
import type { RawCarrier, RawPack } from './pack-schema.js';

const KINDS = ['consent', 'contract', 'adequacy', 'exemption'] as const;
const PARTIES: readonly Party[] = ['exporter', 'importer', 'purpose'];
/** What only a carrier with a record of its own may ask. */
const OF_RECORDS = ['requires', 'lists', 'weighs'] as const;

/**
 * Checks what the keys of a carrier ask of one another.
 *
 * @param at where the carrier stands
 * @param known how the gate's law was read
 * @throws WayleaveError PACK_INVALID at the key concerned
 */
export function carrierOf(
  yaml: YamlFile<RawPack>,
  raw: RawCarrier,
  at: YamlPath,
  known: Known | null,
): Carrier {
  const kinds = KINDS.filter((key) => raw[key] !== undefined);
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1) {
    const what = kind === undefined ? 'none' : 'several';
    throw yaml.fail(
      at,
      `a carrier with ${what} of consent, contract, adequacy and exemption`,
      'exactly one of them',
    );
  }
  const conditions = conditionsOf(raw);
  if (raw.unrecorded !== undefined && conditions.length === 0) {
    const accepted = 'unrecorded beside exporter, importer, purpose, counts or held';
    throw yaml.failKey(at, 'unrecorded', 'unrecorded without a condition', accepted);
  }
  const base = {
    conditions,
    unrecorded: raw.unrecorded ?? ('contested' as const),
    cite: raw.cite ?? null,
    known: raw.known ?? known,
  };
  const record = {
    requires: factsOf(raw.requires),
    lists: new Map(Object.entries(raw.lists ?? {})),
    weighs: factsOf(raw.weighs),
  };
  if (raw.consent !== undefined) return { by: 'consent', scope: raw.consent, ...record, ...base };
  if (raw.contract !== undefined) return { by: 'contract', kind: raw.contract, ...record, ...base };
  const key = OF_RECORDS.find((k) => raw[k] !== undefined);
  if (key !== undefined) {
    throw yaml.failKey(
      at,
      key,
      `${raw.exemption === undefined ? 'adequacy' : 'an exemption'} has no facts to require`,
      `${key} on consent or contract only; exporter, importer, purpose, counts and held on any carrier`,
    );
  }
  if (raw.exemption === undefined) return { by: 'adequacy', ...base };
  if (conditions.length === 0) {
    const accepted = 'at least one of exporter, importer, purpose, counts and held';
    throw yaml.fail(at, `the exemption ${raw.exemption} has no condition`, accepted);
  }
  return { by: 'exemption', name: raw.exemption, ...base };
}

function conditionsOf(raw: RawCarrier): Condition[] {
  const facts = PARTIES.flatMap((of) =>
    Object.entries(raw[of] ?? {}).map(([fact, words]): Condition => {
      return { kind: 'fact', of, fact, wanted: [words].flat().map(factText) };
    }),
  );
  const counts = (raw.counts ?? []).map((c): Condition => {
    return { kind: 'count', ...c, categories: c.categories ?? null };
  });
  return [...facts, ...counts, ...(raw.held === undefined ? [] : [{ kind: 'held' as const, ...raw.held }])];
}

function factsOf(raw: Readonly<Record<string, string | boolean>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(raw ?? {}).map(([fact, value]) => [fact, factText(value)]));
}

/** As in the registers: the words true and false in lower case, any other as it is. */
function factText(value: string | boolean): string {
  const text = String(value);
  return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
}
