import type { Answer } from '../api/types.js';
import { valueType } from './value-type.js';
import { plainText } from './node-text.js';

export type SavedQuery = Answer<'listQueries'>['items'][number];
type Row = Readonly<Record<string, unknown>>;

/** A column of an answer, as it is shown. */
export interface Column {
  readonly name: string;
  readonly about: string;
  /** Label of the nodes whose keys it holds, where a saved query says so. */
  readonly label: string | undefined;
  readonly time: boolean;
  readonly number: boolean;
  /** Its lists are ways: one after another. */
  readonly way: boolean;
  /** How wide it is: letters. */
  readonly width: number;
}

/** Rows by whose values columns are as wide as they are. */
const LOOKED_AT = 200;

/** The columns of an answer; a saved query says what they hold. */
export function columnsOf(
  names: readonly string[],
  rows: readonly Row[],
  query: SavedQuery | undefined,
  nameOf: (processor: string) => string,
): Column[] {
  const some = rows.slice(0, LOOKED_AT);
  const named = (value: unknown) => (typeof value === 'string' ? nameOf(value) : value);
  return names.map((name) => {
    const declared = query?.columns.find((c) => c.name === name);
    const type = declared === undefined ? undefined : valueType(declared.type);
    const values = some.map((row) => row[name]);
    const longest = Math.max(...values.map((value) => plainText(named(value)).length), 0);
    return {
      name,
      about: declared?.about ?? '',
      label: type?.of === 'node' && type.labels.length === 1 ? type.labels[0] : undefined,
      time: type?.of === 'time',
      number:
        values.some((v) => typeof v === 'number') && values.every((v) => v === null || typeof v === 'number'),
      way: /^(processors|chain|jurisdictions|way|hops)$/.test(name),
      width: Math.max(name.length, Math.min(longest, 44), 5),
    };
  });
}
