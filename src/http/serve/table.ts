import { z } from 'zod';
import { csvOf, type CsvCell } from '../../report/csv.js';

/** Names of the columns that a list's items make: the parts of objects stand in columns of their own. */
export function columnsOf(item: z.ZodType, prefix = ''): string[] {
  const schema = item instanceof z.ZodNullable || item instanceof z.ZodOptional ? item.unwrap() : item;
  if (!(schema instanceof z.ZodObject)) return [prefix];
  return Object.entries(schema.shape).flatMap(([name, part]) =>
    columnsOf(part as z.ZodType, prefix === '' ? name : `${prefix}.${name}`),
  );
}

/** The schema of the items of a page; undefined where the answer is no page. */
export function itemSchema(response: z.ZodType): z.ZodType | undefined {
  const items: unknown = response instanceof z.ZodObject ? response.shape['items'] : undefined;
  return items instanceof z.ZodArray ? (items.element as z.ZodType) : undefined;
}

/** Items as CSV: lists are joined by `|`, what lies deeper is JSON. */
export function csvText(columns: readonly string[], items: readonly object[], header: boolean): string {
  const rows = items.map((item) => columns.map((column) => cell(valueAt(item, column))));
  return csvOf([...(header ? [columns] : []), ...rows], '\r\n');
}

function valueAt(item: unknown, column: string): unknown {
  let value = item;
  for (const name of column.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function cell(value: unknown): CsvCell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (Array.isArray(value) && value.every((v) => typeof v !== 'object')) return value.map(String).join('|');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
