import { createHash } from 'node:crypto';

/**
 * An id that names content: a prefix and the first 80 bits of the SHA-256 of the content as JSON. Equal content has
 * equal ids in every run, shard and engine; 80 bits keep the chance of two of a billion names meeting below one in a
 * million, and what adds results up compares contents, so that even then nothing is merged in silence.
 */
export function contentId(prefix: string, content: unknown): string {
  return `${prefix}${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 20)}`;
}
