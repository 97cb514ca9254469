/** What the bytes of a file show it to be, when they are not text in UTF-8, and what to do about it. */
export interface ForeignBytes {
  /** `is compressed with gzip`. */
  readonly what: string;
  readonly advice: string;
}

const SAVE_AS_UTF8 = 'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8").';

const MAGIC: readonly (ForeignBytes & { readonly bytes: readonly number[] })[] = [
  {
    bytes: [0x1f, 0x8b],
    what: 'is compressed with gzip, which its name does not say',
    advice: 'Let its name end in .gz (in .csv.gz or .jsonl.gz), or unpack it.',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'is compressed with Zstandard, which its name does not say',
    advice: 'Let its name end in .zst (in .csv.zst or .jsonl.zst), or unpack it.',
  },
  {
    bytes: [0x50, 0x41, 0x52, 0x31],
    what: 'is a Parquet file, which its name does not say',
    advice: 'Let its name end in .parquet.',
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'is a ZIP file, or a workbook of a spreadsheet',
    advice: 'Unpack it, or save the sheet as "CSV UTF-8".',
  },
  { bytes: [0xff, 0xfe], what: 'is UTF-16', advice: SAVE_AS_UTF8 },
  { bytes: [0xfe, 0xff], what: 'is UTF-16', advice: SAVE_AS_UTF8 },
];

/** Characters at the beginning by which UTF-16 without a byte order mark is told. */
const TOLD_BY = 8;

/**
 * Another format, compression or encoding that the first bytes of what should be text give away.
 *
 * @returns undefined when nothing speaks against text in UTF-8
 */
export function foreignBytes(start: Uint8Array): ForeignBytes | undefined {
  const found = MAGIC.find(({ bytes }) => bytes.every((byte, i) => start[i] === byte));
  if (found !== undefined) return found;
  // Names and digits in UTF-16 have a zero byte each, always on the same side.
  const pairs = Array.from({ length: TOLD_BY }, (_, i) => [start[2 * i], start[2 * i + 1]] as const);
  const wide = (low: 0 | 1): boolean =>
    pairs.every((pair) => pair[1 - low] === 0 && pair[low] !== 0 && pair[low] !== undefined);
  return wide(0) || wide(1)
    ? { what: 'is UTF-16, without a byte order mark', advice: SAVE_AS_UTF8 }
    : undefined;
}
