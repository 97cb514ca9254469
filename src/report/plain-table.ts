import Table from 'cli-table3';

/** A table without lines, whose columns stand one space apart. */
export function plain(
  head: readonly string[],
  colAligns: readonly ('left' | 'right')[],
  colWidths: readonly number[] = [],
): InstanceType<typeof Table> {
  const none = Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
      'mid',
      'mid-mid',
      'right',
      'right-mid',
    ].map((k) => [k, '']),
  );
  return new Table({
    head: [...head],
    colAligns: [...colAligns],
    // Of the width that is given here, one is the space to the next column.
    colWidths: colWidths.map((w) => w + 1),
    wordWrap: colWidths.length > 0,
    wrapOnWordBoundary: false,
    chars: { ...none, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
}
