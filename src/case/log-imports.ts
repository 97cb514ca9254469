import type { LogFile, LogTable } from '../model/case.js';
import type { ConsentRecords, LineageTransfers, TcfStrings } from '../model/imports.js';
import type { CaseYaml } from './case-yaml.js';
import { documentFiles, logFile } from './documents.js';
import type { ConsentsImport, TransfersImport } from './import-schemas.js';

/**
 * The files of a log that are documents of another format.
 *
 * @throws WayleaveError CASE_INVALID
 */
export function importedLogFiles(yaml: CaseYaml, dir: string, table: LogTable): LogFile[] {
  const { transfers, consents } = yaml.value.sources;
  const imports: readonly (TransfersImport | ConsentsImport)[] =
    (table === 'transfers' ? transfers?.imports : consents?.imports) ?? [];
  return imports.flatMap((settings, i) => {
    const containers =
      settings.format === 'tcf' ? (['csv', 'json', 'jsonl'] as const) : (['json', 'jsonl'] as const);
    const files = documentFiles(yaml, dir, table, i, settings.files, containers);
    return files.map((file) => logFile(file, howOf(settings)));
  });
}

function howOf(settings: TransfersImport | ConsentsImport): LineageTransfers | ConsentRecords | TcfStrings {
  switch (settings.format) {
    case 'openlineage':
      return { format: 'openlineage', fields: settings.fields, purposes: settings.purposes };
    case 'iso-27560':
      return {
        format: 'iso-27560',
        notices: settings.notices.map((n) => ({
          purpose: n.purpose,
          privacyNotice: n.privacy_notice ?? null,
          notice: n.notice,
        })),
        given: settings.given,
        ended: settings.ended,
      };
    case 'tcf':
      return {
        format: 'tcf',
        columns: settings.columns,
        notices: settings.notices.map((n) => ({ ...n, vendor: n.vendor ?? null })),
      };
  }
}
