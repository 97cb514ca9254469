import type { IncomingMessage } from 'node:http';
import { WayleaveError } from '../../errors.js';
import { ROLES, type Role } from '../contract/operation.js';
import type { Asker } from './asker.js';
import type { ServerSettings } from '../settings.js';
import { isLoopback } from './hosts.js';
import { Oidc } from './oidc.js';
import { Tokens } from './tokens.js';

/** Says who asks and what they may. */
export class Access {
  readonly #tokens: Tokens;
  readonly #oidc: Oidc | undefined;
  /** What whoever brings no token may; undefined when a token is needed. */
  #open: Asker | undefined;

  /** @throws WayleaveError TOKENS_NEEDED when anyone on the network could ask anything */
  constructor(
    settings: Pick<ServerSettings, 'host' | 'hosts' | 'proxies' | 'insecure' | 'tokens' | 'oidc'>,
    operator: string,
  ) {
    this.#tokens = new Tokens(settings.tokens);
    this.#oidc = settings.oidc === null ? undefined : new Oidc(settings.oidc);
    if (this.#oidc !== undefined || this.#tokens.exist()) return;
    const reached = reachedFromElsewhere(settings);
    if (reached !== undefined && !settings.insecure) {
      throw new WayleaveError(
        'TOKENS_NEEDED',
        `${reached} can be reached from elsewhere, and there is no token`,
        {
          advice:
            'Make one with wayleave token make; or say --insecure. Without tokens, it listens on 127.0.0.1, with no proxy in front.',
        },
      );
    }
    this.#open = {
      name: operator,
      role: 'investigator',
      by: reached === undefined ? 'loopback' : 'insecure',
    };
  }

  /** Who may ask without a token; nobody once there was one, also when it is revoked or its file is gone. */
  get open(): Asker | undefined {
    if (this.#tokens.exist()) this.#open = undefined;
    return this.#open;
  }

  /** @throws WayleaveError UNAUTHENTICATED, FORBIDDEN */
  async asker(request: IncomingMessage): Promise<Asker> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      if (this.open !== undefined) return this.open;
      throw new WayleaveError('UNAUTHENTICATED', 'the request carries no token', {
        accepted: 'the header Authorization: Bearer <token>',
        advice: 'wayleave token make makes one.',
      });
    }
    const token = tokenIn(authorization);
    if (token === undefined) {
      throw new WayleaveError('UNAUTHENTICATED', 'the header Authorization is not understood', {
        accepted: 'Bearer <token>, or Basic with the token as password',
      });
    }
    const entry = this.#tokens.find(token);
    if (entry !== undefined) return { name: entry.name, role: entry.role, by: 'token', token: entry.id };
    if (this.#oidc !== undefined && !token.startsWith('wl_')) {
      return { ...(await this.#oidc.verify(token)), by: 'oidc' };
    }
    throw new WayleaveError('UNAUTHENTICATED', 'the token is not accepted', {
      advice: 'It was revoked, or is of another server. wayleave token make makes a new one.',
    });
  }
}

/**
 * What of a server can be reached from other machines; undefined when nothing can. Behind a proxy on this machine everyone's requests
 * come from it.
 */
function reachedFromElsewhere({
  host,
  hosts,
  proxies,
}: Pick<ServerSettings, 'host' | 'hosts' | 'proxies'>): string | undefined {
  const named = [host, ...hosts].find((name) => !isLoopback(name));
  return named ?? (proxies.length > 0 ? `what stands behind the proxy ${proxies.join(', ')}` : undefined);
}

/** Bearer; or Basic, whose password is the token: what clients of Neo4j's HTTP API send. */
function tokenIn(authorization: string): string | undefined {
  const [, scheme, value] = /^(\w+) +([\w.~+/=-]+) *$/.exec(authorization) ?? [];
  if (value === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

/** @throws WayleaveError FORBIDDEN */
export function requireRole(asker: Asker, role: Role): void {
  if (ROLES.indexOf(asker.role) >= ROLES.indexOf(role)) return;
  throw new WayleaveError('FORBIDDEN', `the role ${asker.role} may not ask this`, {
    accepted: ROLES.slice(ROLES.indexOf(role)).join(', '),
  });
}
