/** User ids shorter than this stand in values by chance: they are looked for as whole words. */
const TOO_SHORT = 4;

/** What is known of texts, so that a person is told also where their id stands in a column of something else. */
export interface KnownTexts {
  /** Whether a text is the id of a person with accepted transfers, as far as that is kept. */
  readonly isPerson: (text: string) => boolean;
  /** Whether a text is the id of nobody, wherever it stands: a time, or a name of the registers. */
  readonly isNobody: (text: string) => boolean;
}

/**
 * What is shown of a rejected cell to whoever may not see user ids: the pseudonym stands in place of the row's own person, also
 * where the id stands in another column than its own, in capitals or not, and in place of any other person that is known. Where
 * nobody can be called what the row has for its person, columns were taken for one another: any of them may hold the person.
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
  { isPerson, isNobody }: KnownTexts,
): string | null {
  if (value === null) return null;
  if (column === 'user_id' || (isPerson(value) && !isNobody(value))) return pseudonym(value);
  if (userId === null) return value;
  if (isNobody(userId)) return isNobody(value) ? value : pseudonym(value);
  return withoutPerson(value, userId, pseudonym);
}

/** A text of a row with the pseudonym of the row's person in each place of their id; what names nobody stays as it is. */
export function withoutPerson(
  text: string,
  userId: string,
  pseudonym: (userId: string) => string,
  isNobody: KnownTexts['isNobody'] = () => false,
): string {
  if (userId === '' || isNobody(text)) return text;
  const id = userId.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const place = userId.length >= TOO_SHORT ? id : `(?<![\\p{L}\\p{N}])${id}(?![\\p{L}\\p{N}])`;
  return text.replaceAll(new RegExp(place, 'giu'), () => pseudonym(userId));
}
