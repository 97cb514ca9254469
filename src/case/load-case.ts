import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { askedFacts } from '../law/asked-facts.js';
import { readPack } from '../law/pack.js';
import { atlasOf } from '../law/places.js';
import type { Addresses, Case, LogSource } from '../model/case.js';
import type { RulePack } from '../model/rule-pack.js';
import { CASE_FILE, readCaseYaml, type CaseYaml } from './case-yaml.js';
import { importLimits } from './import-limits.js';
import { checkImports } from './import-keys.js';
import { checkImportNames } from './import-names.js';
import type { Gazetteer } from './jurisdictions.js';
import { placeWarnings } from './pack-places.js';
import { loadRegisters } from './registers.js';
import { logSource } from './sources.js';
import { unreadWarnings } from './unread-files.js';
import { caseWarnings } from './warnings.js';

/**
 * Reads and checks a case folder: all but the rows of its logs.
 *
 * @param dir path of the folder, absolute or relative to the working directory
 * @param others rule packs that are not the case's, for which facts are read from the registers as well
 * @param addresses what a cluster found at the addresses among its logs
 * @throws WayleaveError CASE_NOT_FOUND, CASE_INVALID, REGISTER_INVALID, PACK_INVALID or LOGS_ELSEWHERE, for the first thing found wrong,
 *   with its place and what would be accepted
 */
export async function loadCase(
  dir: string,
  others: readonly RulePack[] = [],
  addresses: Addresses = new Map(),
): Promise<Case> {
  const folder = resolve(dir);
  const yaml = readCaseYaml(folder, addresses);
  checkImports(yaml);
  const packs = readPacks(yaml, folder);
  const rules = packs.map(({ pack }) => pack);
  const { registers, cells, gazetteer, looked, inputs, filesRead } = await loadRegisters(
    yaml,
    folder,
    askedFacts([...rules, ...others]),
  );
  checkHome(yaml, gazetteer);
  checkImportNames(yaml, registers);
  const transfers = logSource(yaml, folder, 'transfers');
  const consents = logSource(yaml, folder, 'consents');
  return {
    dir: folder,
    title: yaml.value.title ?? basename(folder),
    home: yaml.value.home,
    rules,
    trace: yaml.value.trace,
    registers,
    cells,
    transfers,
    consents,
    addresses,
    imports: importLimits(yaml, folder, [...transfers.files, ...consents.files], registers, rules),
    warnings: [
      ...placeWarnings(
        rules.map((pack, i) => ({ pack, place: yaml.place(['rules', i]) })),
        atlasOf(registers.jurisdictions, yaml.value.home),
        new Set(registers.processors.map((p) => p.jurisdiction)),
      ),
      ...caseWarnings({ ...looked, packs: [...rules, ...others] }),
      ...unreadWarnings(
        folder,
        new Map([...filesRead, ...[transfers, consents].map((log) => [log.table, pathsOf(log)] as const)]),
      ),
    ],
    inputs: [
      { path: CASE_FILE, sha256: createHash('sha256').update(yaml.bytes).digest('hex') },
      ...inputs,
      ...packs.map(({ input }) => input),
    ],
  };
}

function pathsOf({ files }: LogSource): string[] {
  return files.map(({ path }) => path);
}

function checkHome(yaml: CaseYaml, gazetteer: Gazetteer): void {
  const { home } = yaml.value;
  if (!gazetteer.knowsPlace(home)) {
    throw yaml.fail(['home'], 'home is an unknown jurisdiction', gazetteer.acceptedPlaces(home));
  }
}

function readPacks(
  yaml: CaseYaml,
  dir: string,
): { pack: RulePack; input: { path: string; sha256: string } }[] {
  const packs = yaml.value.rules.map((reference, i) => readPack(reference, dir, yaml.place(['rules', i])));
  packs.forEach(({ pack }, i) => {
    const first = packs.findIndex((p) => p.pack.id === pack.id);
    if (first === i) return;
    throw yaml.fail(
      ['rules', i],
      `two rule packs have the id ${pack.id}`,
      `packs of different ids; ${yaml.value.rules[first] ?? ''} has it too`,
    );
  });
  return packs;
}
