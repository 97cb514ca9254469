import { basename, resolve } from 'node:path';

/** Ids of the cases that a server serves, by their folders: names that need no encoding in a URL, each once. */
export function caseIds(dirs: readonly string[]): { id: string; dir: string }[] {
  const used = new Set<string>();
  return dirs.map((given) => {
    const dir = resolve(given);
    const name = basename(dir)
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '');
    const base = name === '' ? 'case' : name;
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}-${n}`;
    used.add(id);
    return { id, dir };
  });
}
