import { suggest } from '../input/near.js';
import type { Adequacy, Jurisdiction } from '../model/case.js';
import { isIsoCode } from './iso-3166.js';
import { resolveProcessor, type Names } from './names.js';
import { checkUnique } from './register.js';
import type { RegisterRow } from './register-row.js';

/** Which jurisdictions and groups of them a case knows. */
export class Gazetteer {
  readonly #codes: ReadonlySet<string>;
  readonly #groups: ReadonlySet<string>;

  constructor(jurisdictions: readonly Jurisdiction[]) {
    this.#codes = new Set(jurisdictions.map((j) => j.code));
    this.#groups = new Set(jurisdictions.flatMap((j) => j.memberOf));
  }

  /** True for a code that is listed, or an ISO 3166-1 alpha-2 one. */
  knowsCode(code: string): boolean {
    return this.#codes.has(code) || isIsoCode(code);
  }

  /** True for such a code, or what a listed one is a member of. */
  knowsPlace(place: string): boolean {
    return this.knowsCode(place) || this.#groups.has(place);
  }

  acceptedCodes(typed: string): string {
    return `an ISO 3166-1 alpha-2 code, or one of jurisdictions: ${suggest(typed, this.#codes)}`;
  }

  acceptedPlaces(typed: string): string {
    const known = new Set([...this.#codes, ...this.#groups]);
    return `an ISO 3166-1 alpha-2 code, or what jurisdictions lists, also as member_of: ${suggest(typed, known)}`;
  }
}

/** @throws WayleaveError REGISTER_INVALID */
export function jurisdictionsOf(rows: readonly RegisterRow[]): Jurisdiction[] {
  checkUnique(rows, 'jurisdictions', 'code');
  return rows.map((row) => ({
    code: row.required('code'),
    name: row.text('name'),
    memberOf: row.list('member_of'),
  }));
}

/** Facts that rows of the register ask of importers: they are written `fact=word`. */
export function factsOfAdequacy(rows: readonly RegisterRow[]): Set<string> {
  return new Set(rows.flatMap((row) => [...requiredOf(row).keys()]));
}

function requiredOf(row: RegisterRow): Map<string, string> {
  return new Map(
    row.list('requires').map((item) => {
      const [fact = '', word = '', ...rest] = item.split('=').map((part) => part.trim());
      if (fact === '' || word === '' || rest.length > 0) {
        const accepted = 'facts of the importer with their words, such as certified=true, separated by |';
        throw row.fail('requires', 'requires is not understood', accepted, item);
      }
      return [fact, /^(true|false)$/i.test(word) ? word.toLowerCase() : word];
    }),
  );
}

/** @throws WayleaveError REGISTER_INVALID */
export function adequacyOf(rows: readonly RegisterRow[], gazetteer: Gazetteer, names: Names): Adequacy[] {
  const place = (row: RegisterRow, column: string): string => {
    const text = row.required(column);
    if (gazetteer.knowsPlace(text)) return text;
    throw row.fail(column, `${column} is an unknown jurisdiction`, gazetteer.acceptedPlaces(text), text);
  };
  return rows.map((row) => {
    const organisations = row.coverage('organisations', (item) =>
      resolveProcessor(row, 'organisations', names, item),
    );
    return {
      exporter: place(row, 'exporter'),
      importer: place(row, 'importer'),
      ...row.period('since', 'until'),
      exceptCategories: row.list('except_categories'),
      organisations: organisations === '*' || organisations.size === 0 ? null : organisations,
      requires: requiredOf(row),
    };
  });
}
