/** Letters of a line of a name (wide ones count double), and lines of it. */
const LINE = 20;
const LINES = 3;

/** A name in lines, broken at spaces where there are any; what is longer ends in an ellipsis. Never empty. */
export function brokenName(name: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of name.split(/\s+/)) {
    for (const part of piecesOf(word, LINE)) {
      if (line !== '' && widthOf(line) + 1 + widthOf(part) > LINE) {
        lines.push(line);
        line = part;
      } else line = line === '' ? part : `${line} ${part}`;
    }
  }
  lines.push(line);
  if (lines.length <= LINES) return lines;
  const [last = ''] = piecesOf(lines[LINES - 1] ?? '', LINE - 1);
  return [...lines.slice(0, LINES - 1), `${last}…`];
}

/** A word in pieces of a width at most. */
function piecesOf(word: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (widthOf(piece + letter) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/** How wide a text is, in letters: those of East Asian scripts, and signs, are twice as wide as Latin ones. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}
