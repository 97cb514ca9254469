import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isForbidden, systemCode } from '../input/io-errors.js';
import { KNOWN_ENDINGS } from '../input/file-format.js';
import { listWords, nearest } from '../input/near.js';
import type { CaseWarning } from '../model/case.js';
import { compareText } from '../model/text.js';
import { LOG_TABLE_COLUMNS, REGISTER_COLUMNS } from './columns.js';

const TABLES = [...Object.keys(LOG_TABLE_COLUMNS), ...Object.keys(REGISTER_COLUMNS)];
/** Endings of tables, in whatever format. */
const TABLE_FILE = /\.(csv|tsv|json|jsonl|ndjson|parquet|xlsx?|ods|avro|orc)(\.(gz|zst|bz2|xz|zip))?$/i;

/**
 * Files that look as if the case should read them, and that it passes over: `Consents.csv` where there are no consents, or
 * `transfers/may.json` beside others that are read.
 *
 * @param dir folder of the case
 * @param read the files that are read of each table, by paths relative to the case
 */
export function unreadWarnings(dir: string, read: ReadonlyMap<string, readonly string[]>): CaseWarning[] {
  const files = new Set([...read.values()].flat());
  const paths = (folder: string): string[] =>
    entriesOf(join(dir, folder))
      .filter((e) => TABLE_FILE.test(e.name) && !/^[._]/.test(e.name))
      .map((e) => (folder === '' ? e.name : `${folder}/${e.name}`))
      .filter((path) => !files.has(path))
      .sort(compareText);
  const top = paths('').flatMap((path): CaseWarning[] => {
    const table = tableCalled(path.slice(0, path.indexOf('.')));
    if (table === undefined || (read.get(table) ?? []).length > 0) return [];
    return [
      {
        message: `${path} is not read, and the case has no ${table}`,
        place: { file: path },
        accepted: `${table} ending in ${KNOWN_ENDINGS}; or sources.${table}.files in case.yaml`,
      },
    ];
  });
  const beside = Object.keys(LOG_TABLE_COLUMNS).flatMap((table): CaseWarning[] => {
    const unread = paths(table);
    if (unread.length === 0 || !(read.get(table) ?? []).some((path) => path.startsWith(`${table}/`)))
      return [];
    return [
      {
        message: `${listWords(unread, 5)} ${unread.length === 1 ? 'is' : 'are'} not read, and others of ${table}/ are`,
        place: { file: `${table}/` },
        accepted: `names that end in ${KNOWN_ENDINGS}; or sources.${table}.files in case.yaml`,
      },
    ];
  });
  return [...top, ...beside];
}

function tableCalled(stem: string): string | undefined {
  const name = stem.toLowerCase();
  return TABLES.includes(name) ? name : nearest(name, TABLES);
}

/** None where there is no such folder, or it may not be listed. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isForbidden(error) || ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return [];
    throw error;
  }
}
