import { suggest } from '../input/near.js';
import type { Registers } from '../model/case.js';
import type { CaseYaml } from './case-yaml.js';

/**
 * Checks that the imports of logs map what documents say to what the registers know.
 *
 * @throws WayleaveError CASE_INVALID at the first name that they do not
 */
export function checkImportNames(yaml: CaseYaml, registers: Registers): void {
  const { transfers, consents } = yaml.value.sources;
  const ids = (items: readonly { readonly id: string }[]): Set<string> => new Set(items.map((i) => i.id));
  const [fields, purposes, notices] = [
    ids(registers.fields),
    ids(registers.purposes),
    ids(registers.notices),
  ];
  const check = (
    at: (string | number)[],
    what: string,
    word: string | null,
    known: ReadonlySet<string>,
  ): void => {
    if (word === null || known.has(word)) return;
    throw yaml.fail(at, `${word} is an unknown ${what}`, suggest(word, known));
  };
  transfers?.imports?.forEach((how, i) => {
    const at = ['sources', 'transfers', 'imports', i];
    for (const [key, id] of Object.entries(how.fields)) check([...at, 'fields', key], 'field', id, fields);
    for (const [key, id] of Object.entries(how.purposes))
      check([...at, 'purposes', key], 'purpose', id, purposes);
  });
  consents?.imports?.forEach((how, i) => {
    how.notices.forEach(({ notice }, j) => {
      check(['sources', 'consents', 'imports', i, 'notices', j, 'notice'], 'notice', notice, notices);
    });
  });
}
