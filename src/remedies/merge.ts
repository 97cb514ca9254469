import type { Changes } from '../what-if/change-schema.js';

/** Several suppositions as one. No two of them may change the same notice or contract. */
export function mergeChanges(all: readonly Changes[]): Changes {
  const notices = Object.assign({}, ...all.map((c) => c.change?.notices)) as object;
  const contracts = Object.assign({}, ...all.map((c) => c.change?.contracts)) as object;
  const change = withoutEmpty({ notices, contracts });
  const add = withoutEmpty({
    notices: all.flatMap((c) => c.add?.notices ?? []),
    contracts: all.flatMap((c) => c.add?.contracts ?? []),
  });
  return withoutEmpty({ change, add, cut: all.flatMap((c) => c.cut ?? []) });
}

function withoutEmpty(parts: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0));
}
