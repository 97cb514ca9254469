import { suggest } from '../input/near.js';
import { SCOPES, type Contract, type Coverage, type Notice } from '../model/case.js';
import { REGISTER_COLUMNS } from './columns.js';
import { factsOf } from './facts.js';
import { resolveIn } from './fields.js';
import { resolveProcessor, type Names } from './names.js';
import { checkUnique } from './register.js';
import type { RegisterRow } from './register-row.js';

/** What notices and contracts may refer to. */
export interface Known {
  readonly processors: Names;
  readonly fields: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
}

/** @throws WayleaveError REGISTER_INVALID */
export function noticesOf(rows: readonly RegisterRow[], known: Known): Notice[] {
  checkUnique(rows, 'notices');
  return rows.map((row) => {
    const scope = row.oneOf('scope', SCOPES);
    if (scope === null) throw row.fail('scope', 'scope is empty', SCOPES.join(', '));
    return {
      id: row.required('id'),
      controller: resolveProcessor(row, 'controller', known.processors),
      scope,
      recipients: processorsIn(row, 'recipients', known),
      ...subjectOf(row, known),
      facts: factsOf(row, REGISTER_COLUMNS.notices),
    };
  });
}

/**
 * @param notices rows of the other register: a claimed basis or an open question names a notice or a contract by id
 *   alone, so that both share one set of names
 * @throws WayleaveError REGISTER_INVALID
 */
export function contractsOf(
  rows: readonly RegisterRow[],
  notices: readonly RegisterRow[],
  known: Known,
): Contract[] {
  checkUnique([...notices, ...rows], 'notices or contracts');
  return rows.map((row) => {
    const exporter = resolveProcessor(row, 'exporter', known.processors);
    const importer = resolveProcessor(row, 'importer', known.processors);
    if (exporter === importer) {
      throw row.fail(
        'importer',
        'exporter and importer are the same',
        `another processor than ${exporter}`,
        importer,
      );
    }
    row.required('signed_at');
    const signedAt = row.instant('signed_at') ?? -Infinity;
    const endsAt = row.instant('ends_at') ?? Infinity;
    if (endsAt < signedAt) {
      const accepted = `a time not before signed_at, ${row.required('signed_at')}`;
      throw row.fail('ends_at', 'ends_at is before signed_at', accepted, row.required('ends_at'));
    }
    return {
      id: row.required('id'),
      kind: row.required('kind'),
      exporter,
      importer,
      ...subjectOf(row, known),
      signedAt,
      endsAt,
      onward: processorsIn(row, 'onward', known),
      facts: factsOf(row, REGISTER_COLUMNS.contracts, (column, word) =>
        partyOf(row, column, word, known.processors),
      ),
    };
  });
}

function subjectOf(row: RegisterRow, known: Known): { fields: Coverage; purposes: Coverage } {
  return {
    fields: row.coverage('fields', (item) => resolveIn(row, 'fields', 'field', known.fields, item)),
    purposes: row.coverage('purposes', (item) => resolveIn(row, 'purposes', 'purpose', known.purposes, item)),
  };
}

function processorsIn(row: RegisterRow, column: string, known: Known): Coverage {
  return row.coverage(column, (item) => resolveProcessor(row, column, known.processors, item));
}

/** A beneficiary is one of the parties by its role, or a processor by any of its names. */
function partyOf(row: RegisterRow, column: string, word: string, names: Names): string {
  if (column !== 'beneficiary' || word === 'exporter' || word === 'importer') return word;
  const id = names.get(word);
  if (id !== undefined) return id;
  const accepted = suggest(word, ['exporter', 'importer', ...names.keys()]);
  throw row.fail(column, 'beneficiary names an unknown processor', accepted, word);
}
