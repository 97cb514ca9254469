import { quoteText, quoteTexts, sqlFile } from '../duckdb/sql.js';

/** Number of a file in what is kept, and its place in a list of files. */
export type Place = readonly [number: number, place: number];

/** A query of accepted transfers (user_id, person, at_us, route, file, row) of some files: `file` is their place, `person` a hash of user_id. */
export function transfersOf(parts: readonly string[], places: readonly Place[]): string {
  if (parts.length === 0 || places.length === 0) return sqlFile('append/sql/no-rows.sql');
  return sqlFile('append/sql/rows.sql', { files: quoteTexts(parts), places: placeValues(places) });
}

/** A query of accepted consents (user_id, notice, given_at, withdrawn_at, expires_at) of some files. */
export function consentsOf(parts: readonly string[], numbers: readonly number[]): string {
  if (parts.length === 0 || numbers.length === 0) return sqlFile('append/sql/no-consents.sql');
  return sqlFile('append/sql/consents.sql', { files: quoteTexts(parts), numbers: numbers.join(', ') });
}

/** The rows of a query of `transfersOf` that are of some persons, who stand in a Parquet file. */
export function transfersOfSome(query: string, persons: string): string {
  return sqlFile('append/sql/rows-of-some.sql', { query, persons: quoteText(persons) });
}

/** The same for a query of `consentsOf`. */
export function consentsOfSome(query: string, persons: string): string {
  return sqlFile('append/sql/consents-of-some.sql', { query, persons: quoteText(persons) });
}

/** Places as rows of VALUES in SQL: number in what is kept, place in the list. */
export function placeValues(places: readonly Place[]): string {
  return places.map(([number, place]) => `(${number}, ${place})`).join(', ');
}
