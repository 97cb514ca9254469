import { quoteText, quoteTexts, sqlFile } from '../duckdb/sql.js';

/** Number of a file in what is kept, and its place in a list of files. */
export type Place = readonly [number: number, place: number];

/** The accepted transfers of some files. */
export interface TransferRows {
  /** (user_id, person, at_us, route, file, row): `file` is the number in what is kept, `person` a hash of user_id. */
  readonly query: string;
  /** Of the files. */
  readonly places: readonly Place[];
}

/** The accepted transfers of some files. */
export function transfersOf(parts: readonly string[], places: readonly Place[]): TransferRows {
  if (parts.length === 0 || places.length === 0) return { query: sqlFile('append/sql/no-rows.sql'), places };
  const numbers = places.map(([number]) => number).join(', ');
  return { query: sqlFile('append/sql/rows.sql', { files: quoteTexts(parts), numbers }), places };
}

/** Those of them that are of some persons, who stand in a Parquet file. */
export function transfersOfSome({ query, places }: TransferRows, persons: string): TransferRows {
  return { query: sqlFile('append/sql/rows-of-some.sql', { query, persons: quoteText(persons) }), places };
}

/** SQL of a file's place by its number, `file`: looked up last, as most rows are of nobody who is asked for. */
export function placeSql(places: readonly Place[]): string {
  const placeOf = new Map(places);
  const numbers = Array.from({ length: 1 + Math.max(-1, ...placeOf.keys()) }, (_, number) => number);
  return `(CAST([${numbers.map((number) => placeOf.get(number) ?? 'NULL').join(', ')}] AS INTEGER[]))[file + 1]`;
}

/** A query of accepted consents (user_id, notice, given_at, withdrawn_at, expires_at) of some files. */
export function consentsOf(parts: readonly string[], numbers: readonly number[]): string {
  if (parts.length === 0 || numbers.length === 0) return sqlFile('append/sql/no-consents.sql');
  return sqlFile('append/sql/consents.sql', { files: quoteTexts(parts), numbers: numbers.join(', ') });
}

/** Those of them that are of some persons, who stand in a Parquet file. */
export function consentsOfSome(query: string, persons: string): string {
  return sqlFile('append/sql/consents-of-some.sql', { query, persons: quoteText(persons) });
}

/** Places as rows of VALUES in SQL: number in what is kept, place in the list. */
export function placeValues(places: readonly Place[]): string {
  return places.map(([number, place]) => `(${number}, ${place})`).join(', ');
}
