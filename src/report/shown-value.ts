/** User ids shorter than this stand in values by chance: they are looked for as whole words. */
const TOO_SHORT = 4;

/**
 * What is shown of a rejected cell to whoever may not see user ids: the pseudonym stands in place of the row's own person, also
 * where the id stands in another column than its own.
 *
 * @param value text of the cell
 * @param userId of the row; null when it has none that could be read
 * @param pseudonym of a user id
 */
export function shownValue(
  value: string | null,
  column: string | null,
  userId: string | null,
  pseudonym: (userId: string) => string,
): string | null {
  if (value === null) return null;
  if (column === 'user_id') return pseudonym(value);
  if (userId === null || !value.includes(userId)) return value;
  if (userId.length >= TOO_SHORT) return value.replaceAll(userId, () => pseudonym(userId));
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${escape(userId)}(?![\\p{L}\\p{N}])`, 'gu');
  return value.replaceAll(word, () => pseudonym(userId));
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
