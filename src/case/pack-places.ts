import type { Place } from '../errors.js';
import type { Atlas } from '../law/places.js';
import type { CaseWarning } from '../model/case.js';
import type { RulePack } from '../model/rule-pack.js';
import { sortedSet } from '../model/text.js';

/**
 * Rule packs that say nothing of any flow, as none of the case's places is one of theirs: `member_of` was left out of jurisdictions, or
 * names something else (EU, where the law of the EEA is asked).
 */
export function placeWarnings(
  rules: readonly { readonly pack: RulePack; readonly place: Place }[],
  atlas: Atlas,
  senders: ReadonlySet<string>,
): CaseWarning[] {
  return rules.flatMap(({ pack: { id, applies }, place }) => {
    const { sender, people } = applies;
    const bySender = sender !== null && [...senders, atlas.home].some((code) => atlas.matches(code, sender));
    if (bySender || (people !== null && atlas.matches(atlas.home, people))) return [];
    const named = sender === null || sender === '*' ? [] : sender;
    const places = sortedSet([...named, ...(people ?? [])]).join(', ');
    return [
      {
        message: `the rule pack ${id} applies to nothing here: neither the home nor any processor is in ${places}`,
        place: { ...place, value: id },
        accepted: 'a home or processors there, or in what is member_of it in jurisdictions',
      },
    ];
  });
}
