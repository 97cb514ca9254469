import { WayleaveError } from '../errors.js';
import { ENDINGS_GLOB, formatOf, KNOWN_ENDINGS } from '../input/file-format.js';
import type { LogFile, LogSource, LogTable } from '../model/case.js';
import { CASE_FILE, type CaseYaml, type SourceName } from './case-yaml.js';
import { describeFolder, matchFiles } from './globs.js';
import { importedLogFiles } from './log-imports.js';
import { matching } from './matching.js';

/**
 * The files of a table: those that case.yaml lists or, where it lists none, those that bear the table's own name.
 *
 * @param dir folder of the case
 * @param defaults patterns of the table's own name; of these, only one may match anything
 * @param taken files that the defaults do not match: they are read as something else
 * @returns in listing order, each once; none when case.yaml lists none and nothing bears the name
 * @throws WayleaveError CASE_INVALID when a pattern matches nothing, a format is not known, or two files bear the name
 */
export function filesOf(
  yaml: CaseYaml,
  dir: string,
  name: SourceName,
  defaults: readonly string[],
  taken: ReadonlySet<string> = new Set(),
): LogFile[] {
  const settings = yaml.value.sources[name];
  if (settings?.files === undefined) return defaultFiles(yaml, dir, name, defaults, taken);
  const files = new Map<string, LogFile>();
  settings.files.forEach((pattern, i) => {
    const at = ['sources', name, 'files', i];
    for (const { path, remote } of matching(yaml, dir, pattern, at)) {
      const format = formatOf(path, settings.format);
      if (format === null) {
        throw yaml.fail(
          at,
          `${path} has a format that is not known`,
          `${KNOWN_ENDINGS}; or say format: csv, jsonl or parquet`,
        );
      }
      files.set(path, files.get(path) ?? { path, ...format, ...(remote && { remote }) });
    }
  });
  return [...files.values()];
}

/** The files of a register that bears its own name: `processors.csv`, say. */
export function registerFiles(yaml: CaseYaml, dir: string, name: SourceName): LogFile[] {
  return filesOf(yaml, dir, name, [`${name}.${ENDINGS_GLOB}`]);
}

/**
 * A log with its files, by default `transfers/*.csv` (or another format), or the one `transfers.csv`.
 *
 * @throws WayleaveError CASE_INVALID, also when there are no transfers
 */
export function logSource(yaml: CaseYaml, dir: string, table: LogTable): LogSource {
  const defaults = [`${table}.${ENDINGS_GLOB}`, `${table}/*.${ENDINGS_GLOB}`];
  const imported = importedLogFiles(yaml, dir, table);
  const taken = new Set(imported.map((f) => f.path));
  // A file of an import may stand where the log's own would be looked for.
  const own = filesOf(yaml, dir, table, defaults, taken);
  const files = [...own, ...imported];
  if (files.length === 0 && table === 'transfers') {
    throw new WayleaveError('CASE_INVALID', 'the case has no transfers', {
      place: { file: CASE_FILE },
      accepted: `transfers/* or transfers, ending in ${KNOWN_ENDINGS}; or sources.transfers.files in ${CASE_FILE}`,
      advice: `${describeFolder(dir, 'transfers/*')}.`,
    });
  }
  const settings = yaml.value.sources[table];
  return {
    table,
    files,
    timezone: settings?.timezone ?? 'UTC',
    columns: new Map(Object.entries(settings?.columns ?? {})),
  };
}

function defaultFiles(
  yaml: CaseYaml,
  dir: string,
  name: SourceName,
  defaults: readonly string[],
  taken: ReadonlySet<string>,
): LogFile[] {
  const [single = [], folder = []] = defaults.map((pattern) =>
    matchFiles(dir, pattern).filter((path) => !taken.has(path)),
  );
  if (single.length > 1 || (single.length > 0 && folder.length > 0)) {
    const found = [...single, ...folder];
    throw new WayleaveError('CASE_INVALID', `${found.join(' and ')} might each be the ${name}`, {
      place: yaml.place(['sources']),
      accepted: `one of them, or a list of files in ${CASE_FILE}: sources: { ${name}: { files: [${found.join(', ')}] } }`,
    });
  }
  return [...single, ...folder].flatMap((path) => {
    const format = formatOf(path, yaml.value.sources[name]?.format);
    return format === null ? [] : [{ path, ...format }];
  });
}
