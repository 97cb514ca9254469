import type { YamlPath } from '../input/yaml.js';
import type { CaseYaml } from './case-yaml.js';
import { describeFolder, matchFiles } from './globs.js';

/**
 * The files that a pattern of case.yaml names.
 *
 * @param at where the pattern stands
 * @throws WayleaveError CASE_INVALID when it names none
 */
export function matching(yaml: CaseYaml, dir: string, pattern: string, at: YamlPath): string[] {
  const matches = matchFiles(dir, pattern);
  if (matches.length > 0) return matches;
  throw yaml.fail(
    at,
    `no file matches ${pattern}`,
    'the path of a file, or a glob such as transfers/*.csv, relative to the case',
    `${describeFolder(dir, pattern)}.`,
  );
}
