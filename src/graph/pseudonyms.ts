/** A pseudonym, or what is left of one that was cut out of its text: 24 hexadecimal digits that stand alone. */
export const PSEUDONYMS = /(?<![0-9a-f])(?:u-)?([0-9a-f]{24})(?![0-9a-f])/g;
