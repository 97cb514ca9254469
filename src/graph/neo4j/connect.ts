import neo4j, { type AuthToken, type Driver } from 'neo4j-driver';
import { WayleaveError } from '../../errors.js';

/** Where a Neo4j database is, and how to get in. */
export interface Neo4jAddress {
  /** `bolt://` (one server) or `neo4j://` (routed), with `+s` (TLS) or `+ssc` (TLS, any certificate) behind it. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** Instead of user and password: a token of single sign-on. */
  readonly token?: string;
  /** Undefined: the user's home database. */
  readonly database?: string;
}

/** Milliseconds until a server that does not answer counts as gone. */
const CONNECT_MS = 5_000;

/**
 * A driver for a database. Nothing is sent yet.
 *
 * @throws WayleaveError USAGE when the address is not understood
 */
export function connect(address: Neo4jAddress): Driver {
  const { url } = address;
  try {
    return neo4j.driver(url, authentication(address), {
      useBigInt: true,
      connectionTimeout: CONNECT_MS,
      connectionAcquisitionTimeout: 2 * CONNECT_MS,
      maxTransactionRetryTime: CONNECT_MS,
      userAgent: 'wayleave',
      telemetryDisabled: true,
    });
  } catch (error) {
    throw new WayleaveError('USAGE', `${withoutSecrets(url)} is no address of a Neo4j database`, {
      accepted: 'bolt://HOST:7687 or neo4j://HOST:7687, with +s or +ssc after the scheme for TLS',
      cause: error,
    });
  }
}

/** An address as it may be shown: without user and password. */
export function withoutSecrets(url: string): string {
  // A password with an @ or a / in it is no part of an address, which is said with the address.
  return url.replace(/\/\/.*@/s, '//');
}

/** Who asks; undefined: nobody in particular, for servers that do not ask. */
export function authentication({
  user,
  password = '',
  token,
}: Omit<Neo4jAddress, 'url'>): AuthToken | undefined {
  if (token !== undefined) return neo4j.auth.bearer(token);
  return user === undefined ? undefined : neo4j.auth.basic(user, password);
}
