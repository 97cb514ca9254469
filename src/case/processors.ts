import { USER, type Ownership, type Processor } from '../model/case.js';
import { REGISTER_COLUMNS } from './columns.js';
import { checkAcyclic } from './cycles.js';
import { factsOf } from './facts.js';
import type { Gazetteer } from './jurisdictions.js';
import type { Names } from './names.js';
import { processorNames, resolveProcessor } from './names.js';
import { checkUnique } from './register.js';
import type { RegisterRow } from './register-row.js';

const RESERVED = [USER, '*'];

/**
 * The processors and their names; parents are resolved.
 *
 * @param places further columns that list places
 * @throws WayleaveError REGISTER_INVALID, also when one name could be two processors, or control goes in a circle
 */
export function processorsOf(
  rows: readonly RegisterRow[],
  gazetteer: Gazetteer,
  places: ReadonlySet<string> = new Set(),
): Processor[] {
  checkUnique(rows, 'processors');
  checkNames(rows);
  for (const row of rows) for (const column of places) checkPlaces(row, column, gazetteer);
  const unresolved = rows.map((row) => processorOf(row, gazetteer));
  const names = processorNames(unresolved);
  const processors = rows.map((row, i) => {
    const processor = unresolved[i] ?? processorOf(row, gazetteer);
    return processor.parent === null
      ? processor
      : { ...processor, parent: resolveProcessor(row, 'parent', names) };
  });
  checkAcyclic(rows, 'parent', new Map(processors.map((p) => [p.id, p.parent === null ? [] : [p.parent]])));
  return processors;
}

function processorOf(row: RegisterRow, gazetteer: Gazetteer): Processor {
  const jurisdiction = row.required('jurisdiction');
  if (!gazetteer.knowsCode(jurisdiction)) {
    const accepted = gazetteer.acceptedCodes(jurisdiction);
    throw row.fail('jurisdiction', 'jurisdiction is unknown', accepted, jurisdiction);
  }
  return {
    id: row.required('id'),
    jurisdiction,
    name: row.text('name'),
    parent: row.text('parent'),
    share: row.share('share'),
    aliases: row.list('aliases'),
    facts: factsOf(row, REGISTER_COLUMNS.processors),
  };
}

function checkPlaces(row: RegisterRow, column: string, gazetteer: Gazetteer): void {
  for (const place of row.list(column)) {
    if (gazetteer.knowsPlace(place)) continue;
    throw row.fail(column, `${column} names an unknown jurisdiction`, gazetteer.acceptedPlaces(place), place);
  }
}

/** Every id and alias stands for one processor, and none for the person or for everyone. */
function checkNames(rows: readonly RegisterRow[]): void {
  const owners = new Map(rows.map((row) => [row.required('id'), row.required('id')]));
  for (const row of rows) {
    const id = row.required('id');
    for (const name of [id, ...row.list('aliases')]) {
      const column = name === id ? 'id' : 'aliases';
      if (RESERVED.includes(name)) {
        throw row.fail(column, `${name} is reserved`, `any other name than ${RESERVED.join(' and ')}`, name);
      }
      const owner = owners.get(name) ?? id;
      if (owner !== id) {
        throw row.fail(
          column,
          `the alias ${name} is a name of ${owner} too`,
          'a name that no other processor has',
          name,
        );
      }
      owners.set(name, id);
    }
  }
}

/** @throws WayleaveError REGISTER_INVALID */
export function ownershipOf(rows: readonly RegisterRow[], names: Names): Ownership[] {
  return rows.map((row) => {
    const share = row.share('share');
    if (share === null) throw row.fail('share', 'share is empty', 'a number from 0 to 1');
    return {
      owner: resolveProcessor(row, 'owner', names),
      owned: resolveProcessor(row, 'owned', names),
      share,
      ...row.period('since', 'until'),
    };
  });
}
