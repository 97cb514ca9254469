import type { Compression, FileFormat } from '../model/case.js';

const COMPRESSIONS = { '.gz': 'gzip', '.zst': 'zstd' } as const;
const FORMATS = { '.csv': 'csv', '.jsonl': 'jsonl', '.parquet': 'parquet' } as const;

/** The names that are recognized, for messages. */
export const KNOWN_ENDINGS = '.csv, .jsonl (each also with .gz or .zst) or .parquet';
/** The same as a glob behind a file's stem. */
export const ENDINGS_GLOB = '{csv,jsonl,csv.gz,jsonl.gz,csv.zst,jsonl.zst,parquet}';

/**
 * What a file's name says of its content.
 *
 * @param path any path; only its ending counts
 * @param format said elsewhere, where the name does not tell
 * @returns null when the name says nothing known, or Parquet would be compressed as a whole
 */
export function formatOf(
  path: string,
  format?: FileFormat,
): { format: FileFormat; compression: Compression } | null {
  const lower = path.toLowerCase();
  const zipped = Object.entries(COMPRESSIONS).find(([ending]) => lower.endsWith(ending));
  const stem = zipped === undefined ? lower : lower.slice(0, -zipped[0].length);
  const compression = zipped === undefined ? 'none' : zipped[1];
  const found = format ?? Object.entries(FORMATS).find(([ending]) => stem.endsWith(ending))?.[1];
  if (found === undefined || (found === 'parquet' && compression !== 'none')) return null;
  return { format: found, compression };
}
