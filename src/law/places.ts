import type { Case, Jurisdiction } from '../model/case.js';
import type { Places } from '../model/rule-pack.js';

/** Answers of which groups codes are members, and who is at home. */
export interface Atlas {
  /** True when the list names the code, or something it is a direct member of, or is `*`. */
  matches(code: string, places: Places): boolean;
  /** True when a home processor may be established there. */
  isHome(code: string): boolean;
  readonly home: string;
}

/** @param home the case's home: a code, or what codes are member of */
export function atlasOf(jurisdictions: readonly Jurisdiction[], home: string): Atlas {
  const groups = new Map(jurisdictions.map((j) => [j.code, j.memberOf]));
  const matches = (code: string, places: Places): boolean =>
    places === '*' || places.includes(code) || (groups.get(code)?.some((g) => places.includes(g)) ?? false);
  return { matches, isHome: (code) => matches(code, [home]), home };
}

/** Jurisdiction of every processor by id. */
export function jurisdictionsOf(kase: Case): ReadonlyMap<string, string> {
  return new Map(kase.registers.processors.map((p) => [p.id, p.jurisdiction]));
}
