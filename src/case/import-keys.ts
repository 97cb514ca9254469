import { suggest } from '../input/near.js';
import type { YamlPath } from '../input/yaml.js';
import type { CaseYaml } from './case-yaml.js';

/** What a row of processing records must name: one that lacks any of them makes none in the register. */
function needed(register: string): readonly string[] {
  return register === 'contracts' ? ['importer', 'exporter', 'kind'] : ['id'];
}

/**
 * Checks what the keys of imports ask of one another: what could never have an effect is a slip, and nothing else would tell.
 *
 * @throws WayleaveError CASE_INVALID
 */
export function checkImports(yaml: CaseYaml): void {
  const { sources } = yaml.value;
  for (const name of ['processors', 'fields', 'purposes', 'notices', 'contracts'] as const) {
    sources[name]?.imports?.forEach((how, i) => {
      if (how.format !== 'article-30') return;
      const at: YamlPath = ['sources', name, 'imports', i];
      const named = [...Object.keys(how.columns), ...Object.keys(how.constants)];
      const lacking = needed(name).find((key) => !named.includes(key));
      if (lacking !== undefined) {
        const accepted = `${lacking} among columns or constants: a row without it makes none in ${name}`;
        throw yaml.fail([...at, 'columns'], `no column of the import is ${lacking}`, accepted);
      }
      const columns = Object.keys(how.columns);
      const unused = Object.keys(how.words).find((key) => !columns.includes(key));
      if (unused === undefined) return;
      const message = `words are for ${unused}, which is not among columns`;
      throw yaml.failKey([...at, 'words'], unused, message, suggest(unused, columns));
    });
  }
  sources.consents?.imports?.forEach((how, i) => {
    if (how.format !== 'iso-27560') return;
    how.notices.forEach(({ purpose, privacy_notice: told }, j) => {
      const before = how.notices
        .slice(0, j)
        .findIndex((n) => n.purpose === purpose && (n.privacy_notice ?? told) === told);
      if (before < 0) return;
      throw yaml.fail(
        ['sources', 'consents', 'imports', i, 'notices', j],
        `notices[${j}] is never reached: notices[${before}] takes all of the purpose ${purpose} that it would`,
        'each purpose once, or with another privacy_notice; one with it before one without',
      );
    });
  });
}
