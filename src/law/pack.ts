import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { packageRoot } from '../assets.js';
import { WayleaveError, type Place } from '../errors.js';
import { suggest } from '../input/near.js';
import { parseInstant } from '../input/time.js';
import { readYaml, type YamlFile } from '../input/yaml.js';
import type { Places, RulePack } from '../model/rule-pack.js';
import { compareText } from '../model/text.js';
import { checkGate } from './pack-gate.js';
import { packSchema, type RawPack } from './pack-schema.js';

const BUILT_IN = 'src/law/packs';

/** Ids of the packs that come with the program, in code point order. */
export function builtInPacks(): string[] {
  const folder = join(packageRoot(), BUILT_IN);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => name.slice(0, -'.yaml'.length)).sort(compareText);
}

/**
 * Loads a rule pack and checks it.
 *
 * @param reference id of a built-in pack, or the path of a YAML file relative to the case (`./own.yaml`)
 * @param caseDir folder of the case
 * @throws WayleaveError PACK_INVALID, see {@link readPack}
 */
export function loadPack(reference: string, caseDir: string): RulePack {
  return readPack(reference, caseDir).pack;
}

/**
 * Loads a rule pack and checks it; also tells what file it was.
 *
 * @param referredFrom where the reference stands, for the error that nothing has this name
 * @returns the pack, and its file with SHA-256: relative to the case, or `builtin:<id>`
 * @throws WayleaveError PACK_INVALID, with line and column, when no such pack exists, or it holds an unknown key or a
 *   value that the language of packs does not know
 */
export function readPack(
  reference: string,
  caseDir: string,
  referredFrom?: Place,
): { pack: RulePack; input: { path: string; sha256: string } } {
  const builtIn = builtInPacks().includes(reference);
  const path = builtIn ? join(packageRoot(), BUILT_IN, `${reference}.yaml`) : resolve(caseDir, reference);
  if (!existsSync(path)) throw noSuchPack(reference, referredFrom);
  const file = builtIn ? `builtin:${reference}` : relative(caseDir, path).split(sep).join('/');
  const yaml = readYaml(path, file, packSchema, 'PACK_INVALID');
  return {
    pack: packOf(yaml, builtIn ? 'built in' : file),
    input: { path: file, sha256: createHash('sha256').update(yaml.bytes).digest('hex') },
  };
}

function noSuchPack(reference: string, place: Place | undefined): WayleaveError {
  const isPath = /[/\\]|\.ya?ml$/.test(reference);
  const what = isPath
    ? `the rule pack ${reference} does not exist`
    : `no built-in rule pack is called ${reference}`;
  return new WayleaveError('PACK_INVALID', what, {
    place: place ?? { value: reference },
    accepted: isPath
      ? 'the path of a YAML file, relative to the case'
      : suggest(reference, [...builtInPacks(), 'or the path of a YAML file such as ./own.yaml']),
  });
}

function packOf(yaml: YamlFile<RawPack>, file: string): RulePack {
  const raw = yaml.value;
  const { applies } = raw;
  if (applies.sender === undefined && applies.people === undefined) {
    throw yaml.fail(['applies'], 'applies names neither sender nor people', 'sender, people or both');
  }
  if (applies.people?.includes('*') === true) {
    throw yaml.fail(['applies', 'people'], 'people cannot be everywhere', "codes; or sender: ['*']");
  }
  if (raw.read !== undefined && parseInstant(raw.read, 'UTC') === null) {
    throw yaml.fail(['read'], 'read is no date', 'the date to which the law was read, such as 2024-05-31');
  }
  return {
    id: raw.id,
    title: raw.title ?? raw.id,
    file,
    applies: {
      sender: applies.sender === undefined ? null : placesOf(applies.sender),
      people: applies.people ?? null,
      categories: applies.categories ?? null,
      bundleHas: applies.bundle_has ?? null,
    },
    zone: zoneOf(yaml),
    timezone: raw.timezone,
    read: raw.read ?? null,
    notes: raw.notes,
    facts: new Map(Object.entries(raw.facts)),
    gates: raw.gates.map((_, index) => checkGate(yaml, index)),
  };
}

function zoneOf(yaml: YamlFile<RawPack>): Places {
  const { zone, applies } = yaml.value;
  if (zone !== undefined) return placesOf(zone);
  const sender = placesOf(applies.sender ?? []);
  if (sender === '*') {
    throw yaml.fail(
      ['zone'],
      "zone is missing, and sender: ['*'] does not say it",
      'a list of codes: zone: [KR]',
    );
  }
  return [...new Set([...sender, ...(applies.people ?? [])])];
}

function placesOf(codes: readonly string[]): Places {
  return codes.includes('*') ? '*' : codes;
}
