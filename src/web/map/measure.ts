const context = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();

/** Width of a text in pixels. Kept, as the same few hundred texts are asked for at each frame. */
export function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (context === null) return text.length * 7;
    context.font = font;
    width = context.measureText(text).width;
    if (widths.size > 5000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** Breaks a name into lines of about the given width; what does not fit the last one ends in an ellipsis. */
export function wrap(name: string, font: string, width: number, lines = 2): readonly string[] {
  if (lines <= 1 || widthOf(name, font) <= width) return [shorten(name, font, width)];
  const words = name.split(' ');
  let first = words.shift() ?? '';
  while (words[0] !== undefined && widthOf(`${first} ${words[0]}`, font) <= width)
    first += ` ${words.shift() ?? ''}`;
  const line = shorten(first, font, width);
  return words.length === 0 ? [line] : [line, ...wrap(words.join(' '), font, width, lines - 1)];
}

/** A text of about the given width at most; what does not fit ends in an ellipsis. */
export function shorten(text: string, font: string, width: number): string {
  if (widthOf(text, font) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`, font) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}
