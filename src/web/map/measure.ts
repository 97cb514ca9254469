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

/** Breaks a name into at most two lines of about the given width; what does not fit ends in an ellipsis. */
export function wrap(name: string, font: string, width: number): readonly string[] {
  if (widthOf(name, font) <= width) return [name];
  const words = name.split(' ');
  let first = words.shift() ?? '';
  while (words[0] !== undefined && widthOf(`${first} ${words[0]}`, font) <= width)
    first += ` ${words.shift() ?? ''}`;
  if (words.length === 0) return [shorten(first, font, width)];
  return [shorten(first, font, width), shorten(words.join(' '), font, width)];
}

function shorten(text: string, font: string, width: number): string {
  if (widthOf(text, font) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`, font) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}
