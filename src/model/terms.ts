/** Words of the registers that rule packs refer to. */
export const METHODS = [
  'hash',
  'salted_hash',
  'encrypt',
  'tokenise',
  'score',
  'aggregate',
  'anonymise',
] as const;
export type Method = (typeof METHODS)[number];

export const SCOPES = ['collect', 'provide', 'overseas'] as const;
export type Scope = (typeof SCOPES)[number];
