import type { SavedQuery } from './columns.js';

/**
 * A saved query in the language of the page.
 *
 * @param words what the catalog says, in that language; what is missing stays as it is
 */
export function spoken(query: SavedQuery, words: Readonly<Partial<Record<string, string>>>): SavedQuery {
  const say = (text: string) => words[text] ?? text;
  return {
    ...query,
    title: say(query.title),
    about: say(query.about),
    parameters: query.parameters.map((parameter) => ({ ...parameter, about: say(parameter.about) })),
  };
}
