import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** A column of a table: its head, on which side its cells stand, and how wide it is, if not as wide as what is in it. */
export interface PlainColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly width?: number;
}

/** Between two columns. */
const GAP = '  ';

/**
 * A table without lines, whose columns stand two spaces apart, each line ended by a line feed and without spaces at its end.
 * Cells that are wider than their column go on below. Linear in the text of all cells.
 *
 * @param rows of as many cells as there are columns, which may be coloured
 */
export function plainTable(columns: readonly PlainColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(
    ({ head, width }, i) =>
      width ?? rows.reduce((most, row) => Math.max(most, stringWidth(row[i] ?? '')), stringWidth(head)),
  );
  const linesOf = (row: readonly string[]): string => {
    const cells = columns.map((_, i) => brokenLines(row[i] ?? '', widths[i] ?? 0));
    const lines = cells.reduce((most, { length }) => Math.max(most, length), 1);
    return Array.from({ length: lines }, (_, line) => {
      const words = columns.map(({ align }, i) => padded(cells[i]?.[line] ?? '', widths[i] ?? 0, align));
      return `${words.join(GAP).trimEnd()}\n`;
    }).join('');
  };
  return [columns.map(({ head }) => head), ...rows].map(linesOf).join('');
}

/** How wide a table is whose columns are so wide. */
export function tableWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
}

/** Lines of a text that are no wider than so many columns of the terminal: broken at spaces, and in a word that is wider. */
export function brokenLines(text: string, width: number): string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n');
}

function padded(text: string, width: number, align: PlainColumn['align']): string {
  const room = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + room : room + text;
}
