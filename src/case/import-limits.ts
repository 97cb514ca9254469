import type { LogFile, Notice, Registers } from '../model/case.js';
import type { ImportLimit, ImportLimitCode, LogImport } from '../model/imports.js';
import type { RulePack } from '../model/rule-pack.js';
import { compareText } from '../model/text.js';
import type { CaseYaml } from './case-yaml.js';
import { matchFiles } from './globs.js';

const LIMITS: Readonly<Record<LogImport['format'] | 'article-30', readonly ImportLimitCode[]>> = {
  openlineage: ['people_as_groups'],
  'iso-27560': ['notice_as_registered'],
  tcf: ['notice_as_registered', 'no_country', 'days_only'],
  'article-30': ['no_transfers'],
};

/** What a case reads from other formats, and what of it they cannot show: by format, in the order of their names. */
export function importLimits(
  yaml: CaseYaml,
  dir: string,
  logs: readonly LogFile[],
  registers: Registers,
  rules: readonly RulePack[],
): ImportLimit[] {
  const limits = new Map<
    string,
    { files: Set<string>; limits: Set<ImportLimitCode>; notices: Set<string> }
  >();
  const add = (
    format: keyof typeof LIMITS,
    files: readonly string[],
  ): { limits: Set<ImportLimitCode>; notices: Set<string> } => {
    const entry = limits.get(format) ?? {
      files: new Set(),
      limits: new Set(LIMITS[format]),
      notices: new Set(),
    };
    for (const file of files) entry.files.add(file);
    limits.set(format, entry);
    return entry;
  };
  for (const { path, documents } of logs) {
    if (documents === undefined) continue;
    const entry = add(documents.how.format, [path]);
    if (documents.how.format === 'openlineage') continue;
    for (const { notice } of documents.how.notices) if (notice !== null) entry.notices.add(notice);
  }
  const filesOf = (patterns: readonly string[]): string[] => patterns.flatMap((p) => matchFiles(dir, p));
  for (const source of Object.values(yaml.value.sources)) {
    if (source === undefined || !('imports' in source)) continue;
    for (const how of source.imports ?? []) {
      if (how.format === 'article-30') add(how.format, filesOf(how.files));
      else if (how.format === 'openlineage' && 'methods' in how)
        add(how.format, filesOf(how.files)).limits.add('methods_as_described');
    }
  }
  const byId = new Map(registers.notices.map((n) => [n.id, n]));
  return [...limits]
    .sort(([a], [b]) => compareText(a, b))
    .map(([format, { files, limits: codes, notices }]) => ({
      format,
      files: files.size,
      limits: [...codes],
      open: [...notices].sort(compareText).flatMap((id) => {
        const notice = byId.get(id);
        const facts = notice === undefined ? [] : openFacts(notice, rules);
        return facts.length === 0 ? [] : [{ of: id, facts }];
      }),
    }));
}

/** What rules ask of consents by notices of this scope, and the notice does not tell. */
function openFacts(notice: Notice, rules: readonly RulePack[]): string[] {
  const carriers = rules.flatMap((pack) =>
    pack.gates.flatMap((gate) => (gate.kind === 'basis' ? gate.carriedBy : [])),
  );
  const asked = carriers.flatMap((c) =>
    c.by === 'consent' && c.scope === notice.scope ? [...c.requires.keys(), ...c.lists.keys()] : [],
  );
  return [...new Set(asked)].filter((fact) => !notice.facts.has(fact)).sort(compareText);
}
