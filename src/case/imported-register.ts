import type { RegisterRow } from './register-row.js';

/** Rows that documents of another format make, and the files that they come from. */
export interface ImportedRegister {
  readonly rows: readonly RegisterRow[];
  readonly inputs: readonly { readonly path: string; readonly bytes: Buffer }[];
}
