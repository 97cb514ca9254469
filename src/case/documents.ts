import type { Compression, LogFile } from '../model/case.js';
import type { Container } from '../model/imports.js';
import { listWords } from '../input/near.js';
import type { CaseYaml, SourceName } from './case-yaml.js';
import { matching, type MatchedFile } from './matching.js';

/** A file of documents of another format. */
export interface DocumentFile extends MatchedFile {
  readonly container: Container;
  readonly compression: Compression;
}

const CONTAINERS: Readonly<Record<string, Container>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
};
const COMPRESSIONS: Readonly<Record<string, Compression>> = { '.gz': 'gzip', '.zst': 'zstd' };

/**
 * The files of an import of case.yaml, in listing order, each once.
 *
 * @param index of the import in the list of its source
 * @param accepted the containers that its format may come in
 * @throws WayleaveError CASE_INVALID when a pattern matches nothing, or a name ends in something else
 */
export function documentFiles(
  yaml: CaseYaml,
  dir: string,
  name: SourceName,
  index: number,
  patterns: readonly string[],
  accepted: readonly Container[],
): DocumentFile[] {
  const files = new Map<string, DocumentFile>();
  patterns.forEach((pattern, i) => {
    const at = ['sources', name, 'imports', index, 'files', i];
    for (const { path, remote } of matching(yaml, dir, pattern, at)) {
      const file = documentFile(path);
      if (file === null || !accepted.includes(file.container)) {
        const endings = Object.entries(CONTAINERS).flatMap(([e, c]) => (accepted.includes(c) ? [e] : []));
        throw yaml.fail(
          at,
          `${path} has an ending that says nothing of what is in it`,
          `${listWords(endings)}, each also with .gz or .zst`,
        );
      }
      files.set(path, { ...file, ...(remote && { remote }) });
    }
  });
  return [...files.values()];
}

function documentFile(path: string): DocumentFile | null {
  const lower = path.toLowerCase();
  const zipped = Object.keys(COMPRESSIONS).find((ending) => lower.endsWith(ending));
  const stem = zipped === undefined ? lower : lower.slice(0, -zipped.length);
  const ending = Object.keys(CONTAINERS).find((e) => stem.endsWith(e));
  const container = ending === undefined ? undefined : CONTAINERS[ending];
  if (container === undefined) return null;
  return { path, container, compression: COMPRESSIONS[zipped ?? ''] ?? 'none' };
}

/** The same as a file of a log. */
export function logFile(file: DocumentFile, how: NonNullable<LogFile['documents']>['how']): LogFile {
  const { container, ...rest } = file;
  return { ...rest, format: 'jsonl', documents: { container, how } };
}
