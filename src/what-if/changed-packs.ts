import { isAbsolute, relative, resolve, sep } from 'node:path';
import { loadCase } from '../case/load-case.js';
import { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import type { YamlPath } from '../input/yaml.js';
import { askedFacts } from '../law/asked-facts.js';
import { builtInPacks, loadPack } from '../law/pack.js';
import type { Case, Registers } from '../model/case.js';
import type { RulePack } from '../model/rule-pack.js';
import type { ChangeFile } from './change-file.js';

/** The packs of a case without those that are dropped, and with those that are added. */
export function packsOf(
  kase: Case,
  file: ChangeFile,
  added: readonly string[],
  dropped: readonly string[],
): RulePack[] {
  dropped.forEach((id, i) => {
    if (kase.rules.some((p) => p.id === id)) return;
    const accepted = suggest(
      id,
      kase.rules.map((p) => p.id),
    );
    throw file.fail(['drop', 'packs', i], `the case has no rule pack ${id}`, accepted);
  });
  const packs = kase.rules.filter((p) => !dropped.includes(p.id));
  added.forEach((reference, i) => {
    const path: YamlPath = ['add', 'packs', i];
    if (!builtInPacks().includes(reference) && !isPackFile(kase.dir, reference)) {
      throw file.fail(
        path,
        `${reference} is no file for rule packs`,
        'a built-in pack, or a .yaml file in the case',
      );
    }
    const pack = loadPack(reference, kase.dir);
    if (packs.some((p) => p.id === pack.id)) {
      throw file.fail(path, `two rule packs have the id ${pack.id}`, 'packs of different ids; or drop one');
    }
    packs.push(pack);
  });
  return packs;
}

/** The registers of a case, with the facts that other rules ask for. */
export async function registersFor(kase: Case, rules: readonly RulePack[]): Promise<Registers> {
  const [known, asked] = [askedFacts(kase.rules), askedFacts(rules)];
  const adds = (['processors', 'purposes', 'places'] as const).some((part) =>
    [...asked[part]].some((fact) => !known[part].has(fact)),
  );
  if (!adds) return kase.registers;
  const again = await loadCase(kase.dir, rules, kase.addresses);
  const sums = new Map(again.inputs.map((i) => [i.path, i.sha256]));
  const changed = kase.inputs.find((i) => sums.get(i.path) !== i.sha256);
  if (changed === undefined) return again.registers;
  throw new WayleaveError('STALE_RESULT', `${changed.path} changed since the case was read`, {
    place: { file: changed.path },
    advice: 'Ask again.',
  });
}

/**
 * Whoever asks may not be whoever owns the machine: on their word nothing outside of the case is opened, nor anything in it
 * that is no pack, since errors quote what they find. Logs hold personal data, the store the key of the pseudonyms.
 */
function isPackFile(dir: string, reference: string): boolean {
  const path = relative(dir, resolve(dir, reference));
  const parts = path.split(sep);
  return !isAbsolute(path) && !parts.some((part) => part.startsWith('.')) && /\.ya?ml$/i.test(path);
}
