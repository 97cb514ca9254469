/**
 * The word that was probably meant: the nearest by edit distance, if it is near at all.
 *
 * @returns one of the words, or undefined when none is within two edits (one for words of up to four letters)
 */
export function nearest(typed: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = typed.length <= 4 ? 2 : 3;
  for (const word of words) {
    const distance = levenshtein(typed.toLowerCase(), word.toLowerCase());
    if (distance < least && distance < word.length) {
      least = distance;
      best = word;
    }
  }
  return best;
}

/** Some words as text, `a, b, c`; of many only the beginning, and how many more there are. */
export function listWords(words: Iterable<string>, limit = 40): string {
  const all = [...words];
  const shown = all.slice(0, limit).join(', ');
  return all.length > limit ? `${shown} and ${all.length - limit} more` : shown;
}

/** What would be accepted in place of a word: all of them, and the one that was probably meant. */
export function suggest(typed: string, words: Iterable<string>): string {
  const all = [...words];
  const meant = nearest(typed, all);
  const list = all.length === 0 ? 'nothing: there are none' : listWords(all);
  return meant === undefined ? list : `${list}; did you mean ${meant}?`;
}

/** Levenshtein distance by Wagner and Fischer's dynamic programming (https://doi.org/10.1145/321796.321811). */
function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
