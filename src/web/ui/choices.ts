/** Something that may be chosen: its name, and what it is called. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** Choices from which on a list to scroll through is none to find anything in. */
export const MANY_CHOICES = 200;

/** Choices that are suggested at once. */
const MOST_SUGGESTED = 50;

/** Tells whether all words of a text occur in others, which are lower case. */
export function holding(text: string): (all: string) => boolean {
  const words = text.toLowerCase().trim().split(/\s+/);
  return (all) => words.every((word) => all.includes(word));
}

/** The choices in whose names all words of a text occur. */
export function matching(choices: readonly Choice[], text: string): readonly Choice[] {
  const isMeant = holding(text);
  return choices.filter(({ id, text }) => isMeant(`${id} ${text}`.toLowerCase()));
}

/** What is suggested while a text is written: thousands of elements would make each key wait. */
export function suggested(choices: readonly Choice[], text: string): readonly Choice[] {
  return choices.length <= MOST_SUGGESTED ? choices : matching(choices, text).slice(0, MOST_SUGGESTED);
}

/** The one choice that a text means: by its id, by its whole name, or as the only one in which the words occur. */
export function meant(choices: readonly Choice[], text: string): Choice | undefined {
  const wanted = text.trim().toLowerCase();
  const byId = choices.find(({ id }) => id === text.trim());
  if (byId !== undefined) return byId;
  const named = choices.filter(({ text }) => text.toLowerCase() === wanted);
  const found = named.length > 0 ? named : matching(choices, text);
  return found.length === 1 ? found[0] : undefined;
}
