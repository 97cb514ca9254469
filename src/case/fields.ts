import { suggest } from '../input/near.js';
import { METHODS, type DataField, type Purpose } from '../model/case.js';
import { REGISTER_COLUMNS } from './columns.js';
import { checkAcyclic } from './cycles.js';
import { factsOf } from './facts.js';
import { checkUnique } from './register.js';
import type { RegisterRow } from './register-row.js';

/** @throws WayleaveError REGISTER_INVALID, also when fields derive from one another in a circle */
export function fieldsOf(rows: readonly RegisterRow[]): DataField[] {
  checkIds(rows, 'fields');
  const ids = new Set(rows.map((row) => row.required('id')));
  const fields = rows.map((row) => ({
    id: row.required('id'),
    category: row.text('category'),
    derivedFrom: row.list('derived_from').map((item) => resolveIn(row, 'derived_from', 'field', ids, item)),
    method: row.oneOf('method', METHODS),
  }));
  checkAcyclic(rows, 'derived_from', new Map(fields.map((f) => [f.id, f.derivedFrom])));
  return fields;
}

/** @throws WayleaveError REGISTER_INVALID */
export function purposesOf(rows: readonly RegisterRow[], fields: ReadonlySet<string>): Purpose[] {
  checkIds(rows, 'purposes');
  return rows.map((row) => {
    const necessary = row
      .list('necessary_fields')
      .map((item) => resolveIn(row, 'necessary_fields', 'field', fields, item));
    return {
      id: row.required('id'),
      name: row.text('name'),
      necessaryFields: necessary.length === 0 ? null : new Set(necessary),
      facts: factsOf(row, REGISTER_COLUMNS.purposes),
    };
  });
}

/**
 * The item of a list, which must be an id of a register.
 *
 * @param what the register's items are called, in the singular
 * @throws WayleaveError REGISTER_INVALID when it is not
 */
export function resolveIn(
  row: RegisterRow,
  column: string,
  what: string,
  ids: ReadonlySet<string>,
  item: string,
): string {
  if (ids.has(item)) return item;
  throw row.fail(column, `${column} names an unknown ${what}`, suggest(item, ids), item);
}

function checkIds(rows: readonly RegisterRow[], what: string): void {
  checkUnique(rows, what);
  const star = rows.find((row) => row.text('id') === '*');
  if (star !== undefined) throw star.fail('id', '* is reserved', 'any other id', '*');
}
