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

/** What a notice asks consent to: to collect, to provide to a third party, to transfer abroad. */
export const SCOPES = ['collect', 'provide', 'overseas'] as const;
export type Scope = (typeof SCOPES)[number];
