import { WayleaveError } from '../errors.js';
import { isAddress } from '../input/address.js';
import type { YamlPath } from '../input/yaml.js';
import type { LogFile } from '../model/case.js';
import type { CaseYaml } from './case-yaml.js';
import { describeFolder, matchFiles } from './globs.js';

/** A file that case.yaml names. */
export type MatchedFile = Pick<LogFile, 'path' | 'remote'>;

/**
 * The files that a pattern of case.yaml names.
 *
 * @param at where the pattern stands
 * @throws WayleaveError CASE_INVALID when it names none, or an address where a register is looked for; LOGS_ELSEWHERE
 *   when nobody knows yet what lies at an address
 */
export function matching(yaml: CaseYaml, dir: string, pattern: string, at: YamlPath): MatchedFile[] {
  if (isAddress(pattern)) return atAddress(yaml, pattern, at);
  const matches = matchFiles(dir, pattern);
  if (matches.length > 0) return matches.map((path) => ({ path }));
  throw yaml.fail(
    at,
    `no file matches ${pattern}`,
    'the path of a file, or a glob such as transfers/*.csv, relative to the case',
    `${describeFolder(dir, pattern)}.`,
  );
}

function atAddress(yaml: CaseYaml, pattern: string, at: YamlPath): MatchedFile[] {
  if (at[1] !== 'transfers' && at[1] !== 'consents') {
    throw yaml.fail(
      at,
      `${pattern} is an address, and registers are read on this machine`,
      'the path of a file',
    );
  }
  const files = yaml.addresses.get(pattern);
  if (files === undefined) {
    throw new WayleaveError('LOGS_ELSEWHERE', `nobody has looked yet what lies at ${pattern}`, {
      place: yaml.place(at),
      advice:
        'Analyze the case with --engine spark: the cluster looks, and the store keeps what it found (docs/scale-out.md).',
    });
  }
  if (files.length > 0) return files.map((remote) => ({ path: remote.address, remote }));
  throw yaml.fail(
    at,
    `the cluster finds no file at ${pattern}`,
    'the address of a file or a pattern as Apache Hadoop knows them (*, ?, [ab], {a,b}; no **); files whose names begin with _ or . do not count',
  );
}

/** The addresses in case.yaml at which logs lie, each once. */
export function addressesIn(yaml: CaseYaml): string[] {
  const { transfers, consents } = yaml.value.sources;
  const patterns = [transfers, consents].flatMap((source) => [
    ...(source?.files ?? []),
    ...(source?.imports ?? []).flatMap((how) => how.files),
  ]);
  return [...new Set(patterns.filter(isAddress))];
}
