import { WayleaveError } from '../errors.js';
import type { Cell } from './table-row.js';

/**
 * A value as a cell: texts are trimmed, empty ones null; booleans and numbers are their text; lists lose empty items.
 *
 * @throws WayleaveError REGISTER_INVALID when it is or holds an object, or a list in a list
 */
export function cellOf(value: unknown, place: { file: string; line: number; column: string }): Cell {
  if (!Array.isArray(value)) return textOf(value, place);
  return value.map((item) => textOf(item, place)).filter((item) => item !== null);
}

function textOf(value: unknown, place: { file: string; line: number; column: string }): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new WayleaveError(
      'REGISTER_INVALID',
      `${place.file}: ${place.column} holds an object or a list in a list`,
      {
        place: { ...place, value: JSON.stringify(value) },
        accepted: 'a text, a number, true, false, null, or a list of these',
      },
    );
  }
  const text = String(value).trim();
  return text === '' ? null : text;
}
