/**
 * Characters that show nothing by themselves and that order about how what is around them is shown: controls and overrides of
 * writing direction. The same as those that reports and terminals show as U+FFFD.
 */
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const EACH_HIDDEN = new RegExp(HIDDEN, 'g');
/** As a separator that stays. */
const HIDDEN_KEPT = new RegExp(`(${HIDDEN.source})`);

/** Letters that are written from right to left. */
const LEFTWARD =
  /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Around a name within a sentence: noncharacters, which no text of a case has a use for. */
const FROM = '\ufdd0';
const TO = '\ufdd1';
const EACH_MARK = new RegExp(`[${FROM}${TO}]`, 'g');

/** True for a text that could put what is around it into another order, or that hides something. */
export const isAstray = (text: string): boolean => HIDDEN.test(text) || LEFTWARD.test(text);

/**
 * A name for a sentence, set apart from the words around it where it could put them into another order: between two Arabic names
 * an arrow would point from the recipient to the sender. For texts that become elements of the page, which take the marks away.
 */
export function isolated(name: string): string {
  return isAstray(name) || name.includes('*') ? `${FROM}${name.replace(EACH_MARK, '')}${TO}` : name;
}

/** Names in the order in which data went from one to the next. */
export function way(...names: readonly string[]): string {
  return names.map(isolated).join(' → ');
}

/** A piece of a text: some of it, whether it is a name that is set apart, and whether it is emphasized. */
export interface Piece {
  readonly text: string;
  readonly name: boolean;
  readonly strong: boolean;
}

/** The names of a text and what is between them. Stars emphasize what stands between two of them, but for those of names. */
export function pieces(text: string, stars: 'emphasize' | 'as they are'): Piece[] {
  const found = text.match(
    stars === 'emphasize' ? /\ufdd0[^\ufdd1]*\ufdd1|\*|[^*\ufdd0]+/g : /\ufdd0[^\ufdd1]*\ufdd1|[^\ufdd0]+/g,
  );
  let strong = false;
  return (found ?? []).flatMap((piece): Piece[] => {
    if (piece.startsWith(FROM)) return [{ text: piece.replace(EACH_MARK, ''), name: true, strong }];
    if (piece !== '*' || stars !== 'emphasize') return [{ text: piece, name: false, strong }];
    strong = !strong;
    return [];
  });
}

/** True for a text in which names are set apart. */
export const hasNames = (text: string): boolean => text.includes(FROM);

/** A text for what holds no elements, such as a title or a label: what it hides is seen, and its names are kept apart. */
export function shownText(text: string): string {
  const seen = HIDDEN.test(text) ? text.replace(EACH_HIDDEN, '\ufffd') : text;
  return hasNames(seen) ? seen.replaceAll(FROM, '\u2068').replaceAll(TO, '\u2069') : seen;
}

/** A text as what is seen of it and what it hides, one after another. */
export function hiddenApart(text: string): { readonly text: string; readonly hidden: boolean }[] {
  return text
    .split(HIDDEN_KEPT)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, hidden: HIDDEN.test(part) }));
}
