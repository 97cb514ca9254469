import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** A case that is to be served. */
export interface NamedCase {
  /** A name that needs no encoding in a URL, and that no other one has. */
  readonly id: string;
  readonly dir: string;
  /** Other spellings of its folder that were given too: by another way, or by a symbolic link. */
  readonly again: readonly string[];
}

/**
 * Ids of the cases that a server serves, by their folders. A folder that is named several times is served once, under the
 * first of its names: as two cases, it would be analyzed and counted twice.
 */
export function caseIds(dirs: readonly string[]): readonly NamedCase[] {
  const named = new Map<string, NamedCase & { again: string[] }>();
  const used = new Set<string>();
  for (const given of dirs) {
    const dir = resolve(given);
    const place = placeOf(dir);
    const former = named.get(place);
    if (former !== undefined) {
      former.again.push(given);
      continue;
    }
    const name = basename(dir)
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '');
    const base = name === '' ? 'case' : name;
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}-${n}`;
    used.add(id);
    named.set(place, { id, dir, again: [] });
  }
  return [...named.values()];
}

/** Where a folder really is; what cannot be found is told of when the case is opened. */
function placeOf(dir: string): string {
  try {
    return realpathSync.native(dir);
  } catch {
    return dir;
  }
}
