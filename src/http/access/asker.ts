import type { Role } from '../contract/operation.js';

/** Who asks. */
export interface Asker {
  /** Name of the token, or subject of the OIDC token. */
  readonly name: string;
  readonly role: Role;
  readonly by: 'loopback' | 'token' | 'oidc' | 'insecure';
  /** Id of the token: two may bear one name. */
  readonly token?: string;
}
